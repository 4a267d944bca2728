import { expect, it } from "vitest";
import { mixed, readAudioFrame } from "./audio-frame.ts";

function wire(): Uint8Array {
  const bytes = new Uint8Array(24 + 320);
  bytes.set(Uint8Array.from({ length: 16 }, (_, i) => i * 16 + 1));
  const view = new DataView(bytes.buffer);
  view.setUint32(16, 4_000_000_000);
  view.setUint32(20, 61_040);
  bytes.fill(0x80, 24, 184);
  bytes.fill(0xff, 184);
  return bytes;
}

it("reads call, sequence, time and both tracks", () => {
  const frame = readAudioFrame(wire());
  expect(frame).toMatchObject({
    callId: "01112131-4151-6171-8191-a1b1c1d1e1f1",
    sequence: 4_000_000_000,
    atMs: 61_040,
  });
  expect(frame?.caller).toHaveLength(160);
  expect(frame?.other[0]).toBe(0xff);
});

it("refuses what does not have the documented length", () => {
  expect(readAudioFrame(wire().subarray(1))).toBeNull();
});

it("decodes mu-law: 0xff is silence, 0x80 the loudest", () => {
  const samples = mixed(readAudioFrame(wire())!);
  expect(samples[0]).toBeCloseTo(32_124 / 32_768, 4);
  expect(
    mixed({ caller: new Uint8Array(1).fill(0xff), other: new Uint8Array(1).fill(0xff) })[0],
  ).toBeCloseTo(0);
  expect(
    mixed({ caller: new Uint8Array(1).fill(0x00), other: new Uint8Array(1).fill(0x00) })[0],
  ).toBe(-1);
});
