import { describe, expect, it } from "vitest";
import { toneFrame } from "../support/tone.ts";
import { readArgs } from "./args.ts";
import { toneBegins } from "./frame-words.ts";
import { quantile, timed } from "./samples.ts";
import { tableOf } from "./table.ts";

const baseline = { name: "nothing", samples: [1] };
const frame = (hz: number, amplitude: number, nth: number) => ({
  heard: toneFrame(hz, nth * 160, amplitude),
});

describe("a quantile", () => {
  it("is the smallest sample that the share does not exceed", () => {
    const samples = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect(quantile(samples, 0.5)).toBe(50);
    expect(quantile(samples, 0.95)).toBe(95);
    expect(quantile([7], 0.99)).toBe(7);
  });

  it("of nothing cannot be had", () => {
    expect(() => quantile([], 0.5)).toThrow("nothing was measured");
  });
});

describe("a goal", () => {
  const row = (samples: number[]) =>
    timed({ name: "it", samples, baseline, share: 0.95, goal: 10 });

  it("holds when one third of the run kept it, and tells the whole run's number", () => {
    expect(row([5, 5, 5, 50, 50, 50, 60, 60, 60])).toMatchObject({ value: 60, holds: true });
  });

  it("does not hold when no third kept it", () => {
    expect(row([5, 5, 50, 5, 5, 50, 5, 5, 50])).toMatchObject({ holds: false });
  });
});

describe("a tone at the caller's telephone", () => {
  it("begins with its first frame, after silence and another voice", () => {
    const frames = Array.from({ length: 30 }, (_, nth) =>
      frame(nth < 12 ? 700 : 440, nth < 6 ? 0 : 6000, nth),
    );
    expect(toneBegins(frames, 440)).toBe(12);
    expect(toneBegins(frames, 1000)).toBe(-1);
  });

  it("is more than a vowel that passes through its pitch", () => {
    const frames = Array.from({ length: 12 }, (_, nth) =>
      frame(nth % 4 === 0 ? 900 : 440, 6000, nth),
    );
    expect(toneBegins(frames, 440)).toBe(-1);
  });
});

describe("the command line", () => {
  it("chooses measures by name and refuses names there are none of", () => {
    expect(readArgs(["--only", "a", "--quick", "--json", "f"], ["a", "b"])).toEqual({
      isQuick: true,
      only: ["a"],
      json: "f",
    });
    expect(readArgs(["--soak", "20"], [])).toMatchObject({ soakMinutes: 20 });
    expect(() => readArgs(["--soak", "long"], [])).toThrow("minutes");
    expect(() => readArgs(["--only", "c"], ["a", "b"])).toThrow("Choose among: a, b.");
  });
});

describe("the table", () => {
  it("says plainly what does not hold and what was only told", () => {
    const told = timed({ name: "told", samples: [3], baseline, share: 0.5, goal: null });
    const missed = timed({ name: "missed", samples: [30], baseline, share: 0.5, goal: 10 });
    const lines = tableOf([told, missed]).split("\n");
    expect(lines[2]).toMatch(/told p50 +\| 3 ms +\| 1 ms \(nothing\) +\| — +\| — +\|/);
    expect(lines[3]).toMatch(/≤ 10 ms +\| NO +\|/);
    const enough = { ...missed, goal: 95, atLeast: true as const };
    expect(tableOf([enough])).toContain("≥ 95 ms");
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });
});
