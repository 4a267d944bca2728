import type { Callee, Person } from "../ports.ts";
import type { StatusCallback } from "../twiml/ast.ts";
import type { EndCause } from "./call-state.ts";
import { type Exchange, MAX_LIVE_CALLS } from "./exchange.ts";
import { type Leg, createLeg } from "./leg.ts";
import { newSid } from "./sid.ts";

export interface OutgoingInput {
  from: string;
  to: string;
  direction: "outbound-api" | "outbound-dial";
  params?: Record<string, string> | undefined;
  parent?: Leg | undefined;
  timeoutMs: number;
  statusCallback?: StatusCallback | undefined;
  fallback?: { url: string; method: "GET" | "POST" } | undefined;
}

export interface Outgoing {
  leg: Leg;
  outcome: Promise<"answered" | EndCause>;
}

/** Rings whoever is at `to`. The leg exists at once; who it is and whether they answer shows in `outcome`. */
export function placeCall(x: Exchange, input: OutgoingInput): Outgoing {
  const callee = x.legs.size >= MAX_LIVE_CALLS ? undefined : x.find(input.to);
  const now = Date.now();
  const leg = createLeg(x, {
    person: callee?.person ?? nobody,
    statusCallback: input.statusCallback,
    fallback: input.fallback,
    parentJar: input.parent?.jar,
    record: {
      sid: newSid("CA"),
      accountSid: x.account.sid,
      parentCallSid: input.parent?.sid,
      from: input.from,
      to: input.to,
      direction: input.direction,
      status: "queued",
      queueTimeMs: 0,
      createdAt: now,
      updatedAt: now,
    },
  });
  const { promise, resolve } = Promise.withResolvers<"answered" | EndCause>();
  leg.ended.addEventListener("abort", () => resolve(causeOf(leg)), { once: true });
  // The resource is handed to whoever asked for the call before anything else happens to it.
  setImmediate(() => ring(leg, callee, input, () => resolve("answered")));
  return { leg, outcome: promise };
}

function ring(
  leg: Leg,
  callee: Callee | undefined,
  input: OutgoingInput,
  answered: () => void,
): void {
  if (leg.ended.aborted) return;
  leg.step({ type: "initiate", at: Date.now() });
  if (callee === undefined) {
    // A client nobody registered is merely not there; a number nobody has cannot be reached at all.
    leg.finish(input.to.startsWith("client:") ? "no-answer" : "failed");
    return;
  }
  const timer = setTimeout(() => leg.finish("no-answer"), input.timeoutMs);
  const disposals = [
    callee.onAnswer(() => {
      settle();
      leg.answer();
      answered();
    }),
    callee.onRefuse((cause) => {
      settle();
      leg.finish(cause);
    }),
  ];
  const giveUp = (): void => {
    settle();
    callee.cancel();
  };
  function settle(): void {
    clearTimeout(timer);
    leg.ended.removeEventListener("abort", giveUp);
    for (const dispose of disposals) dispose();
  }
  leg.ended.addEventListener("abort", giveUp, { once: true });
  leg.step({ type: "ring", at: Date.now() });
  callee.ring({
    callSid: leg.sid,
    from: input.from,
    to: input.to,
    params: input.params ?? {},
    leg: { callSid: leg.sid, hangUp: () => leg.finish("completed") },
  });
}

function causeOf(leg: Leg): EndCause {
  const { status } = leg.record();
  return status === "queued" || status === "ringing" || status === "in-progress"
    ? "failed"
    : status;
}

const nobody: Person = {
  kind: "visitor",
  speak: () => undefined,
  hear: () => undefined,
  ringing: () => undefined,
  connected: () => undefined,
  ended: () => undefined,
  told: () => undefined,
  onWords: () => () => undefined,
  onDigit: () => () => undefined,
};
