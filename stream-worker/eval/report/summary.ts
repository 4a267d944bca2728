import type { Outcome } from "./outcome.ts";

export type Quantiles = { readonly p50: number; readonly p95: number } | null;

/** The evaluation of some turns. Shares are 0–1, null where there was nothing to judge. */
export type Summary = {
  readonly turns: number;
  readonly cutOffs: number;
  readonly cutOffShare: number | null;
  readonly digitTurns: number;
  readonly digitCutOffs: number;
  readonly digitCutOffShare: number | null;
  readonly reactionMs: Quantiles;
  readonly neverEnded: number;
  readonly bargeIns: number;
  readonly bargeInsMissed: number;
  readonly holdMs: Quantiles;
  readonly clearMs: Quantiles;
  /** Murmurs and noises while the bot speaks. */
  readonly bystanders: number;
  readonly falseBargeIns: number;
  readonly held: number;
  readonly resumes: number;
  readonly heardCuts: number;
  readonly heardErrorWords: number | null;
  readonly heardWithinOne: number | null;
};

/** The value below which `share` of them lie, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function quantiles(values: readonly (number | null | undefined)[]): Quantiles {
  const known = values.filter((value) => typeof value === "number");
  if (known.length === 0) return null;
  return { p50: Math.round(quantile(known, 0.5)), p95: Math.round(quantile(known, 0.95)) };
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Numbers, spelled words and addresses come in pieces; `digits` are the telephone numbers. */
export function summarise(outcomes: readonly Outcome[]): Summary {
  const turns = outcomes.flatMap((one) => (one.turn === null ? [] : [{ ...one, turn: one.turn }]));
  const digits = turns.filter(({ kind }) => kind === "digits");
  const cut = (some: typeof turns): number => some.filter(({ turn }) => turn.cutOff).length;
  const overlaps = outcomes.flatMap(({ kind, overlap }) =>
    overlap === null ? [] : [{ kind, ...overlap }],
  );
  // A key stops the bot at once and needs no detector: it would flatter the times of speech.
  const wanted = overlaps.filter((one) => one.wanted);
  const spoken = wanted.filter(({ kind }) => kind !== "key");
  const bystanders = overlaps.filter((one) => !one.wanted);
  const errors = outcomes.flatMap(({ heardErrors }) => heardErrors);
  return {
    turns: turns.length,
    cutOffs: cut(turns),
    cutOffShare: share(cut(turns), turns.length),
    digitTurns: digits.length,
    digitCutOffs: cut(digits),
    digitCutOffShare: share(cut(digits), digits.length),
    reactionMs: quantiles(
      turns.filter(({ turn }) => !turn.cutOff).map(({ turn }) => turn.reactionMs),
    ),
    neverEnded: turns.filter(({ turn }) => turn.reactionMs === null).length,
    bargeIns: wanted.length,
    bargeInsMissed: wanted.filter(({ clearMs }) => clearMs === null).length,
    holdMs: quantiles(spoken.map(({ holdMs }) => holdMs)),
    clearMs: quantiles(spoken.map(({ clearMs }) => clearMs)),
    bystanders: bystanders.length,
    falseBargeIns: bystanders.filter(({ clearMs }) => clearMs !== null).length,
    held: bystanders.filter(({ holdMs }) => holdMs !== null).length,
    resumes: bystanders.filter(({ resumed }) => resumed).length,
    heardCuts: errors.length,
    heardErrorWords: share(
      errors.reduce((sum, error) => sum + Math.abs(error), 0),
      errors.length,
    ),
    heardWithinOne: share(errors.filter((error) => Math.abs(error) <= 1).length, errors.length),
  };
}
