/** One word of an utterance, with the place it was said at. */
export type Word = {
  /** As said. */
  readonly text: string;
  /** Lower case and folded, so that typed, dictated and inflected spellings meet. */
  readonly norm: string;
  readonly start: number;
  readonly end: number;
  /** What stood between this word and the one before. */
  readonly gap: string;
};

/** Longer speech is cut: nobody says more in one turn, and work stays bounded. */
export const MAX_CHARS = 1_000;

const FOLDS: Readonly<Record<string, string>> = {
  ß: "ss",
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ı: "i",
  ş: "s",
  ç: "c",
  ğ: "g",
  â: "a",
  î: "i",
  û: "ue",
  ё: "е",
};

/** Lower-cases and folds one word; `tr` needs its own dotted and dotless I. */
export function fold(text: string, locale: string): string {
  const lower = text.normalize("NFC").toLocaleLowerCase(locale);
  let out = "";
  for (const letter of lower) {
    if (letter === "'" || letter === "’" || letter === "\u0307") continue;
    out += FOLDS[letter] ?? letter;
  }
  return out;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’]\p{L}+)*|\d+|\+/gu;

/** Cuts an utterance into words; digits and letters that touch become two words. */
export function words(utterance: string, locale: string): Word[] {
  const said = utterance.slice(0, MAX_CHARS);
  const found: Word[] = [];
  let last = 0;
  for (const match of said.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    found.push({
      text: match[0],
      norm: fold(match[0], locale),
      start,
      end,
      gap: said.slice(last, start),
    });
    last = end;
  }
  return found;
}
