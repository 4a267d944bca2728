/** The caller's own pauses inside turns, newest last, milliseconds. Plain data. */
export type Pauses = { readonly recent: readonly number[] };

/** Closures of consonants and breaths between words say nothing about a speaker. */
const SHORTEST_MS = 200;
/** Longer ones are no habit: somebody went to look for the bill. */
const LONGEST_MS = 2_500;
/** One call's worth; the newest count, because people slow down when they read something out. */
const KEPT = 20;
/** Fewer say too little about a person. */
const ENOUGH = 3;
const SHARE = 0.9;

export function newPauses(): Pauses {
  return { recent: [] };
}

/** Notes a silence after which the caller went on with the same turn, `ms` long. */
export function notePause(pauses: Pauses, ms: number): Pauses {
  if (!(ms >= SHORTEST_MS && ms <= LONGEST_MS)) return pauses;
  return { recent: [...pauses.recent, ms].slice(-KEPT) };
}

/** Nine of ten of this caller's pauses are no longer; null while too few are known. */
export function usualPauseMs({ recent }: Pauses): number | null {
  if (recent.length < ENOUGH) return null;
  const sorted = recent.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * SHARE))] ?? null;
}
