import type { Callee, Dispose, LegControl, Person, RingInfo } from "../ports.ts";
import { createListeners } from "./listeners.ts";

/** Runs something later. The real one is `setTimeout`; tests turn it by hand. */
export type After = (ms: number, run: () => void) => Dispose;

export const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** What a number does when it is rung. */
export type Ringing =
  | { kind: "answers"; afterMs: number }
  | { kind: "refuses"; afterMs: number; cause: "busy" | "no-answer" | "failed" }
  /** Rings until the caller gives up. */
  | { kind: "rings" };

/** A person who is rung, and does with it what `ringing` says, once. */
export function createCallee(
  person: Person,
  ringing: Ringing,
  after: After,
  keepLeg: (leg: LegControl) => void,
): Callee {
  const answers = createListeners<void>();
  const refusals = createListeners<"busy" | "no-answer" | "failed">();
  let pending: Dispose | undefined;
  let rung = false;
  return {
    person,
    onAnswer: (listener) => answers.add(() => listener()),
    onRefuse: (listener) => refusals.add(listener),
    ring(info: RingInfo) {
      if (rung) return;
      rung = true;
      if (info.leg !== undefined) keepLeg(info.leg);
      person.ringing(info.callSid);
      if (ringing.kind === "answers") pending = after(ringing.afterMs, () => answers.emit());
      if (ringing.kind === "refuses")
        pending = after(ringing.afterMs, () => refusals.emit(ringing.cause));
    },
    cancel() {
      pending?.();
    },
  };
}
