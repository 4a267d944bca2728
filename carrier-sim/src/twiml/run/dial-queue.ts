import { bridge } from "../../switchboard/bridge.ts";
import { type QueueMember, queueParams } from "../../switchboard/queues.ts";
import { Aborted, whenAborted } from "../../switchboard/waits.ts";
import type { Dial, DialNoun } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absoluteFetch, goTo } from "./address.ts";

type QueueNoun = Extract<DialNoun, { noun: "Queue" }>;

/** Connects to whoever waits longest, or waits (up to the dial's timeout) until somebody does. */
export async function dialQueue(run: Run, dial: Dial, noun: QueueNoun): Promise<Flow> {
  const { x, leg } = run;
  const queue = x.queues.named(noun.name);
  if (queue === undefined) return goTo(run, dial.action, dial.method, { DialCallStatus: "failed" });
  const member = queue.members[0] ?? (await nextMember(run, dial, queue));
  if (run.signal.aborted) throw new Aborted();
  if (member === undefined)
    return goTo(run, dial.action, dial.method, { DialCallStatus: "no-answer" });
  const params = queueParams(queue, member, Date.now());
  const other = member.leg;
  member.take("bridged");
  const whisper = absoluteFetch(run, noun.whisper);
  if (whisper !== undefined) {
    await run.x.interpret(
      { ...run, leg: other, limits: { verbs: ["Say", "Play", "Pause"], params: () => params } },
      { from: "url", ...whisper },
    );
  }
  const stop = new AbortController();
  const limit = setTimeout(() => stop.abort(), dial.timeLimitMs);
  const began = Date.now();
  await bridge(x, leg, other, AbortSignal.any([run.signal, stop.signal]));
  clearTimeout(limit);
  member.release();
  if (run.signal.aborted) throw new Aborted();
  return goTo(run, dial.action, dial.method, {
    DialCallStatus: "completed",
    DialCallSid: other.sid,
    DialCallDuration: String(Math.round((Date.now() - began) / 1000)),
  });
}

async function nextMember(
  run: Run,
  dial: Dial,
  queue: { hungry: Set<() => void>; members: QueueMember[] },
): Promise<QueueMember | undefined> {
  const { promise, resolve } = Promise.withResolvers<void>();
  queue.hungry.add(resolve);
  const timer = setTimeout(resolve, dial.timeoutMs);
  await Promise.race([promise, whenAborted(run.signal)]);
  clearTimeout(timer);
  queue.hungry.delete(resolve);
  return queue.members[0];
}
