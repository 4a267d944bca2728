import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createUnsent } from "./unsent.ts";

const audio = (length: number, byte = 1): Uint8Array => new Uint8Array(length).fill(byte);

describe("audio on its way to a vendor", () => {
  it("waits for a batch, unless a message behind it waits, too", () => {
    const unsent = createUnsent(1_000, () => undefined);
    unsent.audio(audio(160));
    expect(unsent.next(320)).toBeNull();
    unsent.audio(audio(160, 2));
    expect(unsent.next(320)).toEqual(Uint8Array.from([...audio(160), ...audio(160, 2)]));
    unsent.audio(audio(10));
    unsent.message("done");
    expect(unsent.next(320)).toEqual(audio(10));
    expect(unsent.next(320)).toBe("done");
    expect(unsent.next(320)).toBeNull();
  });

  it("drops the oldest audio and no message, says so, and still knows when a word was said", () => {
    const lost: number[] = [];
    const unsent = createUnsent(160, (ms) => lost.push(ms));
    unsent.message("hello");
    unsent.audio(audio(80));
    unsent.message("done");
    unsent.audio(audio(80, 2));
    unsent.audio(audio(80, 3));
    expect(lost).toEqual([10]);
    expect([unsent.next(1), unsent.next(1)]).toEqual(["hello", "done"]);
    expect(unsent.next(160)).toEqual(Uint8Array.from([...audio(80, 2), ...audio(80, 3)]));
    expect(unsent.givenMs()).toBe(30);
    // The vendor's first millisecond is our eleventh.
    expect(unsent.heardAtMs(0)).toBe(10);
    expect(unsent.heardAtMs(20)).toBe(30);
  });

  it("says a message once where lost audio is all that stood between", () => {
    const unsent = createUnsent(80, () => undefined);
    unsent.message("done");
    unsent.audio(audio(80));
    unsent.message("done");
    unsent.audio(audio(80, 2));
    expect([unsent.next(80), unsent.next(80), unsent.next(80)]).toEqual([
      "done",
      audio(80, 2),
      null,
    ]);
  });

  it("stays bounded and maps every byte back to where it was said, whatever is lost", () => {
    type Step = { push: number } | { take: number };
    const steps = fc.array(
      fc.oneof(
        fc.record({ push: fc.integer({ min: 1, max: 60 }) }),
        fc.record({ take: fc.integer({ min: 1, max: 200 }) }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (given: Step[]) => {
        let lostMs = 0;
        const unsent = createUnsent(200, (ms) => {
          lostMs += ms;
        });
        let pushed = 0;
        const sent: number[] = [];
        const origin: number[] = [];
        for (const step of given) {
          if ("push" in step) {
            // Every byte carries its own place, as far as a byte can.
            unsent.audio(Uint8Array.from({ length: step.push }, (_, i) => (pushed + i) % 251));
            pushed += step.push;
          } else {
            const next = unsent.next(step.take);
            if (next instanceof Uint8Array) for (const byte of next) sent.push(byte);
          }
        }
        sent.forEach((byte, index) => {
          const place = Math.round(unsent.heardAtMs((index + 0.5) / 8) * 8 - 0.5);
          origin.push(place);
          expect(place % 251).toBe(byte);
        });
        expect(origin).toEqual(origin.toSorted((a, b) => a - b));
        expect(pushed - sent.length - Math.round(lostMs * 8)).toBeLessThanOrEqual(200);
      }),
    );
  });
});
