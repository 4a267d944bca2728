import type { SpokenPiece } from "../../ports/speech.ts";

type Timing = Extract<SpokenPiece, { type: "timing" }>;

/** Characters as they are spoken; times in milliseconds from the beginning of the chunk they come with. */
export type Alignment = {
  readonly chars: readonly string[];
  readonly startsMs: readonly number[];
  readonly durationsMs: readonly number[];
};

const WORD = /[\p{L}\p{N}\p{M}]/u;
const GOES_ON = /^[\p{L}\p{N}\p{M}]/u;
/** The vendor may leave out or add blanks and marks; beyond that its text is not ours. */
const MAX_SKIPPED = 4;

/**
 * Follows a text through the alignment of the chunks that speak it. Answers the ends of the words in
 * a chunk whose sound begins `baseMs` into the text's; characters that are not of the text say nothing.
 */
export function createAligner(text: string): (chunk: Alignment, baseMs: number) => Timing[] {
  let cursor = 0;
  let lastMs = 0;

  const step = (char: string): boolean => {
    const at = char === "" ? -1 : text.indexOf(char, cursor);
    if (at < 0 || at - cursor > MAX_SKIPPED || WORD.test(text.slice(cursor, at))) return false;
    cursor = at + char.length;
    return true;
  };

  return (chunk, baseMs) => {
    const timings: Timing[] = [];
    for (const [index, char] of chunk.chars.entries()) {
      const endMs = baseMs + (chunk.startsMs[index] ?? 0) + (chunk.durationsMs[index] ?? 0);
      if (!step(char) || !WORD.test(char)) continue;
      if (GOES_ON.test(text.slice(cursor, cursor + 2)) || endMs < lastMs) continue;
      lastMs = endMs;
      timings.push({ type: "timing", ms: endMs, chars: cursor });
    }
    return timings;
  };
}
