import fc from "fast-check";
import { expect, test } from "vitest";
import { breaths, joinClips } from "./join-clips.ts";

test("people breathe after commas and sentences, and no word is lost", () => {
  expect(breaths("Lale Sokak No 12, daire 3. Evet!")).toEqual([
    "Lale Sokak No 12,",
    "daire 3.",
    "Evet!",
  ]);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", " ", ",", ".", "?", "ş") }), (line) => {
      const words = (text: string): string[] => text.split(/\s+/u).filter(Boolean);
      expect(breaths(line).flatMap(words)).toEqual(words(line));
    }),
  );
});

test("word times follow the pauses", () => {
  const clip = { pcm: new Int16Array(800).fill(1), voice: "f", wordEndsMs: [50, 100] };
  const joined = joinClips([clip, clip], 300);
  expect(joined.wordEndsMs).toEqual([50, 100, 450, 500]);
  expect(joined.pcm.length).toBe(800 + 2_400 + 800);
  expect(joined.pcm.subarray(800, 3_200).every((sample) => sample === 0)).toBe(true);
  expect(joinClips([], 300).pcm.length).toBe(0);
});
