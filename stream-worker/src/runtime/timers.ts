import type { Clock } from "../ports.ts";

/** Named timers with one owner: setting one again replaces it. */
export type Timers<Name extends string> = {
  set(name: Name, afterMs: number): void;
  clear(name: Name): void;
  clearAll(): void;
};

export function createTimers<Name extends string>(
  clock: Clock,
  fired: (name: Name) => void,
): Timers<Name> {
  const running = new Map<Name, () => void>();
  const clear = (name: Name): void => {
    running.get(name)?.();
    running.delete(name);
  };
  return {
    set(name, afterMs) {
      clear(name);
      running.set(
        name,
        clock.after(afterMs, () => {
          running.delete(name);
          fired(name);
        }),
      );
    },
    clear,
    clearAll() {
      for (const name of running.keys()) clear(name);
    },
  };
}
