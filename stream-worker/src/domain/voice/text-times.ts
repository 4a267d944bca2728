import type { Piece } from "./state.ts";

/**
 * How long a character is spoken, relative to a letter: a digit is a word of its own, and voices
 * pause at punctuation.
 */
function weigh(char: string): number {
  if (/\p{N}/u.test(char)) return 4;
  if (/\p{L}/u.test(char)) return 1;
  if (/[.!?…]/u.test(char)) return 5;
  if (/[,;:–—]/u.test(char)) return 3;
  return /\s/u.test(char) ? 0.4 : 0;
}

/** Latin, Greek, Cyrillic and the punctuation of them all. */
const TABLED_CODES = 0x2100;
/** Asked for every character of a sentence at every tick: weighing each anew was 6 % of a worker's time. */
const WEIGHTS = Float64Array.from({ length: TABLED_CODES }, (_, code) =>
  weigh(String.fromCharCode(code)),
);

function weightOf(char: string): number {
  return WEIGHTS[char.codePointAt(0) ?? 0] ?? weigh(char);
}

/** Slow speech; where more text is left than sound, nobody can know how much more will come. */
export const MS_PER_LETTER = 75;

/**
 * Where nothing tells the time of words, the guess is taken back by so much: what is remembered as
 * heard is rather a word too few. Of espeak-ng's and word-by-word speech 8 to 14 % of all instants
 * then tell a word too many and 10 to 12 % one too few; without it 17 to 19 and 4 to 8 %.
 */
const CAUTION_MS = 60;
const SILENT_END = /[^\p{L}\p{N}]+$/u;

/** Characters of `text` spoken when `spoken` of its weight has been. */
export function atWeight(text: string, spoken: number): number {
  let weight = 0;
  let index = 0;
  for (const char of text) {
    weight += weightOf(char);
    if (weight > spoken) return index;
    index += char.length;
  }
  return text.length;
}

/** How long a text is, in letters' time. */
export function totalWeight(text: string): number {
  let weight = 0;
  for (const char of text) weight += weightOf(char);
  return weight;
}

function byTimings(piece: Piece, ms: number): number {
  let before = { ms: piece.voicedFromMs, chars: 0 };
  for (const timing of piece.timings) {
    if (timing.ms > ms) {
      const span = timing.ms - before.ms;
      const share = span <= 0 ? 0 : Math.max(0, ms - before.ms) / span;
      return Math.floor(before.chars + share * (timing.chars - before.chars));
    }
    before = timing;
  }
  return before.chars;
}

/** How many characters of a piece have been spoken by `ms` of its sound, rounded down. */
export function charsBy(piece: Piece, ms: number): number {
  const { text, complete, voicedFromMs, voicedToMs } = piece;
  if (complete && ms >= voicedToMs) return text.length;
  if (ms <= voicedFromMs) return 0;
  const last = piece.timings.at(-1);
  if (last !== undefined && (last.ms >= ms || last.chars >= text.length)) {
    return Math.min(text.length, byTimings(piece, ms));
  }
  // The sound is measured to its last word: what stands behind that has no time in it.
  const weight = totalWeight(text.replace(SILENT_END, ""));
  const spokenMs = Math.max(0, ms - voicedFromMs - CAUTION_MS);
  const wholeMs = voicedToMs - voicedFromMs;
  const spoken = complete
    ? (weight * spokenMs) / Math.max(1, wholeMs)
    : Math.min(weight, spokenMs / MS_PER_LETTER);
  return atWeight(text, spoken);
}

const COUNTS = /[\p{L}\p{N}]/u;

/** Back to the end of the last whole word within the first `chars`: half a word is no word. */
export function wholeWords(text: string, chars: number): number {
  if (chars >= text.length) return text.length;
  const midWord = COUNTS.test(text[chars] ?? " ") && COUNTS.test(text[chars - 1] ?? " ");
  if (!midWord) return chars;
  const start = text.slice(0, chars).search(/[\p{L}\p{N}]+$/u);
  return Math.max(0, start);
}
