import type { Quantiles, Summary } from "./summary.ts";

const percent = (share: number | null): string =>
  share === null ? "–" : `${(share * 100).toFixed(1)} %`;
const times = (quantiles: Quantiles): string =>
  quantiles === null ? "–" : `${quantiles.p50} / ${quantiles.p95}`;

const COLUMNS: readonly (readonly [title: string, cell: (one: Summary) => string])[] = [
  ["turns", (one) => String(one.turns)],
  ["cut off", (one) => `${percent(one.cutOffShare)} (${one.cutOffs})`],
  [
    "in numbers",
    (one) => `${percent(one.digitCutOffShare)} (${one.digitCutOffs}/${one.digitTurns})`,
  ],
  ["end → commit ms", (one) => times(one.reactionMs)],
  ["never ended", (one) => String(one.neverEnded)],
  ["barge-ins missed", (one) => `${one.bargeInsMissed}/${one.bargeIns}`],
  ["onset → hold ms", (one) => times(one.holdMs)],
  ["onset → clear ms", (one) => times(one.clearMs)],
  ["false barge-ins", (one) => `${one.falseBargeIns}/${one.bystanders}`],
  ["held, resumed", (one) => `${one.held}, ${one.resumes}`],
  [
    "heard, words off",
    (one) =>
      one.heardErrorWords === null
        ? "–"
        : `${one.heardErrorWords.toFixed(2)}, ${percent(one.heardWithinOne)} within 1`,
  ],
];

/** Rows under one heading, as aligned plain text; times are median / 95 of 100. */
export function table(rows: readonly (readonly [name: string, summary: Summary])[]): string {
  const cells = [
    ["", ...COLUMNS.map(([title]) => title)],
    ...rows.map(([name, summary]) => [name, ...COLUMNS.map(([, cell]) => cell(summary))]),
  ];
  const widths = cells[0]?.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
