import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PEAKS, NotAudioError, waveformOf } from "./waveform.ts";

function wav(options: {
  frames: number;
  channels: number;
  sample: (frame: number, channel: number) => number;
  extra?: Buffer;
}): Buffer {
  const data = Buffer.alloc(options.frames * options.channels * 2);
  for (let frame = 0; frame < options.frames; frame += 1) {
    for (let channel = 0; channel < options.channels; channel += 1)
      data.writeInt16LE(options.sample(frame, channel), (frame * options.channels + channel) * 2);
  }
  const head = Buffer.alloc(36);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(options.channels, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000 * options.channels * 2, 28);
  head.writeUInt16LE(options.channels * 2, 32);
  head.writeUInt16LE(16, 34);
  const tag = Buffer.alloc(8);
  tag.write("data", 0);
  tag.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, options.extra ?? Buffer.alloc(0), tag, data]);
}

describe("waveform", () => {
  it("shows each channel where it speaks", () => {
    const shape = waveformOf(
      wav({
        frames: 16_000,
        channels: 2,
        sample: (frame, channel) => (frame < 8000 === (channel === 0) ? 16_384 : 0),
      }),
    );
    expect(shape.durationMs).toBe(2000);
    expect(shape.peaks[0]!.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 50));
    expect(shape.peaks[0]!.slice(20)).toEqual(Array.from({ length: 20 }, () => 0));
    expect(shape.peaks[1]!.slice(20)).toEqual(Array.from({ length: 20 }, () => 50));
  });

  it("skips chunks it does not know", () => {
    const list = Buffer.from("LIST\x04\x00\x00\x00abcd", "latin1");
    expect(
      waveformOf(wav({ frames: 800, channels: 1, sample: () => 3277, extra: list })).peaks,
    ).toEqual([[10, 10]]);
  });

  it("bounds the peaks of a long call", () => {
    expect(
      waveformOf(wav({ frames: 8000 * 200, channels: 1, sample: () => 1 })).peaks[0],
    ).toHaveLength(MAX_PEAKS);
  });

  it("says that what is no audio is no audio, whatever it is", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => waveformOf(Buffer.from(bytes))).toThrow(NotAudioError);
      }),
    );
  });
});
