import { expect, it } from "vitest";
import { wavOf } from "./wav.ts";

it("writes a header that says exactly what follows, and samples in little endian", () => {
  const wav = wavOf(Int16Array.of(0, 1, -1, 32_767, -32_768), 8_000);
  const view = new DataView(wav.buffer);
  const tag = (at: number): string => Buffer.from(wav.subarray(at, at + 4)).toString();
  expect([tag(0), tag(8), tag(12), tag(36)]).toEqual(["RIFF", "WAVE", "fmt ", "data"]);
  expect(view.getUint32(4, true)).toBe(wav.length - 8);
  expect({
    format: view.getUint16(20, true),
    channels: view.getUint16(22, true),
    rate: view.getUint32(24, true),
    bytesPerSecond: view.getUint32(28, true),
    bits: view.getUint16(34, true),
    dataBytes: view.getUint32(40, true),
  }).toEqual({
    format: 1,
    channels: 1,
    rate: 8_000,
    bytesPerSecond: 16_000,
    bits: 16,
    dataBytes: 10,
  });
  expect([...wav.subarray(44)]).toEqual([0, 0, 1, 0, 255, 255, 255, 127, 0, 128]);
});
