import { describe, expect, it } from "vitest";
import { concat, tone } from "../audio/tones.ts";
import { readWav, writeWav } from "../audio/wav.ts";
import { trimSilence } from "./trim.ts";

const silence = (ms: number): Int16Array => new Int16Array(ms * 8);

describe("trimming silence", () => {
  it.each([
    ["both ends", concat([silence(300), tone(500, 200), silence(500)]), 200],
    ["no middle", concat([tone(500, 100), silence(400), tone(500, 100)]), 600],
    ["all of a silent recording", silence(500), 0],
    ["nothing of an empty one", silence(0), 0],
  ])("cuts %s", (_what, pcm, ms) => {
    const { durationMs, wav } = trimSilence(writeWav(pcm, 1), 1);
    expect(Math.abs(durationMs - ms)).toBeLessThan(2);
    const read = readWav(wav);
    expect(read.kind === "sound" && read.samples.length / 8).toBe(durationMs);
  });

  it("keeps two channels together", () => {
    const stereo = new Int16Array(1_600);
    stereo.set([0, 9_000], 800);
    const { wav, durationMs } = trimSilence(writeWav(stereo, 2), 2);
    const read = readWav(wav);
    expect(read.kind === "sound" && [...read.samples]).toEqual([0, 9_000]);
    expect(durationMs).toBe(1 / 8);
  });

  it("leaves alone what it cannot read", () => {
    expect(trimSilence(new Uint8Array(10), 1).durationMs).toBe(0);
  });
});
