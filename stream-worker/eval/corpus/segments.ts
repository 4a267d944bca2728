import type { PauseMark } from "./pauses.ts";

/** A stretch of speech without a pause: as the voice says it and as a recogniser writes it. */
export type Segment = {
  readonly spoken: string;
  readonly written: string;
  /** What follows it; null at the turn's end. */
  readonly pause: PauseMark | null;
};

/** Cuts a line at its pauses. What is written otherwise than said: "it's ~ null eins=01 ~ please". */
export function segmentsOf(line: string): Segment[] {
  const parts = line
    .trim()
    .split(/\s+(\/{1,3})(?:\s+|$)/u)
    .map((part) => part.trim());
  const found: Segment[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const text = parts[index] ?? "";
    if (text === "") continue;
    const [spoken, written] = splitWritten(text);
    const mark = parts[index + 1];
    found.push({ spoken, written, pause: mark === undefined ? null : (mark as PauseMark) });
  }
  const last = found.pop();
  return last === undefined ? [] : [...found, { ...last, pause: null }];
}

function splitWritten(text: string): [spoken: string, written: string] {
  const groups = text
    .split(/\s*~\s*/u)
    .filter((group) => group !== "")
    .map((group) => group.split("="));
  const spoken = groups.map(([said = ""]) => said).join(" ");
  const written = groups.map(([said = "", digits]) => digits ?? said).join(" ");
  return [spoken.trim(), written.trim()];
}

/** The non-empty lines of a table. */
export function linesOf(table: string): string[] {
  return table
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** All words of a turn as a recogniser writes them. */
export function writtenText(segments: readonly Segment[]): string {
  return segments.map(({ written }) => written).join(" ");
}
