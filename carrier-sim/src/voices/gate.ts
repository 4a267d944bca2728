/** More waiting sentences than this means that nobody will hear them in time. */
const MAX_WAITING = 500;

export type Gate = <Result>(run: () => Promise<Result>) => Promise<Result>;

/** Lets at most `width` runs happen at once, the others in order. Rejects when too many wait. */
export function createGate(width: number): Gate {
  let free = width;
  const waiting: (() => void)[] = [];

  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  }

  return async (run) => {
    if (free > 0) {
      free -= 1;
    } else {
      if (waiting.length >= MAX_WAITING) throw new Error("too much waits to be spoken");
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    }
    try {
      return await run();
    } finally {
      leave();
    }
  };
}
