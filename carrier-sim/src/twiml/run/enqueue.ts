import { holdMusic } from "../../audio/hold-music.ts";
import type { QueueMember, QueueResult } from "../../switchboard/queues.ts";
import { queueParams } from "../../switchboard/queues.ts";
import { Aborted, waitMs, whenAborted } from "../../switchboard/waits.ts";
import type { Enqueue } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absolute, goTo, notify } from "./address.ts";
import { playOut } from "./sound.ts";

/** A wait document without a sound in it would be asked for without end. */
const EMPTY_DOCUMENT_PAUSE_MS = 1_000;

export async function runEnqueue(run: Run, verb: Enqueue): Promise<Flow> {
  const { x, leg } = run;
  const queue = x.queues.named(verb.name) ?? x.queues.create(verb.name);
  const enqueuedAt = Date.now();
  const waitedParams = (result: QueueResult): Record<string, string> => ({
    QueueResult: result,
    QueueSid: queue?.sid ?? "",
    QueueTime: String(Math.floor((Date.now() - enqueuedAt) / 1000)),
  });
  if (queue === undefined || queue.members.length >= queue.maxSize) {
    return goTo(
      run,
      verb.action,
      verb.method,
      waitedParams(queue === undefined ? "error" : "queue-full"),
    );
  }

  const { promise: taken, resolve } = Promise.withResolvers<QueueResult>();
  const conversation = Promise.withResolvers<void>();
  const waiting = new AbortController();
  const stopWaiting = (): void => waiting.abort(new Aborted());
  const member: QueueMember = {
    leg,
    enqueuedAt,
    release: conversation.resolve,
    take(result) {
      const at = queue.members.indexOf(member);
      if (at === -1) return;
      queue.members.splice(at, 1);
      queue.served += 1;
      queue.waitedSeconds += (Date.now() - enqueuedAt) / 1000;
      leg.amend({ queueTimeMs: leg.record().queueTimeMs + Date.now() - enqueuedAt });
      stopWaiting();
      resolve(result);
    },
  };
  queue.members.push(member);
  const onAbort = (): void => member.take(leg.ended.aborted ? "hangup" : "redirected");
  run.signal.addEventListener("abort", onAbort, { once: true });
  const waited = wait({ ...run, signal: waiting.signal }, verb, () =>
    queueParams(queue, member, Date.now()),
  ).then((left) => {
    if (left) member.take("leave");
  });
  for (const serve of queue.hungry) serve();
  const result = await taken;
  await waited;
  run.signal.removeEventListener("abort", onAbort);

  if (result === "hangup" || result === "redirected") {
    // A member taken out by REST has a new document already; its action is told, and the reply is not followed
    // (whether the carrier asks at all is undocumented; an action that only derives its reply is safe either way).
    notify(run, verb.action, verb.method, waitedParams(result));
    throw new Aborted();
  }
  if (result === "bridged") {
    // A bridged member stays until the other side's <Dial><Queue> lets go or its own call is updated.
    await Promise.race([conversation.promise, whenAborted(run.signal)]);
    notifyIfOver(run, verb, waitedParams(result));
    if (run.signal.aborted) throw new Aborted();
  }
  return goTo(run, verb.action, verb.method, waitedParams(result));
}

function notifyIfOver(run: Run, verb: Enqueue, params: Record<string, string>): void {
  if (run.leg.ended.aborted) notify(run, verb.action, verb.method, params);
}

/** Plays the wait document over and over (unlike a conference's it loops by itself). True when it said `<Leave>`. */
async function wait(
  run: Run,
  verb: Enqueue,
  params: () => Record<string, string>,
): Promise<boolean> {
  try {
    const url =
      verb.waitUrl === undefined || verb.waitUrl === "" ? undefined : absolute(run, verb.waitUrl);
    while (!run.signal.aborted) {
      if (url === undefined) {
        if (verb.waitUrl === "") await waitMs(60_000, run.signal);
        else await playOut(run, holdMusic());
        continue;
      }
      const began = Date.now();
      const outcome = await run.x.interpret(
        {
          ...run,
          limits: {
            verbs: ["Say", "Play", "Pause", "Gather", "Redirect", "Leave", "Hangup"],
            params,
          },
        },
        { from: "url", url, method: verb.waitMethod },
      );
      if (outcome === "left") return true;
      if (outcome === "broken" || Date.now() - began < EMPTY_DOCUMENT_PAUSE_MS)
        await waitMs(EMPTY_DOCUMENT_PAUSE_MS, run.signal);
    }
  } catch (cause) {
    if (!(cause instanceof Aborted)) throw cause;
  }
  return false;
}
