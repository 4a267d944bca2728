import fc from "fast-check";
import { expect, it } from "vitest";
import { createAudioRing } from "./audio-ring.ts";
import { isNearSilence } from "./loudness.ts";

it("keeps the newest audio at its place, whatever the pieces it came in", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 });
  fc.assert(
    fc.property(pieces, fc.nat(400), fc.nat(400), (given, from, to) => {
      const ring = createAudioRing(64);
      for (const piece of given) ring.push(piece);
      const all = given.flatMap((piece) => [...piece]);
      expect(ring.end()).toBe(all.length);
      expect(ring.start()).toBe(Math.max(0, all.length - 64));
      expect([...ring.slice(from, to)]).toEqual(all.slice(Math.max(from, ring.start()), to));
    }),
  );
});

it("tells a voice from a line that only hisses, even where the voice is short", () => {
  const hiss = Uint8Array.from({ length: 8_000 }, (_, index) => (index % 2 === 0 ? 0xfb : 0x7b));
  expect(isNearSilence(hiss)).toBe(true);
  const word = hiss.slice();
  for (let index = 4_000; index < 5_600; index += 1) word[index] = index % 20 < 10 ? 0xb0 : 0x30;
  expect(isNearSilence(word)).toBe(false);
  expect(isNearSilence(new Uint8Array(0))).toBe(true);
});
