import { find } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { Intent, Lexicon } from "../lexicon/types.ts";

/** Where these are said inside a longer story they are part of the story. */
const SHORT: Readonly<Partial<Record<Intent, number>>> = {
  repeat: 7,
  huh: 2,
  goodbye: 8,
  wait: 9,
  robot: 12,
  price: 14,
  arrival: 14,
};

/** What the caller wants besides an answer, most pressing first. */
export function findIntents(said: readonly Word[], lexicon: Lexicon): Intent[] {
  return lexicon.intents
    .filter(([name, wanted]) => said.length <= (SHORT[name] ?? Infinity) && find(said, wanted))
    .map(([name]) => name);
}
