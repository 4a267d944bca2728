import type { Language } from "@patchbay/contracts";
import { endAt } from "../speech/phrases.ts";
import { type Word, words } from "../speech/words.ts";
import { type Alphabet, ALPHABETS } from "./alphabets.ts";

/** Words `from` to `to` (exclusive) spell `text`. */
export type Spelled = { readonly from: number; readonly to: number; readonly text: string };

/**
 * A `letter` was said as such, an `example` with its word behind it; a `word` of the alphabet alone
 * may be a name, and a letter that is a word by itself ("a", "и") may be that.
 */
type Letter = {
  readonly text: string;
  readonly to: number;
  readonly kind: "letter" | "example" | "word" | "doubtful" | "hyphen";
};

const ARE_WORDS = new Set(["a", "i", "o", "e", "а", "и", "в", "с", "к", "у", "о", "я", "э"]);

/** Two letters may be a house number's; three are a word. */
const LEAST_LETTERS = 3;
/** Names and cities in a row are people and places more often than letters. */
const LEAST_BARE_WORDS = 4;

/** The letters said from word `at` on, if it is one: "B", "Berta", "B wie Berta", "double L". */
function letterAt(said: readonly Word[], at: number, locale: Language): Letter | undefined {
  const alphabet = ALPHABETS[locale];
  const word = said[at];
  if (word === undefined) return undefined;
  const doubled = endAt(said, alphabet.doubles, at);
  if (doubled > 0) {
    const next = letterAt(said, doubled, locale);
    const isLetter = next !== undefined && next.kind !== "word" && next.kind !== "hyphen";
    return isLetter ? { ...next, text: next.text.repeat(2), kind: "letter" } : undefined;
  }
  const hyphen = endAt(said, alphabet.hyphens, at);
  if (hyphen > 0) return { text: "-", to: hyphen, kind: "hyphen" };
  if (/^\p{L}$/u.test(word.text)) {
    const to = exampleEnd(said, at, alphabet, locale);
    const alone = ARE_WORDS.has(word.norm) ? "doubtful" : "letter";
    return { text: word.text, to, kind: to > at + 1 ? "example" : alone };
  }
  const known = alphabet.words.get(word.norm);
  return known === undefined ? undefined : { text: known, to: at + 1, kind: "word" };
}

/** Behind a letter: its word, with or without "as in". */
function exampleEnd(
  said: readonly Word[],
  at: number,
  alphabet: Alphabet,
  locale: Language,
): number {
  const link = endAt(said, alphabet.links, at + 1);
  if (link > 0 && said[link] !== undefined) return link + 1;
  const next = said[at + 1];
  const letters = next && alphabet.words.get(next.norm);
  const same = letters?.startsWith((said[at]?.text ?? "").toLocaleLowerCase(locale)) === true;
  return same ? at + 2 : at + 1;
}

function runAt(said: readonly Word[], from: number, locale: Language): Spelled | undefined {
  const kinds: Letter["kind"][] = [];
  let [text, to] = ["", from];
  for (let letter = letterAt(said, from, locale); letter; letter = letterAt(said, to, locale)) {
    // A sentence's end between them: two things said.
    if (to > from && /[.!?]/u.test(said[to]?.gap ?? "")) break;
    text += letter.text;
    to = letter.to;
    if (letter.kind !== "hyphen") kinds.push(letter.kind);
  }
  if (!isSpelled(kinds) || text.startsWith("-")) return undefined;
  return { from, to, text: text.replace(/-+$/u, "") };
}

function isSpelled(kinds: readonly Letter["kind"][]): boolean {
  const count = (kind: Letter["kind"]): number => kinds.filter((one) => one === kind).length;
  const bare = count("word");
  if (count("example") > 0) return kinds.length >= LEAST_LETTERS;
  if (count("letter") > 0) return kinds.length - bare >= LEAST_LETTERS;
  return bare >= LEAST_BARE_WORDS && bare === kinds.length;
}

/** Every word that is spelled in an utterance, in the order said. */
export function findSpelled(said: readonly Word[], language: Language): Spelled[] {
  const found: Spelled[] = [];
  for (let at = 0; at < said.length; at += 1) {
    const run = runAt(said, at, language);
    if (run === undefined) continue;
    const [first = "", ...rest] = run.text.toLocaleLowerCase(language);
    found.push({ ...run, text: first.toLocaleUpperCase(language) + rest.join("") });
    at = run.to - 1;
  }
  return found;
}

/** Writes spelled words as words: "R wie Richard, O, S, E, 12" becomes "Rose 12". */
export function joinSpelled(utterance: string, language: Language): string {
  const said = words(utterance, language);
  let out = "";
  let at = 0;
  for (const { from, to, text } of findSpelled(said, language)) {
    out += utterance.slice(at, said[from]?.start) + text;
    at = said[to - 1]?.end ?? at;
  }
  return out + utterance.slice(at);
}
