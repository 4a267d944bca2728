import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pastDetail } from "../../test-support/past.ts";
import { idOf } from "../../test-support/people.ts";
import { median, summaryOf } from "./summary-model.ts";

describe("how the bot did on a call", () => {
  const detail = pastDetail(Date.parse("2026-11-20T12:00:00.000Z"));

  it("is counted from what was said and told", () => {
    expect(summaryOf(detail)).toEqual({
      waits: [460, 900, 1_700, 3_400],
      medianMs: 1_300,
      slowest: { ms: 3_400, utteranceId: idOf("marta-5"), atMs: 31_200 },
      interruptions: 1,
      said: 5,
      cut: 2,
      tools: 4,
      toolsFailed: 1,
      ears: 0,
      voice: 1,
      engine: 0,
    });
  });

  it("leaves turns without a spoken answer out of the waits", () => {
    const events = detail.events.map((event) =>
      event.type === "turn.measured" ? { ...event, turn: { ...event.turn, totalMs: null } } : event,
    );
    expect(summaryOf({ ...detail, events })).toMatchObject({
      waits: [],
      medianMs: null,
      slowest: null,
    });
  });

  it("is nothing where no bot spoke", () => {
    const utterances = detail.utterances.filter((one) => one.speaker !== "bot");
    expect(summaryOf({ ...detail, utterances })).toBeNull();
  });
});

it("the median has as many waits below as above", () => {
  expect(median([])).toBeNull();
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 1 }), (waits) => {
      const middle = median(waits.toSorted((one, other) => one - other))!;
      const below = waits.filter((ms) => ms < middle).length;
      const above = waits.filter((ms) => ms > middle).length;
      expect(below).toBeLessThanOrEqual(waits.length / 2);
      expect(above).toBeLessThanOrEqual(waits.length / 2);
    }),
  );
});
