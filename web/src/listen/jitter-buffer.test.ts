import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JitterBuffer } from "./jitter-buffer.ts";

const frame = (sequence: number) => ({
  sequence,
  samples: new Float32Array(160).fill(sequence / 1000),
});

function pulled(buffer: JitterBuffer): number {
  const out = new Float32Array(160);
  buffer.pull(out);
  return Math.round((out[0] ?? 0) * 1000);
}

describe("the listening buffer", () => {
  it("waits for three frames, then plays in order", () => {
    const buffer = new JitterBuffer();
    buffer.push(frame(7));
    buffer.push(frame(9));
    expect(pulled(buffer)).toBe(0);
    buffer.push(frame(8));
    expect([pulled(buffer), pulled(buffer), pulled(buffer)]).toEqual([7, 8, 9]);
  });

  it("drops frames that come after their turn", () => {
    const buffer = new JitterBuffer();
    for (const n of [5, 6, 7]) buffer.push(frame(n));
    pulled(buffer);
    pulled(buffer);
    buffer.push(frame(5));
    expect(buffer.report()).toMatchObject({ late: 1, played: 2 });
  });

  it("hides one missing frame with half of the last, and is silent for more", () => {
    const buffer = new JitterBuffer();
    for (const n of [10, 12, 15]) buffer.push(frame(n));
    expect(Array.from({ length: 6 }, () => pulled(buffer))).toEqual([10, 5, 12, 6, 0, 15]);
    expect(buffer.report().lost).toBe(3);
  });

  it("comes back to the present when it falls behind", () => {
    const buffer = new JitterBuffer();
    for (let n = 1; n <= 40; n += 1) buffer.push(frame(n));
    expect(buffer.report().waiting).toBeLessThanOrEqual(20);
    expect(pulled(buffer)).toBeGreaterThan(15);
  });

  it("starts over when the sender does", () => {
    const buffer = new JitterBuffer();
    for (let n = 900; n < 904; n += 1) buffer.push(frame(n));
    pulled(buffer);
    for (let n = 1; n < 4; n += 1) buffer.push(frame(n));
    expect(pulled(buffer)).toBe(1);
  });

  it("is bounded and plays nothing twice or backwards, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constant(0)), { maxLength: 300 }),
        (steps) => {
          const buffer = new JitterBuffer();
          let last = 0;
          for (const step of steps) {
            if (step > 0) buffer.push(frame(step));
            else {
              const { played } = buffer.report();
              const heard = pulled(buffer);
              // What was not played is an echo of the last frame, or silence.
              if (buffer.report().played === played) continue;
              expect(heard).toBeGreaterThan(last);
              last = heard;
            }
            expect(buffer.report().waiting).toBeLessThanOrEqual(21);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
