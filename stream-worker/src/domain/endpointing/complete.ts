import type { Expectation, Language } from "@patchbay/contracts";
import { LEXICONS, PLACES } from "../intake/lexicon/all.ts";
import type { Lexicon } from "../intake/lexicon/types.ts";
import { findAddress } from "../intake/slots/address.ts";
import { toE164 } from "../intake/slots/e164.ts";
import { findIntents } from "../intake/slots/intent.ts";
import { findDigits, findOwnNumber } from "../intake/slots/phone.ts";
import { findAnswer } from "../intake/slots/yes-no.ts";
import { endAt, find } from "../speech/phrases.ts";
import type { Word } from "../speech/words.ts";

/**
 * How much of what was asked for has been said. `whole` cannot grow; `likely` could be all of it;
 * `part` lacks something; `nothing` has not begun; `other` is an answer of another kind.
 */
export type Completeness = "whole" | "likely" | "part" | "nothing" | "other";

/** Longer without a digit, a street or a letter, the caller speaks of something else. */
const PREAMBLE_WORDS = 5;

/** How complete a dictated number, an address or a spelled word is. */
export function completeness(
  said: readonly Word[],
  expectation: Extract<Expectation, "digits" | "address" | "spelling">,
  language: Language,
): Completeness {
  switch (expectation) {
    case "digits":
      return digits(said, language);
    case "address":
      return address(said, language);
    case "spelling":
      return spelling(said, language);
  }
}

function digits(said: readonly Word[], language: Language): Completeness {
  const lexicon = LEXICONS[language];
  const found = findDigits(said, lexicon, [], 1);
  // "The number I'm calling from" is an answer to which nothing is to be added.
  if (!found) return findOwnNumber(said, lexicon) ? "whole" : preamble(said, lexicon);
  if (found.digits.length < 2 && findIntents(said, lexicon).includes("wait")) return "nothing";
  const number = toE164(found.digits, language);
  if (number === undefined) return "part";
  // "… 40, numarasından": the number is whole, the sentence is not.
  const isLast = found.to === said.length || endAt(said, lexicon.tails, found.to) === said.length;
  return isLast && !mayGrow(found.digits, number, language) ? "whole" : "likely";
}

/** German numbers have no fixed length; "8 912 …" is a whole number only with its eleventh digit. */
function mayGrow(digits: string, number: string, language: Language): boolean {
  // German mobile numbers end at eleven digits behind the country code (Bundesnetzagentur, 015–017).
  if (/^\+491[567]\d{9}$/.test(number)) return false;
  return [1, 2].some((more) => toE164(digits + "1".repeat(more), language) !== undefined);
}

function address(said: readonly Word[], language: Language): Completeness {
  const lexicon = LEXICONS[language];
  const place = { said, places: PLACES[language], numbers: lexicon.numbers };
  const found = findAddress(place, true);
  if (!found) return preamble(said, lexicon);
  if (!found.hasNumber || endsInTens(said, lexicon)) return "part";
  // "Fourteen Maple" lacks its street; elsewhere the number comes last.
  const named = said.some((_, index) => endAt(said, place.places.street, index) > 0);
  return place.places.numberFirst && !named ? "part" : "likely";
}

/** "Yirmi" may become "yirmi dört", "twenty" "twenty-one". */
function endsInTens(said: readonly Word[], { numbers }: Lexicon): boolean {
  const last = said.at(-1)?.norm ?? "";
  return numbers.tens.has(last) || numbers.hundreds.has(last) || numbers.hundred.has(last);
}

const DOMAIN_ENDINGS = new Set(["com", "net", "org", "de", "tr", "ru", "eu", "info", "ком", "ру"]);

function spelling(said: readonly Word[], language: Language): Completeness {
  if (DOMAIN_ENDINGS.has(said.at(-1)?.norm ?? "")) return "likely";
  const letters = said.filter(({ norm }) => /^\p{L}$/u.test(norm)).length;
  return letters > 0 ? "part" : preamble(said, LEXICONS[language]);
}

/** "My number is …" and "one moment" come before it; a sentence of its own does not. */
function preamble(said: readonly Word[], lexicon: Lexicon): Completeness {
  const intents = findIntents(said, lexicon);
  if (intents.includes("wait")) return "nothing";
  if (intents.length > 0) return "other";
  if (endsInSlotName(said, lexicon)) return "nothing";
  // "Sure" leads to the number, "no" away from it.
  const answer = findAnswer(said, lexicon);
  if (answer !== undefined) return answer === "yes" ? "nothing" : "other";
  return said.length > PREAMBLE_WORDS ? "other" : "nothing";
}

/** "… meine Nummer ist", "the address would be". */
function endsInSlotName(said: readonly Word[], lexicon: Lexicon): boolean {
  const tail = said.slice(-4);
  return lexicon.slotNames.some(([, names]) => find(tail, names) !== undefined);
}
