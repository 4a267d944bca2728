import type { Language } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import type { Lexicon } from "../intake/lexicon/types.ts";
import { findIntents } from "../intake/slots/intent.ts";
import { findDigits } from "../intake/slots/phone.ts";
import { isGreeting } from "../intake/slots/problem.ts";
import { findUrgency } from "../intake/slots/urgency.ts";
import { findAnswer } from "../intake/slots/yes-no.ts";
import { endAt, find, phrases } from "../speech/phrases.ts";
import type { Word } from "../speech/words.ts";
import type { Patience } from "./types.ts";

/**
 * Somebody who tells something. Half of all pauses inside a turn last 480 ms or more, and of each the
 * detector takes 170 ms away: it hears ends 100 ms early, and is sure of a beginning after 70. Of 109
 * labelled answers to open questions 600 ms cut off 20 in 100, 750 ms 8, 800 ms 6; drawn anew, of 218
 * answers 800 ms cut off 9 in 100 and 850 ms 7. A model that is asked while we wait needs about as long
 * for its first words, so little of it is heard.
 */
export const NORMAL_MS = 850;
/** "The tap drips" is as often the first of two sentences; a long one is mostly the last. */
const BRIEF_MS = 1_000;
const BRIEF_WORDS = 5;
/** "It's about the gutter": so far there is nothing to act upon, and an answer would only ask. */
const LITTLE_MS = 1_250;
const LITTLE_WORDS = 4;
/** "Good morning", "yes", "excuse me" and a breath: what they call about has yet to come. */
const OPENING_MS = 1_400;

/** Patience after an open question, by how much has been said. */
export function talkingPatience(text: string, said: readonly Word[], language: Language): Patience {
  const lexicon = LEXICONS[language];
  if (said.length === 0 || findAnswer(said, lexicon) === "no" || wants(said, lexicon)) {
    return { ms: NORMAL_MS, why: "normal" };
  }
  if (isGreeting(said, lexicon) || isBareYes(said, lexicon) || isApology(said, language)) {
    return { ms: OPENING_MS, why: "opening" };
  }
  const told = said.length - leadIn(said, lexicon);
  // A recogniser that writes full stops has heard the sentence end.
  const isEnded = /[.!?]["'»“”)]?\s*$/u.test(text);
  if (isEnded || told > BRIEF_WORDS) return { ms: NORMAL_MS, why: "normal" };
  return told <= LITTLE_WORDS && !names(said, lexicon)
    ? { ms: LITTLE_MS, why: "little" }
    : { ms: BRIEF_MS, why: "brief" };
}

/** Asks for something of its own, or says when: short, and complete. */
function wants(said: readonly Word[], lexicon: Lexicon): boolean {
  return (
    findIntents(said, lexicon).length > 0 ||
    findUrgency(said, lexicon, []) !== undefined ||
    findDigits(said, lexicon, [], 2) !== undefined
  );
}

/** Names a trouble. */
function names(said: readonly Word[], lexicon: Lexicon): boolean {
  return lexicon.categories.some(([, wanted]) => find(said, wanted));
}

/** "Excuse me", said to be let in. */
const APOLOGIES: Readonly<Record<Language, readonly string[]>> = {
  "en-US": ["excuse me", "sorry", "pardon me", "listen"],
  "de-DE": ["entschuldigung", "entschuldigen sie", "verzeihung", "hören sie", "sagen sie"],
  "tr-TR": ["pardon", "affedersiniz", "kusura bakmayın", "özür dilerim", "bir şey soracağım"],
  "ru-RU": ["извините", "простите", "прошу прощения", "послушайте", "скажите"],
};
const APOLOGY_PHRASES = new Map(
  Object.entries(APOLOGIES).map(([language, list]) => [language, phrases(list, language)]),
);

function isApology(said: readonly Word[], language: Language): boolean {
  return endAt(said, APOLOGY_PHRASES.get(language) ?? [], 0) === said.length;
}

function isBareYes(said: readonly Word[], lexicon: Lexicon): boolean {
  return endAt(said, lexicon.yes, 0) === said.length;
}

/** Words of greeting and hesitation at the beginning. */
function leadIn(said: readonly Word[], lexicon: Lexicon): number {
  let at = 0;
  for (;;) {
    const end = endAt(said, lexicon.leadIns, at);
    if (end <= at) return at;
    at = end;
  }
}
