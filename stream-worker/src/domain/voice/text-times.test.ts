import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Piece } from "./state.ts";
import { charsBy, wholeWords } from "./text-times.ts";

function sound(text: string, voicedToMs: number, more: Partial<Piece> = {}): Piece {
  return {
    id: 1,
    gen: 1,
    text,
    asked: true,
    startMs: 0,
    ms: voicedToMs + 400,
    complete: true,
    voicedFromMs: 0,
    voicedToMs,
    timings: [],
    sentMs: 0,
    reported: 0,
    ...more,
  };
}
const heard = (piece: Piece, ms: number): string =>
  piece.text.slice(0, wholeWords(piece.text, charsBy(piece, ms))).trim();

describe("the words of a sound whose voice tells no times", () => {
  // Two words of the same length: the first is over in the middle, whatever stands behind the second.
  it.each(["Seven eight", "Seven eight.", "Seven eight?!", "Seven eight … "])(
    "%j are told by the letters, not by the silence behind them",
    (text) => {
      const piece = sound(text, 1_000);
      expect([400, 600, 980].map((ms) => heard(piece, ms))).toEqual(["", "Seven", "Seven"]);
      expect(heard(piece, 1_000)).toBe(text.trim());
    },
  );

  it("are told rather too late than too early", () => {
    const piece = sound("Seven eight", 1_000);
    const told = Array.from({ length: 50 }, (_, at) => at * 20).find(
      (ms) => heard(piece, ms) === "Seven",
    );
    expect(told).toBeGreaterThanOrEqual(520);
    expect(told).toBeLessThanOrEqual(580);
  });

  it("never go back, and are all told at its end", () => {
    const text = fc.stringMatching(/^[a-zäö0-9]{1,6}( [a-zäö0-9]{1,6}[,.]?){0,8}$/u);
    fc.assert(
      fc.property(text, fc.integer({ min: 100, max: 5_000 }), (said, ms) => {
        const piece = sound(said, ms);
        const told = Array.from({ length: 30 }, (_, at) => charsBy(piece, (at * ms) / 29));
        expect(told).toEqual(told.toSorted((a, b) => a - b));
        expect(told.at(-1)).toBe(said.length);
      }),
    );
  });
});

describe("the words of a sound whose voice tells their times", () => {
  it("are told then", () => {
    const timings = [
      { ms: 200, chars: 5 },
      { ms: 900, chars: 11 },
    ];
    const piece = sound("Seven eight.", 1_000, { timings });
    expect([180, 200, 880, 900].map((ms) => heard(piece, ms))).toEqual([
      "",
      "Seven",
      "Seven",
      "Seven eight",
    ]);
  });
});
