import type { Language } from "@patchbay/contracts";

/** Shortened words whose full stop ends no sentence, lower case, without the stop. */
const ABBREVIATIONS: Readonly<Record<Language, ReadonlySet<string>>> = {
  "en-US": new Set([
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "st",
    "no",
    "nr",
    "apt",
    "ave",
    "blvd",
    "rd",
    "e.g",
    "i.e",
    "etc",
    "approx",
    "ext",
    "a.m",
    "p.m",
    "vs",
    "min",
    "max",
    "inc",
    "jr",
    "sr",
  ]),
  "de-DE": new Set([
    "hr",
    "fr",
    "dr",
    "prof",
    "nr",
    "str",
    "z.b",
    "z",
    "b",
    "bzw",
    "ca",
    "usw",
    "d.h",
    "d",
    "h",
    "u.a",
    "evtl",
    "ggf",
    "tel",
    "inkl",
    "max",
    "min",
    "std",
    "abs",
    "mo",
    "di",
    "mi",
    "do",
    "sa",
  ]),
  "tr-TR": new Set([
    "dr",
    "prof",
    "doç",
    "av",
    "no",
    "mah",
    "cad",
    "sok",
    "apt",
    "örn",
    "vb",
    "vs",
    "bkz",
    "tel",
    "yrd",
    "sn",
    "blv",
    "yak",
  ]),
  "ru-RU": new Set([
    "г",
    "ул",
    "д",
    "кв",
    "пр",
    "просп",
    "пер",
    "стр",
    "корп",
    "т",
    "е",
    "т.е",
    "т.д",
    "т.п",
    "напр",
    "др",
    "тел",
    "руб",
    "коп",
    "мин",
    "им",
    "гг",
    "доб",
  ]),
};

const segmenters = new Map<Language, Intl.Segmenter>();

function segmenter(language: Language): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known) return known;
  const made = new Intl.Segmenter(language, { granularity: "sentence" });
  segmenters.set(language, made);
  return made;
}

function endsSentence(segment: string, language: Language): boolean {
  const text = segment.trimEnd();
  // Without white space behind it the stop may belong to a number or an address still coming.
  if (text.length === segment.length || !/[.!?…]["'»“”)]*$/u.test(text)) return false;
  const word = /(\S+)\.$/u.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return true;
  // "am 3. Mai", "3. Stock": an ordinal in German and Turkish.
  if (/^\d{1,2}$/u.test(word) && language !== "en-US" && language !== "ru-RU") return false;
  return !ABBREVIATIONS[language].has(word.replace(/^[("'«„“]+/u, ""));
}

/** Indexes in `text` where a finished sentence and the white space behind it end. */
export function sentenceEnds(text: string, language: Language): readonly number[] {
  const ends: number[] = [];
  let end = 0;
  let sentence = "";
  for (const { segment } of segmenter(language).segment(text)) {
    end += segment.length;
    sentence += segment;
    if (!endsSentence(sentence, language)) continue;
    ends.push(end);
    sentence = "";
  }
  return ends;
}
