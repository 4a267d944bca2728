import { TEXTS } from "../intake/texts/all.ts";
import { spoken, toE164 } from "../intake/slots/e164.ts";
import type { Context, Rule } from "./types.ts";

/** One by one; a voice would say "eight hundred and fifty million". */
export function oneByOne(digits: string): string {
  return digits.split("").join(" ");
}

/** In threes, the last four in twos: what ears and pencils can follow. */
function inGroups(digits: string): string {
  const groups: string[] = [];
  let rest = digits;
  while (rest.length > 4) {
    groups.push(rest.slice(0, 3));
    rest = rest.slice(3);
  }
  groups.push(...(rest.length === 4 ? [rest.slice(0, 2), rest.slice(2)] : [rest]));
  return groups
    .filter((group) => group !== "")
    .map(oneByOne)
    .join(", ");
}

const LEAST_PHONE = 7;

/** As the writer grouped it, else as the language's country does. */
function phone(written: string, { language }: Context): string | undefined {
  const digits = written.replace(/\D/g, "");
  if (digits.length < LEAST_PHONE || digits.length > 15) return undefined;
  const groups = written.split(/\D+/u).filter((group) => group !== "");
  // Already written out for a voice.
  if (groups.every((group) => group.length === 1)) return undefined;
  const isPlain = groups.length === 1 && !written.startsWith("+");
  if (isPlain && !digits.startsWith("0") && digits.length < 10) return undefined;
  if (groups.length > 1 && !written.startsWith("+")) {
    return groups.map((group) => (group.length > 4 ? inGroups(group) : oneByOne(group))).join(", ");
  }
  const number = toE164(written.startsWith("+") ? `+${digits}` : digits, language);
  return number === undefined ? inGroups(digits) : spoken(number, TEXTS[language].trunk);
}

export const digits: readonly Rule[] = [
  {
    // +49 176 04069034, (212) 555-0133, 0532 555 01 33, 8-912-345-67-89
    pattern:
      /(?<![\p{L}\d.,/-])(?:\+|\(\+?)?\d+(?:(?:[ \u00a0]?[()/-][ \u00a0]?|[ .\u00a0])\d+){0,9}(?![\p{L}\d])/gu,
    read: (match, context) => phone(match[0], context),
  },
  {
    // References: R-2041
    pattern: /(?<![\p{L}\d-])(\p{Lu}{1,3})-(\d{2,10})(?![\p{L}\d-])/gu,
    read: ([, letters = "", number = ""]) => `${oneByOne(letters)} ${oneByOne(number)}`,
  },
  {
    // House numbers: 12a. Later letters are units more often than houses.
    pattern: /(?<![\p{L}\d.,:-])(\d{1,4})([a-fа-д])(?![\p{L}\d])/giu,
    read: ([, number = "", letter = ""]) => `${number} ${letter.toUpperCase()}`,
  },
  {
    // Postal codes, meter readings, anything with a leading zero.
    pattern: /(?<![\p{L}\d.,:-])(?:0\d+|\d{5,})(?![\p{L}\d]|[.,:]\d)/gu,
    read: (match, { text, words }) => {
      const after = text.slice(match.index + match[0].length);
      if (!match[0].startsWith("0") && words.amountWords.test(after)) return undefined;
      return match[0].length < 6 ? oneByOne(match[0]) : inGroups(match[0]);
    },
  },
];
