import type { Expectation, Language } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import { findDigits } from "../intake/slots/phone.ts";
import type { Word } from "../speech/words.ts";
import { type Completeness, completeness } from "./complete.ts";
import type { Patience } from "./types.ts";

/**
 * Between the groups of a number people pause for a second and more while they read or remember, and
 * behind it they say thank you: with 1,500 and 500 ms 12 labelled numbers in 100 were cut, with these 2.
 */
const COLLECTING: Readonly<Record<Exclude<Completeness, "other">, number>> = {
  whole: 1_000,
  likely: 1_200,
  part: 2_000,
  nothing: 2_000,
};
/** Fewer are a house, a floor, a price. */
const LEAST_DICTATED = 3;

/** Patience while a number, an address or letters are said; undefined where something else is. */
export function collectingPatience(
  said: readonly Word[],
  expectation: Extract<Expectation, "digits" | "address" | "spelling">,
  language: Language,
): Patience | undefined {
  const found = completeness(said, expectation, language);
  return found === "other" ? undefined : { ms: COLLECTING[found], why: found };
}

/** A number said without being asked for, or while the question was missed, comes in groups, too. */
export function dictatingPatience(said: readonly Word[], language: Language): Patience | undefined {
  const digits = findDigits(said, LEXICONS[language], [], LEAST_DICTATED);
  return digits === undefined || digits.to < said.length
    ? undefined
    : collectingPatience(said, "digits", language);
}
