import type { Dispose } from "../ports.ts";

/** One kind of news and those who listen to it. A listener added while news is being told hears the next one. */
export interface Hub<T> {
  emit(value: T): void;
  on(listener: (value: T) => void): Dispose;
}

export function createHub<T>(): Hub<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit(value) {
      // A snapshot: whoever subscribes because of this news waits for the next.
      for (const listener of Array.from(listeners)) if (listeners.has(listener)) listener(value);
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
