import { mulaw } from "alawmulaw";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeMulaw, encodeMulaw } from "./mulaw.ts";

const everySample = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
const everyCode = Uint8Array.from({ length: 256 }, (_, index) => index);

test("every sample is encoded as an independent implementation encodes it", () => {
  expect(encodeMulaw(everySample)).toEqual(mulaw.encode(everySample));
});

test("every code is decoded as an independent implementation decodes it", () => {
  expect(decodeMulaw(everyCode)).toEqual(mulaw.decode(everyCode));
});

test("a decoded code encodes back to a code of the same sound", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (codes) => {
      const once = decodeMulaw(codes);
      expect(decodeMulaw(encodeMulaw(once))).toEqual(once);
    }),
  );
});
