import type { Clock } from "../ports.ts";

export type ManualClock = Clock & {
  /** Moves on and runs what is due, in order. */
  advance(ms: number): void;
  /** Timers that are set. */
  waiting(): number;
};

/** A clock that only moves when told to. */
export function manualClock(): ManualClock {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    wall: () => new Date(now),
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    waiting: () => timers.length,
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const due = timers.filter((one) => one.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((one) => one !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = until;
    },
  };
}
