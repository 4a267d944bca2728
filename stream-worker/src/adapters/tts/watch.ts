import type { Clock } from "../../ports.ts";
import type { SpeechFault } from "../../ports/speech.ts";

/** Asked to come back, without being told when. */
const OVERLOADED_RETRY_MS = 500;

/** Why one try failed, inside an adapter; `SpeechError` is what leaves it. Carries no vendor's words. */
export class Setback extends Error {
  readonly fault: SpeechFault;
  /** When another try makes sense; null where it does not. */
  readonly retryAfterMs: number | null;
  constructor(fault: SpeechFault, retryAfterMs?: number) {
    super(fault);
    this.fault = fault;
    const byFault = fault === "overloaded" ? OVERLOADED_RETRY_MS : fault === "cut" ? 0 : null;
    this.retryAfterMs = retryAfterMs ?? byFault;
  }
}

/** The patience with one text. */
export type Watch = {
  /** Aborts when the text is not wanted any more or a stage took too long. */
  readonly signal: AbortSignal;
  /** From now on `ms` may pass, then it is this fault. */
  expect(ms: number, fault: SpeechFault): void;
  /** Nobody waits for the vendor: whoever listens has not asked for more. */
  rest(): void;
  /** What comes of the work, or as a `Setback` what ended the patience before. */
  until<T>(work: Promise<T>): Promise<T>;
  /** Ends whatever still works on the text. */
  close(): void;
};

export function createWatch(clock: Clock, signal: AbortSignal): Watch {
  const controller = new AbortController();
  const ended = Promise.withResolvers<never>();
  // It may end while nobody waits.
  ended.promise.catch(() => undefined);
  let cancel = (): void => undefined;
  const trip = (fault: SpeechFault): void => {
    ended.reject(new Setback(fault));
    controller.abort();
  };
  const aborted = (): void => trip("aborted");
  signal.addEventListener("abort", aborted);
  if (signal.aborted) aborted();
  return {
    signal: controller.signal,
    expect(ms, fault) {
      cancel();
      cancel = clock.after(Math.max(0, ms), () => trip(fault));
    },
    rest: () => cancel(),
    until: (work) => Promise.race([ended.promise, work]),
    close() {
      cancel();
      signal.removeEventListener("abort", aborted);
      controller.abort();
    },
  };
}
