import { describe, expect, it } from "vitest";
import { createResampler } from "./resample.ts";
import { speex } from "./speex.ts";

function sine(hz: number, rateHz: number, samples: number): Int16Array {
  return Int16Array.from({ length: samples }, (_, index) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * index) / rateHz)),
  );
}

/** Pieces of odd sizes, as a network gives them. */
const SIZES = [1, 7, 160, 333, 2, 4_801, 31];

function resample(pcm: Int16Array, fromHz: number, toHz: number): Int16Array {
  const resampler = createResampler(fromHz, toHz);
  const out: number[] = [];
  for (let at = 0, turn = 0; at < pcm.length; turn += 1) {
    const size = SIZES[turn % SIZES.length] ?? 1;
    out.push(...resampler.push(pcm.subarray(at, at + size)));
    at += size;
  }
  out.push(...resampler.end());
  return Int16Array.from(out);
}

/** Signal over everything else, dB, away from the sound's hard beginning and end. */
function signalToNoise(pcm: Int16Array, hz: number, rateHz: number): number {
  const middle = pcm.subarray(400, pcm.length - 400);
  const periods = Math.floor((middle.length * hz) / rateHz);
  const samples = Math.round((periods * rateHz) / hz);
  let [sin, cos, total] = [0, 0, 0];
  for (let index = 0; index < samples; index += 1) {
    const sample = middle[index] ?? 0;
    const angle = (2 * Math.PI * hz * index) / rateHz;
    sin += sample * Math.sin(angle);
    cos += sample * Math.cos(angle);
    total += sample * sample;
  }
  const signal = (2 * (sin * sin + cos * cos)) / samples;
  return 10 * Math.log10(signal / Math.max(1e-9, total - signal));
}

function loudness(pcm: Int16Array): number {
  return Math.sqrt(
    pcm.subarray(400, -400).reduce((sum, one) => sum + one * one, 0) / (pcm.length - 800),
  );
}

const DOWN = [48_000, 24_000, 22_050, 16_000];

describe("resampling to 8 kHz in odd pieces", () => {
  it.each(DOWN)("keeps a 1 kHz tone clean from %i Hz", (rateHz) => {
    const out = resample(sine(1_000, rateHz, rateHz), rateHz, 8_000);
    expect(out).toHaveLength(8_000);
    expect(signalToNoise(out, 1_000, 8_000)).toBeGreaterThan(60);
    expect(loudness(out)).toBeCloseTo(10_000 / Math.SQRT2, -2);
  });

  it.each(DOWN)("keeps every sound in its place from %i Hz", (rateHz) => {
    const out = resample(sine(1_000, rateHz, rateHz), rateHz, 8_000);
    const ideal = sine(1_000, 8_000, 8_000);
    const apart = out.map((sample, index) => sample - (ideal[index] ?? 0));
    // A tenth of a sample at 1 kHz is 8 % of the amplitude.
    expect(loudness(apart)).toBeLessThan(600);
  });

  it.each(DOWN)("leaves nothing of a 6 kHz tone from %i Hz", (rateHz) => {
    const out = resample(sine(6_000, rateHz, rateHz), rateHz, 8_000);
    expect(loudness(out)).toBeLessThan(10);
  });
});

describe("resampling upwards for recognisers", () => {
  it("keeps a 1 kHz tone clean from 8 to 16 kHz, without an image above 4 kHz", () => {
    const out = resample(sine(1_000, 8_000, 8_000), 8_000, 16_000);
    expect(out).toHaveLength(16_000);
    expect(signalToNoise(out, 1_000, 16_000)).toBeGreaterThan(60);
  });
});

describe("a resampler", () => {
  it("passes sound through where there is nothing to change", () => {
    const pcm = Int16Array.of(1, 2, 3);
    expect(resample(pcm, 8_000, 8_000)).toEqual(pcm);
  });

  it.each([
    [0, 8_000],
    [8_000, 96_000],
    [22_050.5, 8_000],
  ])("refuses %d → %d Hz", (from, to) => {
    expect(() => createResampler(from, to)).toThrow(RangeError);
  });

  it("gives nothing after its end", () => {
    const resampler = createResampler(24_000, 8_000);
    resampler.end();
    resampler.close();
    expect(resampler.push(new Int16Array(240))).toHaveLength(0);
    expect(resampler.end()).toHaveLength(0);
  });

  it("gives its memory back, ended or closed", () => {
    const firstFree = (): number => {
      const pointer = speex._malloc(16);
      speex._free(pointer);
      return pointer;
    };
    const before = firstFree();
    for (let count = 0; count < 50; count += 1) {
      createResampler(22_050, 8_000).end();
      createResampler(22_050, 8_000).close();
    }
    expect(firstFree()).toBe(before);
  });

  it("leaves the process's own handling of rejections alone", () => {
    const names = process.listeners("unhandledRejection").map(({ name }) => name);
    expect(names).not.toContain("abort");
  });
});
