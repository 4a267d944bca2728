import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createJitterBuffer } from "./jitter-buffer.ts";

const frame = (value: number): Uint8Array => new Uint8Array(160).fill(value % 256);

describe("the jitter buffer", () => {
  test("waits for two frames, then plays in order across the wrap of sequence numbers", () => {
    const buffer = createJitterBuffer();
    buffer.push(0xffff, frame(1));
    expect(buffer.pop()).toBeUndefined();
    buffer.push(0, frame(2));
    buffer.push(1, frame(3));
    expect([buffer.pop(), buffer.pop(), buffer.pop()].map((popped) => popped?.[0])).toEqual([
      1, 2, 3,
    ]);
  });

  test("puts swapped packets right and plays silence for a lost one", () => {
    const buffer = createJitterBuffer();
    for (const sequence of [10, 12, 11, 14]) buffer.push(sequence, frame(sequence));
    const played = Array.from({ length: 5 }, () => buffer.pop()?.[0]);
    expect(played).toEqual([10, 11, 12, undefined, 14]);
    expect(buffer.stats()).toMatchObject({ lost: 1, late: 0 });
  });

  test("a packet after its turn is dropped", () => {
    const buffer = createJitterBuffer();
    for (const sequence of [1, 2, 3]) buffer.push(sequence, frame(sequence));
    buffer.pop();
    buffer.push(1, frame(99));
    expect(buffer.pop()?.[0]).toBe(2);
    expect(buffer.stats().late).toBe(1);
  });

  test("an underrun makes it wait longer, calm makes it shorter again", () => {
    const buffer = createJitterBuffer();
    let sequence = 0;
    const push = (count: number): void => {
      for (let i = 0; i < count; i += 1) buffer.push((sequence += 1), frame(1));
    };
    push(2);
    for (let i = 0; i < 3; i += 1) buffer.pop();
    expect(buffer.stats()).toMatchObject({ underruns: 1, target: 3 });
    push(8);
    for (let i = 0; i < 700; i += 1) {
      buffer.pop();
      push(1);
    }
    expect(buffer.stats().target).toBe(2);
    expect(buffer.stats().depth).toBeLessThanOrEqual(3);
  });

  test("a burst never grows it past 300 ms", () => {
    const buffer = createJitterBuffer();
    for (let sequence = 0; sequence < 50; sequence += 1) buffer.push(sequence, frame(sequence));
    expect(buffer.stats().depth).toBe(15);
    expect(buffer.pop()?.[0]).toBe(35);
  });

  test("a stream that starts over is followed", () => {
    const buffer = createJitterBuffer();
    for (const sequence of [30_000, 30_001, 5, 6]) buffer.push(sequence, frame(sequence));
    expect(buffer.pop()?.[0]).toBe(5);
  });

  test("any order of pushes and pops keeps it bounded and never replays a frame", () => {
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.integer({ min: 0, max: 0xffff })), { maxLength: 300 }),
        (steps) => {
          const buffer = createJitterBuffer();
          for (const step of steps) {
            if (step === null) buffer.pop();
            else buffer.push(step, frame(step));
            const { depth } = buffer.stats();
            expect(depth).toBeGreaterThanOrEqual(0);
            expect(depth).toBeLessThanOrEqual(15);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
