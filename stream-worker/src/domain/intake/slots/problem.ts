import { endAt, find, type Phrase, type Span } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { Lexicon } from "../lexicon/types.ts";
import type { Category } from "../types.ts";

export type FoundProblem = { readonly text: string; readonly category: Category };

const MAX_PROBLEM = 300;

/**
 * What remains when address, number and urgency are taken out: the trouble in the
 * caller's own words. Volunteered (not asked for), it needs a word that names a trouble.
 */
export function findProblem(
  utterance: string,
  said: readonly Word[],
  lexicon: Lexicon,
  taken: readonly Span[],
  asked: boolean,
): FoundProblem | undefined {
  const rest = pieces(said, taken).map((piece) => strip(said, piece, lexicon));
  const withCategory = rest.map((piece) => ({ piece, category: categoryOf(said, piece, lexicon) }));
  const named = withCategory.filter((one) => one.category !== undefined);
  const chosen =
    named.length > 0
      ? named
      : asked
        ? withCategory.filter(({ piece }) => isTelling(said, piece, lexicon)).slice(0, 1)
        : [];
  const first = chosen[0];
  if (!first) return undefined;
  const text = chosen
    .map(({ piece }) => quote(utterance, said, piece, lexicon.locale))
    .join(". ")
    .slice(0, MAX_PROBLEM);
  const ranked = lexicon.categories.find(([name]) => named.some((one) => one.category === name));
  return { text, category: ranked?.[0] ?? "other" };
}

/** True when an utterance is only a greeting or hesitation; yes and no are neither. */
export function isGreeting(said: readonly Word[], lexicon: Lexicon): boolean {
  const { from, to } = strip(said, { from: 0, to: said.length }, lexicon);
  return said.length > 0 && from >= to && !find(said, [...lexicon.yes, ...lexicon.no]);
}

/** Runs of words between what was taken, cut at the ends of sentences too. */
function pieces(said: readonly Word[], taken: readonly Span[]): Span[] {
  const found: Span[] = [];
  let from = -1;
  said.forEach((word, at) => {
    const isTaken = taken.some((span) => at >= span.from && at < span.to);
    if (from >= 0 && (isTaken || /[.!?;]/.test(word.gap))) {
      found.push({ from, to: at });
      from = -1;
    }
    if (!isTaken && from < 0) from = at;
  });
  if (from >= 0) found.push({ from, to: said.length });
  return found;
}

function strip(said: readonly Word[], piece: Span, lexicon: Lexicon): Span {
  let { from, to } = piece;
  for (;;) {
    const next = endAt(said.slice(0, to), lexicon.leadIns, from);
    if (next <= from) break;
    from = next;
  }
  for (;;) {
    const start = tailStart(said, from, to, lexicon.tails);
    if (start === to) break;
    to = start;
  }
  return { from, to };
}

function tailStart(
  said: readonly Word[],
  from: number,
  to: number,
  tails: readonly Phrase[],
): number {
  for (let at = Math.max(from, to - 6); at < to; at += 1) {
    if (endAt(said.slice(0, to), tails, at) === to) return at;
  }
  return to;
}

function categoryOf(said: readonly Word[], piece: Span, lexicon: Lexicon): Category | undefined {
  const words = said.slice(piece.from, piece.to);
  return lexicon.categories.find(([, wanted]) => find(words, wanted))?.[0];
}

/** At least two words that say something. */
export function isTelling(said: readonly Word[], piece: Span, lexicon: Lexicon): boolean {
  let telling = 0;
  for (let at = piece.from; at < piece.to; at += 1) {
    if (endAt(said, lexicon.empty, at) < 0 && (said[at]?.norm.length ?? 0) > 2) telling += 1;
  }
  return telling >= 2;
}

function quote(utterance: string, said: readonly Word[], piece: Span, locale: string): string {
  const first = said[piece.from];
  const last = said[piece.to - 1];
  const text = first && last ? utterance.slice(first.start, last.end) : "";
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
