import type { Language } from "@patchbay/contracts";
import { abbreviations } from "./abbreviations.ts";
import { dates } from "./dates.ts";
import { digits } from "./digits.ts";
import { money } from "./money.ts";
import { signs } from "./signs.ts";
import { times } from "./times.ts";
import type { Context, Rule } from "./types.ts";
import { units } from "./units.ts";
import { READING_WORDS } from "./words/all.ts";

/** `spoken[spokenFrom, spokenTo)` is how `text[from, to)` is said. */
export type ReadingSpan = {
  readonly from: number;
  readonly to: number;
  readonly spokenFrom: number;
  readonly spokenTo: number;
};

/** Spans follow one another without gaps, in the text as well as in what is spoken. */
export type Reading = { readonly spoken: string; readonly spans: readonly ReadingSpan[] };

/** The first rule that wants a stretch has it: a date is no price, a telephone number no range. */
const RULES: readonly Rule[] = [
  ...signs,
  ...dates,
  ...times,
  ...money,
  ...units,
  ...digits,
  ...abbreviations,
];

type Claim = { readonly from: number; readonly to: number; readonly words: string };

/**
 * Writes a text the way it is to be said, for voices that read what they see: telephone numbers in
 * groups, dates, times, prices, references, units, abbreviations. Ordinary numbers stay as they are.
 */
export function readAloud(text: string, language: Language): Reading {
  const context: Context = { text, language, words: READING_WORDS[language] };
  const spans: ReadingSpan[] = [];
  let spoken = "";
  let at = 0;
  const add = (to: number, words: string): void => {
    if (to === at) return;
    spans.push({ from: at, to, spokenFrom: spoken.length, spokenTo: spoken.length + words.length });
    spoken += words;
    at = to;
  };
  for (const claim of claims(context)) {
    add(claim.from, text.slice(at, claim.from));
    add(claim.to, claim.words);
  }
  add(text.length, text.slice(at));
  return { spoken, spans };
}

function claims(context: Context): Claim[] {
  const taken: Claim[] = [];
  for (const { pattern, read } of RULES) {
    for (const match of context.text.matchAll(pattern)) {
      const from = match.index;
      const to = from + match[0].length;
      if (to === from || taken.some((one) => from < one.to && one.from < to)) continue;
      const words = read(match, context);
      if (words !== undefined && words !== match[0]) taken.push({ from, to, words });
    }
  }
  return taken.sort((one, other) => one.from - other.from);
}

/**
 * How many characters of the text have been said once `spokenChars` of the spoken form have been.
 * Within something read differently the place is proportional, rounded down.
 */
export function textChars({ spans }: Reading, spokenChars: number): number {
  let chars = 0;
  for (const { from, to, spokenFrom, spokenTo } of spans) {
    if (spokenChars >= spokenTo) {
      chars = to;
      continue;
    }
    const share = Math.max(0, spokenChars - spokenFrom) / (spokenTo - spokenFrom);
    return Math.max(chars, from + Math.floor(share * (to - from)));
  }
  return chars;
}
