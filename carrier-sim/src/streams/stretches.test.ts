import { describe, expect, it } from "vitest";
import { createStretcher, heardWords } from "./stretches.ts";

describe("stretches", () => {
  it.each<[string, string[], string[]]>([
    [
      "are sentences",
      ["Hello", " there. How", " are you? ", "Fine"],
      ["Hello there.", "How are you?", "Fine"],
    ],
    [
      "wait for the space after a stop",
      ["It is 3.", "5 bar. ", "Good."],
      ["It is 3.5 bar.", "Good."],
    ],
    [
      "join a short stop to what follows",
      ["Dr. Who is here. ", "Yes."],
      ["Dr. Who is here.", "Yes."],
    ],
    [
      "are clauses where a sentence is long",
      [
        "I have noted that your heating has been cold since yesterday evening, and that you would like somebody to come",
      ],
      [
        "I have noted that your heating has been cold since yesterday evening,",
        "and that you would like somebody to come",
      ],
    ],
  ])("%s", (_what, tokens, expected) => {
    const stretcher = createStretcher();
    const found = tokens.flatMap((token) => stretcher.push(token));
    expect([...found, ...stretcher.flush(true)]).toEqual(expected);
    expect(stretcher.pending()).toBe(false);
  });

  it("flush only whole words while more may come", () => {
    const stretcher = createStretcher();
    stretcher.push("one two thr");
    expect(stretcher.flush(false)).toEqual(["one two"]);
    stretcher.push("ee. ");
    expect(stretcher.flush(true)).toEqual([]);
  });

  it("lose no text, whatever its length", () => {
    const stretcher = createStretcher();
    const long = "word ".repeat(400);
    expect([...stretcher.push(long), ...stretcher.flush(true)].join(" ")).toBe(long.trim());
  });
});

describe("heard words", () => {
  it.each([
    [0, ""],
    [299, ""],
    [300, "one"],
    [650, "one two"],
    [5000, "one two three"],
  ])("after %d ms", (ms, heard) => {
    expect(heardWords("one two three", [300, 600, 900], ms)).toBe(heard);
  });
});
