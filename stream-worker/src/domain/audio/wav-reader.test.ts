import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeMulaw } from "../mulaw.ts";
import { wavOf } from "./wav.ts";
import { createWavReader, type WavPiece } from "./wav-reader.ts";

const SPEECH = Int16Array.from({ length: 300 }, (_, index) => (index * 7_919) % 20_000);

function chunk(tag: string, body: Uint8Array, size = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(tag, 0, "latin1");
  head.writeUInt32LE(size, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function fmt({ encoding = 1, channels = 1, rateHz = 22_050, bits = 16, extra = 0 } = {}): Buffer {
  const body = Buffer.alloc(16 + extra);
  body.writeUInt16LE(extra > 0 ? 0xfffe : encoding, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rateHz, 4);
  body.writeUInt32LE((rateHz * channels * bits) / 8, 8);
  body.writeUInt16LE((channels * bits) / 8, 12);
  body.writeUInt16LE(bits, 14);
  if (extra > 0) body.writeUInt16LE(encoding, 24);
  return chunk("fmt ", body);
}

function riff(...chunks: Uint8Array[]): Buffer {
  return Buffer.concat([Buffer.from("RIFF\xff\xff\xff\xffWAVE", "latin1"), ...chunks]);
}

function bytesOf(pcm: Int16Array): Buffer {
  return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

/** Read in pieces of these sizes, over and over. */
function readIn(file: Uint8Array, sizes: readonly number[]): { pcm: number[]; last: WavPiece } {
  const reader = createWavReader();
  const pcm: number[] = [];
  let last: WavPiece = { kind: "more" };
  for (let at = 0, turn = 0; at < file.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    last = reader.push(file.subarray(at, at + size));
    if (last.kind === "sound") pcm.push(...last.pcm);
    at += size;
  }
  return { pcm, last };
}

describe("a WAV file read while it comes", () => {
  it("gives the same samples however the network cuts it", () => {
    const file = wavOf(SPEECH, 16_000);
    const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(sizes, (cut) => {
        const { pcm, last } = readIn(file, cut);
        expect(pcm).toEqual([...SPEECH]);
        expect(last).toMatchObject({ kind: "sound", rateHz: 16_000 });
      }),
    );
  });

  const data = bytesOf(SPEECH);
  const stereo = Int16Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 100 : 300));
  const expected = [...SPEECH];
  it.each<[string, Uint8Array, number[]]>([
    ["of a pipe's writer that announces 0 bytes", riff(fmt(), chunk("data", data, 0)), expected],
    ["that announces 4 GB", riff(fmt(), chunk("data", data, 0xffff_ffff)), expected],
    ["that announces more than comes", riff(fmt(), chunk("data", data, 0x7fff_f000)), expected],
    [
      "with notes before and after its sound",
      riff(
        chunk("LIST", Buffer.alloc(27)),
        fmt(),
        chunk("fact", Buffer.alloc(4)),
        chunk("data", data),
        chunk("LIST", Buffer.alloc(30, 9)),
      ),
      expected,
    ],
    ["with the longer format", riff(fmt({ extra: 24 }), chunk("data", data)), expected],
    [
      "in stereo",
      riff(fmt({ channels: 2 }), chunk("data", bytesOf(stereo))),
      Array.from({ length: 100 }, () => 200),
    ],
    [
      "of 8 bits",
      riff(fmt({ bits: 8 }), chunk("data", Uint8Array.of(0, 128, 255))),
      [-32_768, 0, 32_512],
    ],
    [
      "of mu-law",
      riff(fmt({ encoding: 7, bits: 8 }), chunk("data", encodeMulaw(Int16Array.of(0, 924, -924)))),
      [0, 924, -924],
    ],
  ])("reads one %s", (_, file, samples) => {
    expect(readIn(file, [7]).pcm).toEqual(samples);
  });

  it.each<[string, Uint8Array, RegExp]>([
    ["a page of HTML", Buffer.from("<!doctype html><title>Sign in</title>"), /RIFF/],
    ["float samples", riff(fmt({ encoding: 3, bits: 32 })), /encoding 3 of 32 bits/],
    ["six channels", riff(fmt({ channels: 6 })), /6 channels/],
    ["an impossible rate", riff(fmt({ rateHz: 1 })), /1 samples a second/],
    ["sound without a format", riff(chunk("data", data)), /before its format/],
    ["notes without end", riff(chunk("LIST", Buffer.alloc(70_000), 1e9)), /no sound/],
  ])("refuses %s, and what follows", (_, file, reason) => {
    const reader = createWavReader();
    const refused = { kind: "refused", reason: expect.stringMatching(reason) as string };
    expect(reader.push(file)).toEqual(refused);
    expect(reader.push(wavOf(SPEECH, 8_000))).toEqual(refused);
  });

  it("survives any bytes", () => {
    const header = riff(fmt(), chunk("data", data));
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(60), (noise, at) => {
        const file = Buffer.from(header);
        file.set(noise, at);
        expect(["sound", "more", "refused"]).toContain(readIn(file, [33]).last.kind);
      }),
    );
  });
});
