/** Maps our monotonic clock onto the call's one clock (milliseconds from answer). */
export type CallClock = {
  /** The api said that the call is `nowMs` old at our instant `at`. */
  align(nowMs: number, at: number): void;
  toCallMs(at: number): number;
};

/** Until the api has answered, the call is taken to have begun when its session opened. */
export function createCallClock(openedAt: number): CallClock {
  let offset = -openedAt;
  return {
    align(nowMs, at) {
      offset = nowMs - at;
    },
    toCallMs(at) {
      return Math.max(0, Math.round(at + offset));
    },
  };
}
