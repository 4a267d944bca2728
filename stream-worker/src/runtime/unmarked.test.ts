import { expect, it } from "vitest";
import { createUnmarked } from "./unmarked.ts";

it.each([
  ["marks of a text that is read", ["**Good** `morning`, _", "caller_"], "Good morning, caller"],
  [
    "a note that a model writes as we do",
    ["Yes. [The caller ", "is silent.] ", "Where?"],
    "Yes.  Where?",
  ],
  ["nothing of plain words", ["Your reference is R-2041."], "Your reference is R-2041."],
])("takes away %s", (_, pieces, words) => {
  const unmarked = createUnmarked();
  expect(pieces.map((piece) => unmarked(piece)).join("")).toBe(words);
});
