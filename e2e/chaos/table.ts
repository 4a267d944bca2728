import { quantile } from "../bench/samples.ts";
import type { FaultRow, Verdict } from "./verdict.ts";

const HEADS = [
  "killed",
  "kills",
  "calls on the line",
  "longest silence p50",
  "p95",
  "bot again after p50",
  "p95",
];

const seconds = (ms: readonly number[], share: number): string =>
  ms.length === 0 ? "—" : `${(quantile(ms, share) / 1000).toFixed(1)} s`;

function cells(row: FaultRow): string[] {
  const back = row.backMs.filter((ms) => ms !== null);
  return [
    row.fault === "none" ? "nothing (to compare)" : row.fault,
    row.fault === "none" ? "—" : `${row.kills}`,
    `${row.calls}`,
    seconds(row.silencesMs, 0.5),
    seconds(row.silencesMs, 0.95),
    seconds(back, 0.5),
    seconds(back, 0.95),
  ];
}

/** The verdict as a Markdown table that lines up in a terminal, and a sentence on the words. */
export function tableOf({ rows, words }: Verdict): string {
  const lines = [HEADS, ...rows.map(cells)];
  const widths = HEADS.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  const format = (line: string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  const told = `${words.said} sentences said, ${words.handed} of them given to a worker, ${words.stored} stored; ${words.diedWithWorker} died with a worker before it could write them down.`;
  return [format(lines[0] ?? []), rule, ...lines.slice(1).map(format), "", told].join("\n");
}
