import { describe, expect, it } from "vitest";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { ru } from "./ru.ts";
import { tr } from "./tr.ts";

const english: Record<string, string> = en;
const holes = (text: string) =>
  [...text.matchAll(/{{(\w+)}}/g)]
    .map((hit) => hit[1] ?? "")
    .toSorted((a, b) => a.localeCompare(b));

describe.each(Object.entries({ de, tr, ru }))("the words in %s", (_language, catalog) => {
  const words: Record<string, string> = catalog;
  it("are all there, none is empty", () => {
    expect(Object.keys(english).filter((key) => (words[key] ?? "").trim() === "")).toEqual([]);
  });
  it("have the same holes to fill", () => {
    const wrong = Object.keys(english).filter(
      (key) => holes(english[key]!).join() !== holes(words[key] ?? "").join(),
    );
    expect(wrong).toEqual([]);
  });
});
