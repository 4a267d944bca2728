import type { Pcm8k } from "../ports.ts";

/** Where a synthesizer began a word: index into the text (UTF-16) and ms into the sound. */
export interface WordStart {
  at: number;
  startMs: number;
}

export interface WrittenWord {
  from: number;
  to: number;
  /** How long it takes to say, in letters. */
  weight: number;
  /** How long people pause after it, in letters; 0 in the middle of a clause. */
  pause: number;
}

/** Pauses after punctuation, in letters' worth of time (espeak-ng: about 60 ms a letter, 250–400 ms at a full stop). */
const PAUSES: [RegExp, number][] = [
  [/[.!?…]["»”)]*$/u, 5],
  [/[,;:–—]["»”)]*$/u, 3],
];

/** The words of a text: what white space parts. */
export function wordsOf(text: string): string[] {
  return text.split(/\s+/u).filter((word) => word !== "");
}

/** When each word has been spoken, by its share of the letters. For voices that do not tell. */
export function proportionalEnds(text: string, durationMs: number): number[] {
  const words = writtenWords(text);
  const total = words.reduce((sum, { weight, pause }) => sum + weight + pause, 0);
  let spent = 0;
  return words.map(({ weight, pause }) => {
    spent += weight;
    const end = (durationMs * spent) / total;
    spent += pause;
    return Math.round(end);
  });
}

/** When each word has been spoken, by the starts the voice reported; a word without one shares its neighbour's time. */
export function endsFromStarts(
  text: string,
  starts: readonly WordStart[],
  durationMs: number,
): number[] {
  const words = writtenWords(text);
  const guess = proportionalEnds(text, durationMs);
  let previous = 0;
  return words.map((_, index) => {
    const next = words[index + 1];
    const start =
      next === undefined
        ? undefined
        : starts.find((candidate) => candidate.at >= next.from && candidate.at < next.to);
    const end = next === undefined ? durationMs : (start?.startMs ?? guess[index]!);
    previous = Math.round(Math.min(durationMs, Math.max(previous, end)));
    return previous;
  });
}

/** The words of a text with what they weigh; after the last there is no pause. */
export function writtenWords(text: string): WrittenWord[] {
  const found = [...text.matchAll(/\S+/gu)];
  return found.map((match, index) => {
    const [written] = match;
    const letters = written.replace(/[^\p{L}\p{N}]/gu, "");
    // Digits are said as whole words: "7" takes as long as six letters.
    const digits = letters.replace(/\P{N}/gu, "").length;
    const pause = PAUSES.find(([ending]) => ending.test(written))?.[1] ?? 0;
    return {
      from: match.index,
      to: match.index + written.length,
      weight: 1 + letters.length + 5 * digits,
      pause: index === found.length - 1 ? 0 : pause,
    };
  });
}

/** Quieter than this is silence: about -56 dBFS. */
const SILENT = 50;

/** Cuts silence off both ends but for `keepMs`. Returns how much was cut from the front, too, so that word times can follow. */
export function trimSilence(pcm: Pcm8k, keepMs = 40): { pcm: Pcm8k; cutMs: number } {
  let from = 0;
  let to = pcm.length;
  while (from < to && Math.abs(pcm[from]!) < SILENT) from += 1;
  while (to > from && Math.abs(pcm[to - 1]!) < SILENT) to -= 1;
  const keep = keepMs * 8;
  const start = Math.max(0, from - keep);
  return { pcm: pcm.slice(start, Math.min(pcm.length, to + keep)), cutMs: start / 8 };
}
