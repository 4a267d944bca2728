import fc from "fast-check";
import { expect, test } from "vitest";
import { tone } from "../audio/tones.ts";
import { endsByPauses } from "./ends-by-pauses.ts";
import { endsFromStarts, proportionalEnds, trimSilence, wordsOf } from "./word-ends.ts";

const text = fc.string({
  unit: fc.constantFrom("a", "ß", "й", " ", ".", ",", "7", "😀"),
  maxLength: 80,
});
const starts = fc.array(
  fc.record({ at: fc.nat(90), startMs: fc.integer({ min: -50, max: 4_000 }) }),
  { maxLength: 20 },
);

test("every word has an end, in order, the last at the end of the sound", () => {
  fc.assert(
    fc.property(
      text,
      starts,
      fc.integer({ min: 100, max: 5_000 }),
      (words, reported, durationMs) => {
        for (const ends of [
          proportionalEnds(words, durationMs),
          endsFromStarts(words, reported, durationMs),
          endsByPauses(words, bursts(durationMs)),
        ]) {
          expect(ends.length).toBe(wordsOf(words).length);
          if (ends.length > 0) expect(ends.at(-1)).toBe(durationMs);
          expect(ends).toEqual(ends.toSorted((a, b) => a - b));
          expect(ends.every((end) => end >= 0 && end <= durationMs)).toBe(true);
        }
      },
    ),
  );
});

/** Sound that pauses for 100 ms in every 300. */
function bursts(durationMs: number): Int16Array {
  return tone(500, durationMs).map((sample, at) => (at % 2_400 < 1_600 ? sample : 0));
}

test("clauses end where the sound pauses, and words within share their clause", () => {
  const sound = new Int16Array(8 * 3_000);
  sound.set(tone(500, 400), 8 * 100);
  sound.set(tone(500, 1_000), 8 * 900);
  sound.set(tone(500, 800), 8 * 2_100);
  const ends = endsByPauses("Yes, it leaks a lot. Please come soon!", sound);
  expect(ends[0]).toBe(500);
  expect(ends[4]).toBe(1_900);
  expect(ends[1]! - 900).toBeGreaterThan(100);
  expect(ends[5]).toBeGreaterThan(2_100);
  expect(ends.at(-1)).toBe(3_000);
});

test("a pause within a clause is no clause's end, and a clause's end needs no pause", () => {
  const sound = new Int16Array(8 * 2_000);
  sound.set(tone(500, 900), 0);
  sound.set(tone(500, 1_000), 8 * 1_000);
  const [first] = endsByPauses("Well, washing machines leak.", sound);
  expect(first).toBeLessThan(500);
});

test("a word ends where the next begins, or at its share where the voice is silent about it", () => {
  const ends = endsFromStarts(
    "my boiler leaks",
    [
      { at: 0, startMs: 0 },
      { at: 3, startMs: 220 },
    ],
    1_000,
  );
  expect(ends[0]).toBe(220);
  expect(ends[1]).toBeGreaterThan(220);
  expect(ends[2]).toBe(1_000);
});

test("long words and numbers take more of the time", () => {
  const [short, long, number] = proportionalEnds("a washing-machine 4711", 1_000);
  expect(long! - short!).toBeGreaterThan(300);
  expect(number! - long!).toBeGreaterThan(300);
});

test("silence is cut from both ends, and the cut is told", () => {
  const sound = new Int16Array(8_000);
  sound.fill(1_000, 4_000, 6_000);
  const { pcm, cutMs } = trimSilence(sound);
  expect(cutMs).toBe(460);
  expect(pcm.length).toBe(2_000 + 640);
  expect(trimSilence(new Int16Array(800)).pcm.length).toBeLessThanOrEqual(320);
});
