import { ringback } from "../../audio/tones.ts";
import { bridge } from "../../switchboard/bridge.ts";
import { durationSeconds } from "../../switchboard/call-state.ts";
import type { Leg } from "../../switchboard/leg.ts";
import { type Outgoing, placeCall } from "../../switchboard/outgoing.ts";
import { Aborted, orAbort, whenAborted } from "../../switchboard/waits.ts";
import type { Dial, DialNoun } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absoluteFetch, goTo, notify } from "./address.ts";
import { playOut } from "./sound.ts";

type PersonNoun = Extract<DialNoun, { noun: "Number" | "Client" }>;

export async function dialPeople(run: Run, dial: Dial): Promise<Flow> {
  const { leg } = run;
  const nouns = dial.nouns.filter(
    (noun): noun is PersonNoun => noun.noun === "Number" || noun.noun === "Client",
  );
  const ringing = new AbortController();
  const stopRinging = (): void => ringing.abort(new Aborted());
  run.signal.addEventListener("abort", stopRinging, { once: true });
  const tone = leg.answered() ? ringTone({ ...run, signal: ringing.signal }) : Promise.resolve();
  const reached = dial.sequential
    ? await oneByOne(run, dial, nouns)
    : await atOnce(run, dial, nouns);
  stopRinging();
  await tone;
  if (run.signal.aborted) {
    if (reached.leg !== undefined) reached.leg.finish("canceled");
    if (leg.ended.aborted)
      notify(run, dial.action, dial.method, {
        DialCallStatus: reached.leg === undefined ? "canceled" : "completed",
      });
    throw new Aborted();
  }
  if (reached.leg === undefined)
    return goTo(run, dial.action, dial.method, {
      DialCallStatus: reached.status,
      DialBridged: "false",
      ...(reached.sid === undefined ? {} : { DialCallSid: reached.sid, DialCallDuration: "0" }),
    });
  return talk(run, dial, reached.leg, reached.noun);
}

async function talk(run: Run, dial: Dial, other: Leg, noun: PersonNoun): Promise<Flow> {
  const { x, leg } = run;
  leg.answer();
  const whisper = absoluteFetch(run, noun.whisper);
  if (whisper !== undefined) {
    const both = AbortSignal.any([run.signal, other.ended]);
    try {
      await x.interpret({ x, leg: other, signal: both }, { from: "url", ...whisper });
    } catch (cause) {
      if (!(cause instanceof Aborted)) throw cause;
    }
  }
  const recording =
    dial.record === undefined
      ? undefined
      : x.recordings.startOnLeg(leg, {
          channels: dial.record.endsWith("dual") ? 2 : 1,
          source: "DialVerb",
          trim: dial.trim,
          statusCallback: absoluteFetch(run, dial.recordingStatusCallback),
        });
  const stop = new AbortController();
  const star = dial.hangupOnStar
    ? leg.digits.on((digit) => digit === "*" && stop.abort())
    : undefined;
  const limit = setTimeout(() => stop.abort(), dial.timeLimitMs);
  const end = await bridge(x, leg, other, AbortSignal.any([run.signal, stop.signal]));
  clearTimeout(limit);
  star?.();
  // The caller's end takes the other leg along; so does a new document for the caller.
  if (end === "first-ended" || end === "aborted") other.finish("completed");
  const recorded = recording?.stop();
  const params = {
    DialCallStatus: "completed",
    DialCallSid: other.sid,
    DialCallDuration: String(
      durationSeconds({ ...other.record(), endedAt: other.record().endedAt ?? Date.now() }),
    ),
    DialBridged: "true",
    ...(recorded === undefined ? {} : { RecordingUrl: recorded.url }),
  };
  if (leg.ended.aborted) notify(run, dial.action, dial.method, params);
  if (run.signal.aborted) throw new Aborted();
  return goTo(run, dial.action, dial.method, params);
}

type Reached =
  | { leg: Leg; noun: PersonNoun }
  | { leg: undefined; status: string; sid: string | undefined };

function place(run: Run, dial: Dial, noun: PersonNoun): Outgoing {
  const { record } = run.leg;
  return placeCall(run.x, {
    // The caller's own number is shown unless the document names another.
    from: dial.callerId ?? record().from,
    to: noun.to,
    params: noun.params,
    direction: "outbound-dial",
    parent: run.leg,
    timeoutMs: dial.timeoutMs,
    statusCallback: absoluteFetch(run, noun.statusCallback),
  });
}

async function oneByOne(run: Run, dial: Dial, nouns: PersonNoun[]): Promise<Reached> {
  let last: Reached = { leg: undefined, status: "failed", sid: undefined };
  for (const noun of nouns) {
    last = await firstToAnswer(run, [{ noun, out: place(run, dial, noun) }]);
    if (last.leg !== undefined || run.signal.aborted) return last;
  }
  return last;
}

function atOnce(run: Run, dial: Dial, nouns: PersonNoun[]): Promise<Reached> {
  return firstToAnswer(
    run,
    nouns.map((noun) => ({ noun, out: place(run, dial, noun) })),
  );
}

/** The first who answers wins and the others stop ringing. When nobody does, the most telling failure is told. */
async function firstToAnswer(
  run: Run,
  attempts: { noun: PersonNoun; out: Outgoing }[],
): Promise<Reached> {
  const won = Promise.withResolvers<Reached>();
  const outcomes = attempts.map(async ({ noun, out }) => {
    const outcome = await out.outcome;
    if (outcome === "answered") won.resolve({ leg: out.leg, noun });
    return outcome;
  });
  void Promise.all(outcomes).then((all) => {
    const status =
      ["busy", "no-answer", "failed"].find((one) => all.some((outcome) => outcome === one)) ??
      "no-answer";
    won.resolve({ leg: undefined, status, sid: attempts.at(-1)?.out.leg.sid });
  });
  void whenAborted(run.signal).then(() =>
    won.resolve({ leg: undefined, status: "canceled", sid: undefined }),
  );
  const result = await won.promise;
  for (const { out } of attempts) if (out.leg !== result.leg) out.leg.finish("canceled");
  return result;
}

async function ringTone(run: Run): Promise<void> {
  try {
    while (!run.signal.aborted) await orAbort(playOut(run, ringback()), run.signal);
  } catch (cause) {
    if (!(cause instanceof Aborted)) throw cause;
  }
}
