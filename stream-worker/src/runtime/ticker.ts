import type { Clock } from "../ports.ts";

/** Calls everybody who is added every `everyMs`, with one timer for all of them. */
export type Ticker = {
  /** The answer takes `run` off again. */
  add(run: () => void): () => void;
};

export function createTicker(clock: Clock, everyMs: number): Ticker {
  const running = new Set<() => void>();
  let cancel: (() => void) | null = null;
  let dueAt = 0;

  const tick = (): void => {
    // Not those who come meanwhile, nor those who go.
    for (const run of [...running]) if (running.has(run)) run();
    if (running.size === 0) {
      cancel = null;
      return;
    }
    // Whoever was the last to go and came back has set the timer anew.
    cancel?.();
    // A late tick does not make the next one late, too.
    dueAt = Math.max(dueAt + everyMs, clock.now());
    cancel = clock.after(Math.max(0, dueAt - clock.now()), tick);
  };

  return {
    add(run) {
      running.add(run);
      if (cancel === null) {
        dueAt = clock.now() + everyMs;
        cancel = clock.after(everyMs, tick);
      }
      return () => {
        running.delete(run);
        if (running.size > 0) return;
        cancel?.();
        cancel = null;
      };
    },
  };
}
