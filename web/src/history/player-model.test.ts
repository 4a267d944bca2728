import type { RecordingView } from "@patchbay/contracts";
import { expect, it } from "vitest";
import { filtersOf, queryOf } from "./filters.ts";
import { lanesOf, neighbour, ticks } from "./player-model.ts";

const recording: RecordingView = {
  id: "00000000-0000-4000-8000-000000000001",
  status: "ready",
  startedMs: 1_000,
  durationMs: 10_000,
  channels: 2,
  peaks: [Array.from({ length: 10 }, () => 50), Array.from({ length: 10 }, (_, i) => i * 10)],
};

it("the second channel is cut into lanes by who held the call", () => {
  const lanes = lanesOf(recording, [
    { hand: "bot", name: null, fromMs: 0, toMs: 6_000 },
    { hand: "operator", name: "Nora", fromMs: 6_000, toMs: 11_000 },
  ]);
  expect(lanes.map((lane) => lane.hand)).toEqual(["caller", "bot", "operator"]);
  expect([...lanes[1]!.peaks].map((p) => Math.round(p * 100))).toEqual([
    0, 10, 20, 30, 40, 0, 0, 0, 0, 0,
  ]);
  expect([...lanes[2]!.peaks].map((p) => Math.round(p * 100))).toEqual([
    0, 0, 0, 0, 0, 50, 60, 70, 80, 90,
  ]);
});

it("next and previous go to the starts of utterances", () => {
  const said = [0, 4_000, 9_000].map((startedMs) => ({ startedMs }));
  expect(neighbour(said, 4_000, 1)).toBe(9_000);
  expect(neighbour(said, 9_000, 1)).toBeNull();
  expect(neighbour(said, 6_000, -1)).toBe(4_000);
  expect(neighbour(said, 4_500, -1)).toBe(0);
});

it("the ruler has few, round times and the end", () => {
  expect(ticks(0, 96_000)).toEqual([0, 15_000, 30_000, 45_000, 60_000, 75_000, 96_000]);
  expect(ticks(8_000, 27_500)).toEqual([8_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_500]);
  expect(ticks(0, 3_600_000).length).toBeLessThanOrEqual(10);
});

it("filters in the address become the question to the api", () => {
  const filters = filtersOf(
    new URLSearchParams("direction=inbound&from=2026-11-20&to=nonsense&number=%2B49 221&other=x"),
  );
  expect(filters).toEqual({
    direction: "inbound",
    from: "2026-11-20",
    to: "nonsense",
    number: "+49 221",
  });
  const query = queryOf(filters, "next");
  expect(query.get("from")).toBe(new Date("2026-11-20T00:00:00.000").toISOString());
  expect(query.has("to")).toBe(false);
  expect(query.get("number")).toBe("+49221");
  expect(query.get("cursor")).toBe("next");
});
