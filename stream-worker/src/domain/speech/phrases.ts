import { fold, type Word } from "./words.ts";

/** Words `from` to `to` (exclusive) of an utterance. */
export type Span = { readonly from: number; readonly to: number };

type Piece =
  | { kind: "word"; fits: (norm: string) => boolean }
  /** Up to this many words of any kind. */
  | { kind: "gap"; atMost: number };

/** A compiled phrase; make it once with `phrase`. */
export type Phrase = readonly Piece[];

/**
 * Compiles a phrase. Words stand alone; `leak*` takes any ending, `*bruch` any beginning,
 * `a|b` either, `_` any one, `~` up to two words between.
 */
export function phrase(pattern: string, locale: string): Phrase {
  return pattern
    .trim()
    .split(/\s+/)
    .map((piece): Piece => {
      if (piece === "~") return { kind: "gap", atMost: 2 };
      const tests = piece.split("|").map((word) => wordTest(word, locale));
      return { kind: "word", fits: (norm) => tests.some((test) => test(norm)) };
    });
}

function wordTest(word: string, locale: string): (norm: string) => boolean {
  if (word === "_") return () => true;
  const open = word.startsWith("*");
  const tail = word.endsWith("*");
  const stem = fold(word.replaceAll("*", ""), locale);
  if (open && tail) return (norm) => norm.includes(stem);
  if (open) return (norm) => norm.endsWith(stem);
  if (tail) return (norm) => norm.startsWith(stem);
  return (norm) => norm === stem;
}

/** Compiles many. */
export function phrases(patterns: readonly string[], locale: string): readonly Phrase[] {
  return patterns.map((pattern) => phrase(pattern, locale));
}

function fitsAt(said: readonly Word[], at: number, wanted: Phrase, piece: number): number {
  const next = wanted[piece];
  if (!next) return at;
  if (next.kind === "word") {
    const word = said[at];
    return word && next.fits(word.norm) ? fitsAt(said, at + 1, wanted, piece + 1) : -1;
  }
  for (let skip = 0; skip <= next.atMost; skip += 1) {
    const end = fitsAt(said, at + skip, wanted, piece + 1);
    if (end >= 0) return end;
  }
  return -1;
}

/** The first place where one of the phrases is said, the longest one there. */
export function find(said: readonly Word[], wanted: readonly Phrase[], from = 0): Span | undefined {
  for (let at = from; at < said.length; at += 1) {
    const to = Math.max(...wanted.map((one) => fitsAt(said, at, one, 0)), -1);
    if (to > at) return { from: at, to };
  }
  return undefined;
}

/** Every place, without overlaps, in the order said. */
export function findAll(said: readonly Word[], wanted: readonly Phrase[]): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (;;) {
    const span = find(said, wanted, at);
    if (!span) return found;
    found.push(span);
    at = span.to;
  }
}

/** Where one of the phrases begins exactly at `at`; the index after it, or -1. */
export function endAt(said: readonly Word[], wanted: readonly Phrase[], at: number): number {
  return Math.max(...wanted.map((one) => fitsAt(said, at, one, 0)), -1);
}

/** True when two spans share a word. */
export function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

/** A list of patterns written as running text, separated by commas. */
export function list(text: string): readonly string[] {
  return text
    .split(",")
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== "");
}
