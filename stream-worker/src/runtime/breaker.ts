import type { Clock } from "../ports.ts";

const FAILURES_TO_OPEN = 3;
const OPEN_FOR_MS = 30_000;

/** After three failures in a row a vendor gets half a minute's rest; meanwhile calls go elsewhere. */
export type Breaker = { open(): boolean; failed(): void; worked(): void };

export function createBreaker(clock: Clock): Breaker {
  let failures = 0;
  let openUntil = Number.NEGATIVE_INFINITY;
  return {
    open: () => clock.now() < openUntil,
    failed() {
      failures += 1;
      if (failures >= FAILURES_TO_OPEN) openUntil = clock.now() + OPEN_FOR_MS;
    },
    worked() {
      failures = 0;
    },
  };
}

/** One breaker a vendor, shared by all calls of this worker. */
export function createBreakers(clock: Clock): (vendor: string) => Breaker {
  const known = new Map<string, Breaker>();
  return (vendor) => {
    const breaker = known.get(vendor) ?? createBreaker(clock);
    known.set(vendor, breaker);
    return breaker;
  };
}
