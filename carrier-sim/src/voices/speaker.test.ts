import fc from "fast-check";
import { expect, test } from "vitest";
import { espeakLanguage, speakable, speakerOf, wordsAMinute } from "./speaker.ts";

test.each([
  [undefined, "f2", 46],
  ["f3", "f3", 50],
  ["m2/35", "m2", 35],
  ["f8", "f5", 50],
  ["man", "m1", 50],
  ["Polly.Vicki-Neural", "f2", 46],
  ["m2/35; rm", "f2", 46],
])("the voice %s is variant %s with pitch %i", (voice, variant, pitch) => {
  expect(speakerOf(voice)).toMatchObject({ variant, pitch });
});

test.each([
  ["en-US", "en-us"],
  ["en", "en-us"],
  ["en-GB", "en"],
  ["de-DE", "de"],
  ["tr-TR", "tr"],
  ["ru-RU", "ru"],
  ["ja-JP", undefined],
])("%s is spoken as %s", (tag, language) => {
  expect(espeakLanguage(tag)).toBe(language);
});

test("text keeps its length and loses markup, phonemes and control characters", () => {
  expect(speakable("a <b>&\n[[x]]")).toBe("a  b     x  ");
  fc.assert(fc.property(fc.string(), (text) => speakable(text).length === text.length));
});

test("rates stay within what can be understood", () => {
  expect([wordsAMinute(undefined), wordsAMinute(1.2), wordsAMinute(9), wordsAMinute(0)]).toEqual([
    162, 194, 320, 80,
  ]);
});
