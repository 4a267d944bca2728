import { describe, expect, it } from "vitest";
import { costLines } from "./cost.ts";

const prices: Record<string, number> = {
  inbound: 0.012,
  outbound: 0.024,
  recording: 0.004,
  storage: 0.02,
  model_input: 0.0000001,
  model_output: 0.0000005,
};
const priceOf = (kind: string): number => prices[kind] ?? 0;
const nothing = { recordings: 0, inputTokens: 0, outputTokens: 0 };

describe("what a call costs", () => {
  it.each([
    [0, 0],
    [1, 0.012],
    [60, 0.012],
    [61, 0.024],
    [3599, 0.72],
  ])("counts started minutes: %i s cost %f", (durationSeconds, total) => {
    const usage = { direction: "inbound", durationSeconds, ...nothing } as const;
    expect(costLines(usage, priceOf, "EUR").total).toBe(total);
  });

  it("adds recordings by minute and by piece, and tokens, without crumbs of binary fractions", () => {
    const cost = costLines(
      {
        direction: "outbound",
        durationSeconds: 125,
        recordings: 1,
        inputTokens: 10_000,
        outputTokens: 1000,
      },
      priceOf,
      "EUR",
    );
    expect(cost.lines.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["outbound", 0.072],
      ["recording", 0.012],
      ["storage", 0.02],
      ["model", 0.0015],
    ]);
    expect(cost).toMatchObject({ total: 0.1055, currency: "EUR", simulated: true });
  });
});
