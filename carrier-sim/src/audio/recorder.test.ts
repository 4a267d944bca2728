import fc from "fast-check";
import { expect, test } from "vitest";
import { createRecorder } from "./recorder.ts";
import { readWav } from "./wav.ts";

const frame = (value: number): Int16Array => new Int16Array(160).fill(value);

test("a recording has every frame in order, over any number of chunks", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 230 }), (frames) => {
      const recorder = createRecorder(2);
      for (let at = 0; at < frames; at += 1) recorder.write(frame(at), frame(-at));
      const { wav, durationMs } = recorder.stop();
      expect(durationMs).toBe(frames * 20);
      const read = readWav(wav);
      if (read.kind === "refused") return expect.fail(read.reason);
      expect(read.samples.length).toBe(frames * 320);
      for (let at = 0; at < frames; at += 1) {
        expect(read.samples[at * 320 + 318]).toBe(at);
        expect(read.samples[at * 320 + 319]).toBe(0 - at);
      }
    }),
    { numRuns: 20 },
  );
});

test("what comes after the bound or after the stop is not recorded", () => {
  const recorder = createRecorder(1, undefined, 10 * 320);
  for (let at = 0; at < 30; at += 1) recorder.write(frame(1), frame(1));
  const first = recorder.stop();
  recorder.write(frame(1), frame(1));
  expect(first.durationMs).toBe(200);
  expect(recorder.stop()).toBe(first);
});
