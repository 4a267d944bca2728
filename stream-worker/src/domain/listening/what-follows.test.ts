import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { whatFollows } from "./what-follows.ts";

describe("what follows words that were recognised before", () => {
  it.each([
    ["", "Meine Nummer ist 030", "Meine Nummer ist 030"],
    ["030", "030 23125 611", "23125 611"],
    ["My number is", "my number, is: 0 3 0.", "0 3 0."],
    ["My number is.", "My number is", ""],
    // Glued otherwise.
    ["0 3 0", "030 23125", "23125"],
    // Heard better with what came after it.
    ["Wir wohnen am Rosenwek", "Wir wohnen am Rosenweg 9", "9"],
    ["Ja", "Ja, ja", "ja"],
    ["Kombi", "KOMBİ bozuldu", "bozuldu"],
    // Other words, and fewer.
    ["Ja", "Na gut", null],
    ["zero three zero", "030 23125", null],
    ["We live at Maple Street", "Fourteen", null],
    ["Nothing", "", null],
    ["", "", ""],
  ])("%j in %j", (before, whole, wanted) => {
    expect(whatFollows(before, whole)).toBe(wanted);
  });

  it("is what was added, whatever that is", () => {
    const word = fc.stringMatching(/^[a-zäöüşğıа-я0-9]{1,9}$/u);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { maxLength: 8 }), (a, b) => {
        const [before, after] = [a.join(" "), b.join(" ")];
        expect(whatFollows(before, `${before} ${after}`)).toBe(after);
      }),
    );
  });
});
