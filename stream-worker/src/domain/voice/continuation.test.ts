import { describe, expect, it } from "vitest";
import { continueFrom, paceOf } from "./continuation.ts";
import { MS_PER_LETTER } from "./text-times.ts";

const TEXT = "One two, three. Four";
const left = (ms: number, timings: { ms: number; chars: number }[] = []): string =>
  TEXT.slice(continueFrom(TEXT, ms, timings, 100));

describe("where another voice goes on", () => {
  it.each([
    [0, "One two, three. Four"],
    [299, "One two, three. Four"],
    [300, "two, three. Four"],
    [639, "two, three. Four"],
    [640, "three. Four"],
    [979, "three. Four"],
    [1_479, "three. Four"],
    [1_480, "Four"],
    [9_999, ""],
  ])("by its pace, after %i ms: %j", (ms, expected) => {
    expect(left(ms)).toBe(expected);
  });

  it("by the voice's own times where it told them, and no further", () => {
    const timings = [
      { ms: 500, chars: 3 },
      { ms: 900, chars: 7 },
    ];
    expect(left(499, timings)).toBe("One two, three. Four");
    expect(left(899, timings)).toBe("two, three. Four");
    expect(left(5_000, timings)).toBe("three. Four");
  });

  it.each([
    ["I can't", 3, 2],
    ["I can't", 5, 2],
    ["3,5 Grad", 1, 0],
    ["(yes) no", 4, 6],
    ["yes", 3, 3],
  ])("never within a word: %j after %i characters goes on at %i", (text, chars, expected) => {
    expect(continueFrom(text, 100, [{ ms: 100, chars }], 100)).toBe(expected);
  });

  it("leaves what belongs to the next word", () => {
    expect("Costs €5".slice(continueFrom("Costs €5", 500, [], 100))).toBe("€5");
  });
});

describe("a voice's pace", () => {
  it.each([
    ["aaaa", 320, 80],
    ["aaaa", 9_000, 120],
    ["aaaa", 1, 40],
    ["—", 90, 40],
    ["", 500, MS_PER_LETTER],
  ])("of %j in %i ms is %i", (text, ms, expected) => {
    expect(paceOf(text, ms)).toBe(expected);
  });
});
