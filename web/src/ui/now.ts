import { useSyncExternalStore } from "react";

/** One timer for every clock on the page, so that they all change at the same moment. */
function ticker(everyMs: number) {
  const watchers = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | null = null;
  return {
    subscribe: (watcher: () => void) => {
      watchers.add(watcher);
      timer ??= setInterval(() => {
        now = Date.now();
        for (const tell of watchers) tell();
      }, everyMs);
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0 && timer !== null) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
    read: () => {
      // Nobody ticked while nothing was mounted.
      if (timer === null) now = Date.now();
      return now;
    },
  };
}

const seconds = ticker(1000);
const quarters = ticker(250);

/** Epoch milliseconds, once a second. */
export function useNow(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read);
}

/** Epoch milliseconds, four times a second: for ages in tenths. */
export function useFineNow(): number {
  return useSyncExternalStore(quarters.subscribe, quarters.read);
}
