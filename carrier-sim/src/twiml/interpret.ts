import { callParams } from "../switchboard/call-params.ts";
import { orAbort } from "../switchboard/waits.ts";
import type { WebhookReply } from "../webhooks/request.ts";
import type { Verb } from "./ast.ts";
import { readReply } from "./reply.ts";
import { perform } from "./run/perform.ts";
import { sayApology } from "./run/say.ts";
import type { Base, Flow, Outcome, Run, Source } from "./running.ts";
import { readTwiml } from "./read.ts";

/** A document that redirects to itself without doing anything would spin; a person would have hung up long before. */
const MAX_DOCUMENTS = 5_000;

/**
 * Runs documents until one ends. `left` is a `<Leave>`; `broken` an error no fallback mended.
 * Rejects with `Aborted` when the signal fires.
 */
export async function interpret(base: Base, first: Source): Promise<Outcome> {
  const { x, leg, signal } = base;
  let source = first;
  let usedFallback = false;
  for (let documents = 0; documents < MAX_DOCUMENTS; documents += 1) {
    signal.throwIfAborted();
    const statusAtFetch = leg.record().status;
    const loaded = await orAbort(load(base, source), signal);
    if (!loaded.ok) {
      x.alerts.raise(loaded.code, loaded.message, leg.sid);
      const fallback = base.limits === undefined ? leg.fallback : undefined;
      if (fallback === undefined || usedFallback) return "broken";
      usedFallback = true;
      const at = source.from === "url" ? source.url : "";
      source = {
        from: "url",
        ...fallback,
        params: { ErrorCode: String(loaded.code), ErrorUrl: at },
      };
      continue;
    }
    const run: Run = {
      ...base,
      documentUrl: loaded.url,
      documentMethod: source.from === "url" ? source.method : "POST",
      statusAtFetch,
    };
    // A document with nothing in it picks up and hangs up.
    if (loaded.verbs.length === 0) leg.answer();
    const flow = await runVerbs(run, loaded.verbs);
    if (flow.go === "leave") return "left";
    if (flow.go !== "to") return "finished";
    usedFallback = false;
    source = flow.source;
  }
  x.alerts.raise(11_215, "Too many documents", leg.sid);
  return "broken";
}

async function runVerbs(run: Run, verbs: Verb[]): Promise<Flow> {
  for (const [index, verb] of verbs.entries()) {
    if (run.limits !== undefined && !run.limits.verbs.includes(verb.verb)) {
      run.x.alerts.raise(13_238, `<${verb.verb}> is not allowed in this document`, run.leg.sid);
      continue;
    }
    if (answers(verb, index)) run.leg.answer();
    const flow = await perform(run, verb);
    run.signal.throwIfAborted();
    if (flow.go !== "next") return flow;
  }
  return { go: "next" };
}

/** `<Reject>` never picks up, a leading `<Pause>` delays it, and a bridging `<Dial>` waits for the other side. */
function answers(verb: Verb, index: number): boolean {
  switch (verb.verb) {
    case "Reject":
    case "Redirect":
      return false;
    case "Pause":
      return index > 0;
    case "Dial":
      return !verb.answerOnBridge;
    default:
      return true;
  }
}

type Loaded =
  | { ok: true; verbs: Verb[]; url: string | undefined }
  | { ok: false; code: number; message: string };

async function load(base: Base, source: Source): Promise<Loaded> {
  const { x, leg } = base;
  if (source.from === "verbs") return { ok: true, verbs: source.verbs, url: undefined };
  if (source.from === "text") return understood(base, readTwiml(source.twiml), undefined);
  const params = { ...callParams(leg.record()), ...base.limits?.params(), ...source.params };
  const reply: WebhookReply = await x.request({
    url: source.url,
    method: source.method,
    params,
    jar: leg.jar,
  });
  if (!reply.ok) return reply;
  return understood(base, readReply(reply), source.url);
}

function understood(
  base: Base,
  reading: ReturnType<typeof readTwiml>,
  url: string | undefined,
): Loaded {
  if (!reading.ok) return reading;
  for (const warning of reading.warnings)
    base.x.alerts.raise(warning.code, warning.message, base.leg.sid);
  return { ok: true, verbs: reading.verbs, url };
}

/** What a caller hears when a document failed and nothing mends it. */
export async function apologise(base: Base): Promise<void> {
  base.leg.answer();
  await sayApology({ ...base, documentUrl: undefined, documentMethod: "POST", statusAtFetch: "" });
}
