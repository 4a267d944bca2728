import { describe, expect, it } from "vitest";
import { createAligner, type Alignment } from "./alignment.ts";

/** Every character takes 10 ms. */
const chunk = (text: string | string[]): Alignment => {
  const chars = [...text];
  return {
    chars,
    startsMs: chars.map((_, index) => index * 10),
    durationsMs: chars.map(() => 10),
  };
};

describe("where in the text the sound is", () => {
  it("tells the ends of words, from chunk to chunk", () => {
    const align = createAligner("Hi, you there.");
    expect(align(chunk("Hi, yo"), 0)).toEqual([{ type: "timing", ms: 20, chars: 2 }]);
    expect(align(chunk("u there. "), 100)).toEqual([
      { type: "timing", ms: 110, chars: 7 },
      { type: "timing", ms: 170, chars: 13 },
    ]);
  });

  it.each([
    ["a blank before the text", "Hi you", " Hi you"],
    ["blanks left out", "Hi, you", "Hiyou"],
    ["characters of its own", "Hi you", "Hi~ you"],
    ["letters of two halves", "𝒳y you", ["𝒳", "y", " ", "y", "o", "u"]],
  ])("puts up with %s", (_, text, chars) => {
    const ends = createAligner(text)(chunk(chars), 0).map((timing) => timing.chars);
    expect(ends).toEqual([text.search(/[, ]/u), text.length]);
  });

  it("claims nothing of another text, and nothing that goes back in time", () => {
    expect(createAligner("Hi you")(chunk("wrong words"), 0)).toEqual([]);
    const align = createAligner("Hi you there");
    expect(align(chunk("Hi "), 500)).toHaveLength(1);
    expect(align(chunk("you "), 0)).toEqual([]);
    expect(align({ chars: ["t"], startsMs: [], durationsMs: [] }, 900)).toEqual([]);
  });
});
