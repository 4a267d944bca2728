import { describe, expect, it } from "vitest";
import { seeded } from "../corpus/seeded.ts";
import { telephoneBand } from "./filters.ts";
import { atLevel, fromDb, speechLevel, trimmed } from "./levels.ts";
import { noiseOf } from "./noises.ts";
import { RATE, resampled } from "./resample.ts";
import { soundOf } from "./sounds.ts";

const tone = (hertz: number, rate: number, seconds = 0.5): Float32Array =>
  Float32Array.from({ length: rate * seconds }, (_, index) =>
    Math.sin((2 * Math.PI * hertz * index) / rate),
  );

/** Without its edges, where filters swing in. */
const rms = (samples: Float32Array): number => {
  const middle = samples.subarray(samples.length / 4, (samples.length * 3) / 4);
  return Math.sqrt(middle.reduce((sum, one) => sum + one * one, 0) / middle.length);
};

describe("a telephone's sound", () => {
  it("keeps speech and loses what lies above and below the band", () => {
    expect(rms(resampled(tone(1_000, 22_050), 22_050, RATE))).toBeCloseTo(Math.SQRT1_2, 1);
    expect(rms(resampled(tone(6_000, 22_050), 22_050, RATE))).toBeLessThan(0.01);
    expect(rms(telephoneBand(tone(50, RATE)))).toBeLessThan(0.01);
    expect(rms(telephoneBand(tone(1_000, RATE)))).toBeGreaterThan(0.6);
  });

  it("is trimmed to the sound itself and set to its level", () => {
    const padded = new Float32Array(RATE);
    padded.set(tone(500, RATE, 0.25), 2_000);
    const sound = trimmed(padded);
    expect(sound.length).toBeGreaterThanOrEqual(2_000);
    expect(sound.length).toBeLessThan(2_200);
    expect(speechLevel(atLevel(padded, fromDb(-26)))).toBeCloseTo(fromDb(-26), 3);
    expect(trimmed(new Float32Array(400))).toHaveLength(0);
  });
});

describe("surroundings", () => {
  it.each(["white", "car", "babble"] as const)("%s is a sound, the same every time", (noise) => {
    const voices = [tone(300, RATE), tone(800, RATE)];
    const [one, same] = [0, 1].map(() => noiseOf(noise, RATE, voices, seeded("room")));
    expect(one).toEqual(same);
    expect(rms(one ?? new Float32Array(0))).toBeGreaterThan(0);
  });

  it("of a car are lower than hiss, and none is silence", () => {
    // Zero crossings a second tell how high a noise lies.
    const height = (samples: Float32Array): number =>
      samples.reduce((sum, one, at) => sum + (one > 0 !== (samples[at - 1] ?? 0) > 0 ? 1 : 0), 0);
    const car = noiseOf("car", RATE, [], seeded("a"));
    const hiss = noiseOf("white", RATE, [], seeded("a"));
    expect(height(car) * 2).toBeLessThan(height(hiss));
    expect(rms(noiseOf("none", RATE, [], seeded("a")))).toBe(0);
  });
});

it.each(["cough", "click", "knock"] as const)("a %s is short and at full scale", (sound) => {
  const samples = soundOf(sound, seeded("door"));
  expect(samples.length).toBeGreaterThan(RATE / 50);
  expect(samples.length).toBeLessThan(RATE);
  expect(samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)).toBeCloseTo(1, 5);
});
