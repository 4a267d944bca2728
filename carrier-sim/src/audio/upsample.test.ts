import { expect, test } from "vitest";
import { powerAt } from "./goertzel.ts";
import { tone } from "./tones.ts";
import { upsample } from "./upsample.ts";

test.each([2, 3])("sound at %i times 8 kHz is the same sound, without images of it", (times) => {
  const sound = upsample(tone(1_000, 500, 8_000), times);
  expect(sound.length).toBe(4_000 * times);
  // `powerAt` counts in 8 kHz; the image of 1 kHz lies at 7 kHz.
  const middle = sound.subarray(2_000, 2_000 + 800 * times);
  const power = powerAt(1_000 / times, middle);
  expect(power).toBeGreaterThan(1e7);
  expect(powerAt(7_000 / times, middle)).toBeLessThan(power / 1e6);
});

test("silence stays silence, and nothing nothing", () => {
  expect(upsample(new Int16Array(80), 3).every((sample) => sample === 0)).toBe(true);
  expect(upsample(new Int16Array(0), 3).length).toBe(0);
});
