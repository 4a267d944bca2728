import { describe, expect, it } from "vitest";
import { createTurns } from "./turns.ts";

const signal = new AbortController().signal;

describe("turns", () => {
  it("lets two go at once and the others in order, one for one", async () => {
    const turns = createTurns(2, 9);
    const order: number[] = [];
    const takes = [1, 2, 3, 4].map(async (one) => {
      const giveBack = await turns.take(signal);
      order.push(one);
      return giveBack;
    });
    const first = await takes[0];
    await takes[1];
    expect(order).toEqual([1, 2]);
    first?.();
    // Given back twice it counts once.
    first?.();
    const third = await takes[2];
    expect(order).toEqual([1, 2, 3]);
    third?.();
    await takes[3];
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it("passes over who has gone away, and turns away who would wait too far behind", async () => {
    const turns = createTurns(1, 2);
    const giveBack = await turns.take(signal);
    const controller = new AbortController();
    const gone = turns.take(controller.signal);
    const waits = turns.take(signal);
    await expect(turns.take(signal)).rejects.toThrow("overloaded");
    controller.abort();
    await expect(gone).rejects.toThrow("aborted");
    await expect(turns.take(AbortSignal.abort())).rejects.toThrow("aborted");
    giveBack();
    (await waits)();
    expect(await turns.take(signal)).toBeTypeOf("function");
  });
});
