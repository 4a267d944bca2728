import { manualClock, type ManualClock } from "./manual-clock.ts";

export type WatchedClock = ManualClock & {
  /** Resolves as soon as something waits for exactly `ms`, also when it already does. */
  waitedFor(ms: number): Promise<void>;
};

/** A manual clock that tells when it is waited for: the moment to move it on. */
export function watchedClock(): WatchedClock {
  const clock = manualClock();
  const seen = new Set<number>();
  let watchers: { ms: number; resolve: () => void }[] = [];
  return {
    ...clock,
    after(ms, run) {
      seen.add(ms);
      for (const watcher of watchers) if (watcher.ms === ms) watcher.resolve();
      watchers = watchers.filter((watcher) => watcher.ms !== ms);
      return clock.after(ms, run);
    },
    waitedFor: (ms) =>
      seen.has(ms)
        ? Promise.resolve()
        : new Promise((resolve) => void watchers.push({ ms, resolve })),
  };
}
