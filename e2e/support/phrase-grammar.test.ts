import { expect, test } from "vitest";
import { phraseGrammar } from "./phrase-grammar.ts";

const grammar = phraseGrammar([
  "It's 27 Camden Street, Springfield.",
  "Yes, that's right.",
  "Yes, please.",
  "Call me on 202 0142.",
]);

test("phrases become rules of a dictionary's words, numbers in every reading", () => {
  expect(grammar.jsgf).toContain("| yes that's right\n");
  expect(grammar.jsgf).toContain("it's (two seven | twenty seven) camden street springfield");
  expect(grammar.jsgf).toContain(
    "call me on (two zero two | two oh two | two hundred two | two hundred and two) (zero one four two | oh one four two);",
  );
  expect(grammar.words).toContain("hundred");
  expect(grammar.words).not.toContain("27");
});

test.each([
  ["it's twenty seven camden street springfield", "It's 27 Camden Street, Springfield."],
  ["call me on two hundred and two oh one four two", "Call me on 202 0142."],
  ["yes please yes that's right", "Yes, please. Yes, that's right."],
  ["it's two seven camden", "It's 27 Camden"],
  ["it's twenty", "It's"],
  ["", ""],
  ["camden", ""],
])("%j is read back as %j", (recognised, written) => {
  expect(grammar.read(recognised.split(" ").filter((word) => word !== ""))).toBe(written);
});
