import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wavOf } from "../../domain/audio/wav.ts";
import { decodeMulaw } from "../../domain/mulaw.ts";
import { readMulaw, readPcm, readWav, type SoundReader } from "./sound-readers.ts";

/** A second of 440 Hz. */
const tone = (hz: number): Int16Array =>
  Int16Array.from({ length: hz }, (_, at) => 8_000 * Math.sin((2 * Math.PI * 440 * at) / hz));
const bytesOf = (pcm: Int16Array): Uint8Array => new Uint8Array(pcm.buffer);

function readAll(reader: SoundReader, bytes: Uint8Array, cuts: number[] = []): Buffer {
  const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
  const out = at.slice(1).map((end, index) => reader.take(bytes.subarray(at[index], end)));
  const all = Buffer.concat([...out, reader.end()]);
  reader.close();
  return all;
}

function rms(pcm: Int16Array): number {
  return Math.sqrt(pcm.reduce((sum, sample) => sum + sample * sample, 0) / pcm.length);
}

describe("what vendors send", () => {
  it.each([
    ["24 kHz samples", () => readPcm(24_000), bytesOf(tone(24_000))],
    ["a 22.05 kHz file", () => readWav(), wavOf(tone(22_050), 22_050)],
    ["a 16 kHz file", () => readWav(), wavOf(tone(16_000), 16_000)],
    ["a file in the place of samples", () => readPcm(24_000), wavOf(tone(16_000), 16_000)],
    ["8 kHz samples", () => readPcm(8_000), bytesOf(tone(8_000))],
  ] as const)("becomes a second of mu-law as loud as it was: %s", (_, reader, bytes) => {
    const heard = decodeMulaw(readAll(reader(), bytes));
    expect(heard).toHaveLength(8_000);
    expect(rms(heard)).toBeCloseTo(8_000 / Math.SQRT2, -3);
  });

  it("sounds the same however it is cut", () => {
    const bytes = bytesOf(tone(24_000).subarray(0, 2_400));
    const part = bytes.subarray(0, 4_800);
    const whole = readAll(readPcm(24_000), part);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: part.length }), { maxLength: 8 }), (cuts) => {
        expect(readAll(readPcm(24_000), part, cuts)).toEqual(whole);
      }),
    );
  });

  it("passes mu-law on, however short", () => {
    expect(readAll(readMulaw(), Uint8Array.of(0xff, 0x7f, 0xd5))).toEqual(
      Buffer.from([0xff, 0x7f, 0xd5]),
    );
    expect(readAll(readMulaw(), new Uint8Array(0))).toHaveLength(0);
  });

  it.each([
    ["half a sample", () => readPcm(24_000), new Uint8Array(4_801), "cut"],
    ["JSON for mu-law", () => readMulaw(), Buffer.from('{"e":1}'), "garbage"],
    ["JSON for samples", () => readPcm(24_000), Buffer.from('\n {"error": 1}'), "garbage"],
    ["a page for mu-law", () => readMulaw(), Buffer.from("<!DOCTYPE html>"), "garbage"],
    ["an Ogg file", () => readPcm(24_000), Buffer.from("OggS\u0000\u0002\u0000\u0000"), "garbage"],
    ["a file for mu-law", () => readMulaw(), wavOf(tone(8_000), 8_000), "garbage"],
    ["samples for a file", () => readWav(), new Uint8Array(64), "garbage"],
    ["a rate nobody has", () => readWav(), wavOf(tone(8_000), 96_000), "garbage"],
  ] as const)("refuses %s", (_, reader, bytes, fault) => {
    expect(() => readAll(reader(), bytes, [3])).toThrow(fault);
  });
});
