/** Resolves after so long: what a bench waits out is time itself. */
export const pass = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms));

/** What does not come in time could not be measured, and says so. */
export async function within<T>(ms: number, what: string, coming: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took over ${ms} ms`)), ms);
  });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}

/** Does `count` things, `at` once; what fails is thrown once all that run are done. */
export async function inLanes(
  count: number,
  at: number,
  run: (nth: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const nth = next;
      next += 1;
      await run(nth);
    }
  };
  const done = await Promise.allSettled(Array.from({ length: at }, lane));
  const failed = done.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}

/** The same random numbers in every run, from 0 to 1. */
export function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
