import type { Abbreviation, Rule } from "./types.ts";
import { READING_WORDS } from "./words/all.ts";

const ALL = Object.entries(READING_WORDS);

/** A full stop that closes the abbreviation and the sentence at once is still heard as the end. */
function withStop(words: string, written: string, after: string): string {
  return written.endsWith(".") && /^\s*$/u.test(after) ? `${words}.` : words;
}

export const abbreviations: readonly Rule[] = ALL.flatMap(([spoken, words]) =>
  words.abbreviations.map((one: Abbreviation): Rule => ({
    pattern: one.pattern,
    read: (match, { language, text }) =>
      language === spoken
        ? withStop(one.words, match[0], text.slice(match.index + match[0].length))
        : undefined,
  })),
);
