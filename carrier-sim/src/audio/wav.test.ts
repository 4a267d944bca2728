import fc from "fast-check";
import { expect, test } from "vitest";
import { powerAt } from "./goertzel.ts";
import { encodeMulaw } from "./mulaw.ts";
import { resampleTo8k } from "./resample.ts";
import { readWav, readWav8k, writeWav } from "./wav.ts";

function sine(hz: number, rate: number, ms = 1_000): Int16Array {
  return Int16Array.from({ length: (rate * ms) / 1_000 }, (_, i) =>
    Math.round(8_000 * Math.sin((2 * Math.PI * hz * i) / rate)),
  );
}

test("what is written is read back", () => {
  fc.assert(
    fc.property(fc.int16Array(), fc.constantFrom(1 as const, 2 as const), (samples, channels) => {
      const whole = samples.subarray(0, samples.length - (samples.length % channels));
      expect(readWav(writeWav(whole, channels))).toEqual({
        kind: "sound",
        samples: Int16Array.from(whole),
        sampleRate: 8_000,
        channels,
      });
    }),
  );
});

test("no bytes at all make the reader throw", () => {
  const header = writeWav(new Int16Array(20), 2);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), fc.nat(83), (noise, at) => {
      const bytes = Uint8Array.from(header);
      bytes.set(noise.subarray(0, Math.max(0, bytes.length - at)), at);
      expect(["sound", "refused"]).toContain(readWav8k(bytes).kind);
      expect(["sound", "refused"]).toContain(readWav8k(noise).kind);
    }),
    { numRuns: 2_000 },
  );
});

test("a size that a streaming program could not know is cut to what is there", () => {
  const bytes = writeWav(sine(440, 8_000, 100), 1);
  new DataView(bytes.buffer).setUint32(40, 0x7ffff000, true);
  const wav = readWav(bytes);
  expect(wav.kind === "sound" && wav.samples.length).toBe(800);
});

test("mu-law files and stereo files become mono", () => {
  const codes = encodeMulaw(sine(440, 8_000));
  const bytes = writeWav(new Int16Array(codes.length / 2), 1);
  const view = new DataView(bytes.buffer);
  view.setUint16(20, 7, true);
  view.setUint16(34, 8, true);
  bytes.set(codes, 44);
  const mulaw = readWav8k(bytes);
  expect(mulaw.kind === "sound" && powerAt(440, mulaw.pcm) / 32e6).toBeCloseTo(1, 2);
  const stereo = readWav8k(writeWav(Int16Array.of(100, 300, -100, -300), 2));
  expect(stereo.kind === "sound" && [...stereo.pcm]).toEqual([200, -200]);
});

test.each([11_025, 16_000, 22_050, 24_000, 44_100, 48_000])(
  "sound at %i Hz keeps its tones below 3.4 kHz and loses those above 4.6 kHz",
  (rate) => {
    const kept = resampleTo8k(sine(3_300, rate), rate);
    expect(kept.length).toBe(8_000);
    expect(10 * Math.log10(powerAt(3_300, kept, 200, 7_600) / 32e6)).toBeGreaterThan(-1);
    const lost = resampleTo8k(sine(4_700, rate), rate);
    const alias = powerAt(3_300, lost, 200, 7_600);
    expect(10 * Math.log10(alias / 32e6)).toBeLessThan(-55);
  },
);
