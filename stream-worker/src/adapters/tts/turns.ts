import { Setback } from "./watch.ts";

export type Turns = {
  /** Resolves when it is one's turn, with the way to give it back; rejects with a `Setback`. */
  take(signal: AbortSignal): Promise<() => void>;
};

/** So many at once, the others in the order they came; of those no more than `maxWaiting`. */
export function createTurns(atOnce: number, maxWaiting: number): Turns {
  let free = atOnce;
  let waiting: (() => void)[] = [];
  const giveBack = (): void => {
    free += 1;
    waiting.shift()?.();
  };
  return {
    take(signal) {
      const { promise, resolve, reject } = Promise.withResolvers<() => void>();
      const begin = (): void => {
        free -= 1;
        signal.removeEventListener("abort", leave);
        let held = true;
        resolve(() => {
          if (held) giveBack();
          held = false;
        });
      };
      const leave = (): void => {
        waiting = waiting.filter((one) => one !== begin);
        reject(new Setback("aborted"));
      };
      signal.addEventListener("abort", leave, { once: true });
      if (signal.aborted) leave();
      else if (free > 0) begin();
      else if (waiting.length < maxWaiting) waiting.push(begin);
      else reject(new Setback("overloaded"));
      return promise;
    },
  };
}
