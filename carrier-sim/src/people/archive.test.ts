import { describe, expect, it } from "vitest";
import { readWav } from "../audio/wav.ts";
import type { VoiceBank } from "../ports.ts";
import { renderCall } from "./archive.ts";

/** Says nothing but a level, 100 ms a word. */
const voices: VoiceBank = {
  speak: (text) =>
    Promise.resolve({
      pcm: new Int16Array(text.split(" ").length * 800).fill(1000),
      voice: "level",
      wordEndsMs: [],
    }),
  voiceFor: () => "level",
};

describe("an archived call", () => {
  it("puts every line at its time into its channel, cut by the next", async () => {
    const wav = await renderCall(
      {
        recordingSid: "RE",
        callSid: "CA",
        startedAtMs: 0,
        durationMs: 1000,
        language: "en-US",
        lines: [
          { atMs: 0, channel: 2, text: "one two three four five" },
          { atMs: 200, channel: 2, text: "one" },
          { atMs: 500, channel: 1, text: "one two" },
        ],
      },
      voices,
    );
    const read = readWav(wav);
    if (read.kind !== "sound") throw new Error(read.reason);
    const level = (atMs: number, channel: 1 | 2): number =>
      read.samples[atMs * 8 * 2 + channel - 1]!;
    expect(read.channels).toBe(2);
    expect(read.samples.length).toBe(16_000);
    expect([
      level(50, 2),
      level(50, 1),
      level(250, 2),
      level(350, 2),
      level(550, 1),
      level(550, 2),
      level(750, 1),
    ]).toEqual([1000, 0, 1000, 0, 1000, 0, 0]);
  });
});
