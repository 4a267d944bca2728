import { words } from "../../speech/words.ts";
import { LEXICONS } from "../lexicon/all.ts";
import type { Language } from "../types.ts";
import { findDigits } from "./phone.ts";

/**
 * The digits of a spoken reference; letters before them are left out, because no
 * recogniser spells them reliably and the server looks among the caller's requests.
 */
export function findReference(text: string, language: Language): string | undefined {
  const lexicon = LEXICONS[language];
  const found = findDigits(words(text, lexicon.locale), lexicon, [], 3);
  return found?.digits.replaceAll("+", "").slice(0, 32);
}
