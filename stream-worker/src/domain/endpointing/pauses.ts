import type { Expectation } from "@patchbay/contracts";

/** The caller's own pauses inside turns, newest last, milliseconds. Plain data. */
export type Pauses = {
  readonly talking: readonly number[];
  /** Between the groups of a number, the parts of an address, the letters of a name. */
  readonly collecting: readonly number[];
};

/** Closures of consonants and breaths between words say nothing about a speaker. */
const SHORTEST_MS = 200;
/** Longer ones are no habit: somebody went to look for the bill. */
const LONGEST_MS = 2_500;
/** One call's worth; the newest count, because people slow down when they read something out. */
const KEPT = 20;
/** Fewer say too little about a person. */
const ENOUGH = 3;
/** Higher, and one search for a note would slow down the rest of the call. */
const SHARE = 0.8;

export function newPauses(): Pauses {
  return { talking: [], collecting: [] };
}

/** Whoever dictates pauses for longer than whoever tells: the two are kept apart. */
function kindOf(expectation: Expectation): keyof Pauses {
  return expectation === "open" || expectation === "yes_no" ? "talking" : "collecting";
}

/** Notes a silence after which the caller went on with the same turn, `ms` long. */
export function notePause(pauses: Pauses, ms: number, expectation: Expectation): Pauses {
  if (!(ms >= SHORTEST_MS && ms <= LONGEST_MS)) return pauses;
  const kind = kindOf(expectation);
  return { ...pauses, [kind]: [...pauses[kind], ms].slice(-KEPT) };
}

/** Four of five of this caller's pauses are no longer; null while too few are known. */
export function usualPauseMs(pauses: Pauses, expectation: Expectation): number | null {
  const recent = pauses[kindOf(expectation)];
  if (recent.length < ENOUGH) return null;
  const sorted = recent.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * SHARE))] ?? null;
}
