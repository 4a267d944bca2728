import fc from "fast-check";
import { expect, test } from "vitest";
import type { Pcm8k } from "../ports.ts";
import { createDtmfDetector } from "./dtmf-detector.ts";
import { powerAt } from "./goertzel.ts";
import { holdMusic } from "./hold-music.ts";
import { dtmf, tone } from "./tones.ts";

function keysIn(sound: Pcm8k, frame = 160): string {
  const detector = createDtmfDetector();
  let keys = "";
  for (let at = 0; at < sound.length; at += frame)
    keys += detector.push(sound.subarray(at, at + frame)) ?? "";
  return keys;
}

const keys = fc.string({ unit: fc.constantFrom(..."0123456789*#ABCD"), maxLength: 12 });

test("any keys that are sent as tones are recognised, in frames of any length", () => {
  fc.assert(
    fc.property(keys, fc.integer({ min: 40, max: 400 }), (sent, frame) => {
      expect(keysIn(dtmf(sent), frame)).toBe(sent);
    }),
    { numRuns: 60 },
  );
});

test("noise of a fifth of the level does not hide keys", () => {
  const sound = dtmf("159#").map(
    (value, index) => value + Math.round(2_000 * Math.sin(index * index)),
  );
  expect(keysIn(sound)).toBe("159#");
});

test("single tones, silence and hold music are no keys", () => {
  expect(keysIn(tone(697, 2_000))).toBe("");
  expect(keysIn(new Int16Array(16_000))).toBe("");
  expect(keysIn(holdMusic())).toBe("");
});

test("pauses take the time they promise", () => {
  expect(dtmf("w").length).toBe(4_000);
  expect(dtmf("W").length).toBe(8_000);
  expect(dtmf("1wx2").length).toBe(2 * 1_600 + 4_000);
});

test("a sine of amplitude A has power A²/2 at its frequency and little elsewhere", () => {
  const sine = Int16Array.from({ length: 8_000 }, (_, i) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * 440 * i) / 8_000)),
  );
  expect(powerAt(440, sine) / (10_000 ** 2 / 2)).toBeCloseTo(1, 3);
  expect(10 * Math.log10(powerAt(440, sine) / powerAt(1_000, sine))).toBeGreaterThan(40);
});

test("hold music is soft, never clips and has no step where it loops", () => {
  const music = holdMusic();
  const largest = (values: Pcm8k): number =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest(music)).toBeLessThan(8_000);
  const steps = music.map((value, index) => Math.abs(value - music[(index + 1) % music.length]!));
  expect(steps.at(-1)!).toBeLessThanOrEqual(largest(steps.subarray(0, -1)));
});
