import type { Timing } from "./state.ts";
import { atWeight, MS_PER_LETTER, totalWeight } from "./text-times.ts";

/** White space, stops and what closes: what stands before the next word is not said. */
const BEFORE_WORD = /^[\s.,;:!?…–—)”»]+/u;
/** Behind a word there is nothing more of it: "can|'t" and "3|,5" are in the middle of one. */
const AFTER_WORD = /^[^\p{L}\p{N}\s]*(?:\s|$)/u;
/** Slower or faster is no voice but a fault or a text of digits. */
const SLOWEST_MS_PER_LETTER = 120;
const FASTEST_MS_PER_LETTER = 40;

/** How fast a voice spoke a whole text, in milliseconds a letter. */
export function paceOf(text: string, ms: number): number {
  const weight = totalWeight(text);
  if (weight === 0) return MS_PER_LETTER;
  return Math.min(SLOWEST_MS_PER_LETTER, Math.max(FASTEST_MS_PER_LETTER, ms / weight));
}

/** Back to the beginning of a word that is not over. */
function wholeWords(text: string, chars: number): number {
  if (AFTER_WORD.test(text.slice(chars))) return chars;
  const start = text.slice(0, chars).search(/\S+$/u);
  return start < 0 ? chars : start;
}

/**
 * Where another voice goes on with a text whose sound broke off after `ms`: behind the last word
 * that was surely spoken, by the voice's own times or else by its pace (`MS_PER_LETTER` where it is
 * not known). A word that broke off is said again whole.
 */
export function continueFrom(
  text: string,
  ms: number,
  timings: readonly Timing[],
  msPerLetter: number,
): number {
  const spoken =
    timings.length > 0
      ? (timings.findLast((timing) => timing.ms <= ms)?.chars ?? 0)
      : atWeight(text, ms / msPerLetter);
  const chars = wholeWords(text, spoken);
  return chars + (BEFORE_WORD.exec(text.slice(chars))?.[0].length ?? 0);
}
