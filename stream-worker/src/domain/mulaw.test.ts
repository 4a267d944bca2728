import alawmulaw from "alawmulaw";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeMulaw, encodeMulaw, energyOf, MULAW_SILENCE } from "./mulaw.ts";

const everySample = Int16Array.from({ length: 65_536 }, (_, index) => index - 32_768);
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);

describe("mu-law", () => {
  it("encodes every 16-bit sample as an independent implementation does", () => {
    expect(encodeMulaw(everySample)).toEqual(alawmulaw.mulaw.encode(everySample));
  });

  it("decodes every byte as an independent implementation does", () => {
    // Its `decodeSample` knows a negative zero for 0x7f; in 16 bits both are 0.
    expect(decodeMulaw(everyByte)).toEqual(alawmulaw.mulaw.decode(everyByte));
  });

  it("gives back every byte it decoded, but for the two zeros that are one", () => {
    const again = encodeMulaw(decodeMulaw(everyByte));
    const changed = everyByte.filter((byte) => again[byte] !== byte);
    expect([...changed]).toEqual([0x7f]);
    expect(again[0x7f]).toBe(MULAW_SILENCE);
  });

  it("never turns louder into quieter", () => {
    fc.assert(
      fc.property(fc.int16Array({ minLength: 2, maxLength: 2 }), (pair) => {
        const [low = 0, high = 0] = pair.toSorted();
        const [first = 0, second = 0] = decodeMulaw(encodeMulaw(Int16Array.of(low, high)));
        expect(first).toBeLessThanOrEqual(second);
      }),
    );
  });

  it("measures the energy of what it would decode", () => {
    const sum = decodeMulaw(everyByte).reduce((total, sample) => total + sample * sample, 0);
    expect(energyOf(everyByte)).toBe(sum);
  });
});
