import { describe, expect, it } from "vitest";
import { createFramePairer } from "./frame-pairing.ts";
import { levelOf } from "./level.ts";
import { hearFrame, silentTrack, type SpeechTrack } from "./speech-spans.ts";

describe("levels", () => {
  it("run from silence to full scale, even in decibels", () => {
    expect(levelOf(0)).toBe(0);
    expect(levelOf(32_124)).toBe(100);
    expect(levelOf(32_124 / 1000)).toBe(0);
    expect(levelOf(Math.sqrt(32_124 * 32.124))).toBe(50);
  });
});

describe("who spoke when", () => {
  const speak = (track: SpeechTrack, from: number, to: number, rms: number): SpeechTrack => {
    let next = track;
    for (let at = from; at < to; at += 20) next = hearFrame(next, rms, at);
    return next;
  };

  it("begins a span after three loud frames, bridges pauses and ends it at the last loud frame", () => {
    let track = speak(silentTrack, 0, 40, 2_000);
    expect(track.spans).toEqual([]);
    track = speak(track, 40, 200, 2_000);
    track = speak(track, 200, 600, 10);
    track = speak(track, 600, 800, 2_000);
    expect(track.spans).toEqual([{ startMs: 0, endMs: null }]);
    track = speak(track, 800, 2_000, 10);
    expect(track.spans).toEqual([{ startMs: 0, endMs: 800 }]);
  });
});

describe("two tracks side by side", () => {
  const frame = (byte: number): Uint8Array => new Uint8Array(160).fill(byte);

  it("waits for the slower track, fills what is missing with silence and drops what is late", () => {
    const pairer = createFramePairer();
    expect(pairer.add("caller", 0, frame(1))).toEqual([]);
    expect(pairer.add("caller", 1, frame(2))).toEqual([]);
    const pairs = pairer.add("other", 1, frame(3));
    expect(pairs.map((pair) => [pair.index, pair.caller[0], pair.other[0]])).toEqual([
      [0, 1, 0xff],
      [1, 2, 3],
    ]);
    expect(pairer.add("other", 0, frame(9))).toEqual([]);
  });

  it("goes on with one track when the other stays away, holding at most eight frames", () => {
    const pairer = createFramePairer();
    const out = Array.from({ length: 20 }, (_, index) => pairer.add("other", index, frame(5)));
    expect(out.flat().map((pair) => pair.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
