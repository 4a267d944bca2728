import type { Row } from "./row.ts";

const HEADS = ["measure", "value", "baseline in the same run", "goal", "holds"];

const amount = (value: number, unit: string): string =>
  unit === "" ? `${value}` : `${value} ${unit}`;

function cells(row: Row): string[] {
  return [
    row.name,
    amount(row.value, row.unit),
    `${amount(row.baseline.value, row.unit)} (${row.baseline.name})`,
    row.goal === null ? "—" : `${row.atLeast ? "≥" : "≤"} ${amount(row.goal, row.unit)}`,
    row.goal === null ? "—" : row.holds ? "yes" : "NO",
  ];
}

/** The rows as a Markdown table whose columns line up in a terminal. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [HEADS, ...rows.map(cells)];
  const widths = HEADS.map((_, column) =>
    Math.max(...lines.map((line) => [...(line[column] ?? "")].length)),
  );
  const format = (line: string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [format(lines[0] ?? []), rule, ...lines.slice(1).map(format)].join("\n");
}
