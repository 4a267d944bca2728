import fc from "fast-check";
import { expect, test } from "vitest";
import { createClipCache } from "./clip-cache.ts";

const clip = (samples: number) => ({
  pcm: new Int16Array(samples),
  voice: "tone",
  wordEndsMs: [],
});

test("the clips used longest ago go first, and the size is kept", () => {
  const size = 2 * 100 + 200;
  const cache = createClipCache(3 * size);
  for (const key of ["a", "b", "c"]) cache.set(key, clip(100));
  cache.get("a");
  cache.set("d", clip(100));
  expect(["a", "b", "c", "d"].filter((key) => cache.get(key) !== undefined)).toEqual([
    "a",
    "c",
    "d",
  ]);
});

test("whatever is kept, it is what was put there last", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.nat(2_000))), (puts) => {
      const cache = createClipCache(5_000);
      const latest = new Map<string, number>();
      for (const [key, samples] of puts) {
        cache.set(key, clip(samples));
        latest.set(key, samples);
      }
      let bytes = 0;
      for (const [key, samples] of latest) {
        const kept = cache.get(key);
        if (kept === undefined) continue;
        expect(kept.pcm.length).toBe(samples);
        bytes += kept.pcm.byteLength;
      }
      expect(bytes).toBeLessThanOrEqual(5_000);
    }),
  );
});
