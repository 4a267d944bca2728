import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWords, speakable, splitSpeech } from "./speakable.ts";

const MARKUP = /[<>[\]{}`*|\\]|&[a-z]+;/u;

describe("what a voice may get", () => {
  it.each([
    [
      "plain words stay",
      "Guten Tag, Frau Öztürk! 3,5 % sind 7 €.",
      "Guten Tag, Frau Öztürk! 3,5 % sind 7 €.",
    ],
    ["ends stay for joining", " Hello. ", " Hello. "],
    ["speech markup", "<speak>Hello <break time='9s'/>there</speak>", " Hello there "],
    ["the end of a section", "a ]]> b <![CDATA[c]]>", "a b "],
    ["an unclosed tag", "Hello <script src=x", "Hello script src x"],
    ["comparisons", "5 < 6 > 4", "5 6 4"],
    [
      "entities, also twice escaped",
      "Müller &amp; S&ouml;hne &amp;lt;speak&amp;gt;",
      "Müller & S hne speak ",
    ],
    ["espeak's phonemes", "Hi [[h@l'oU]]", "Hi h@l'oU "],
    ["marks of Markdown", "**Sure!** `code` _so_ # Title", "Sure! code so Title"],
    ["a link of Markdown", "See [our page](https://example.com/a?b=c).", "See our page."],
    ["an address", "Go to https://www.example.com/help?id=1#x now", "Go to example.com now"],
    ["an address in brackets", "(see http://example.com/a)", "(see example.com)"],
    ["an address by e-mail", "Write to help@example.com.", "Write to help@example.com."],
    ["pictures, families, flags, keycaps", "Fine 👍🏽 👨‍👩‍👧 🇩🇪 1️⃣ ❤️!", "Fine 1 !"],
    ["marks nobody sees", "o\u200Bne\u202E t\u00ADwo\uFEFF\u2066", "one two"],
    ["lone surrogates", "a\uD83D b\uDE00", "a b"],
    ["control characters and lines", "a\u0000b\r\n\tc\u2028d", "a b c d"],
    ["stacked marks", `a${"\u0330".repeat(90)}b`, "a\u0330\u0330b"],
    ["a cry", "Hello!!!!!!!! Nooooooo", "Hello!!! Nooo"],
    ["a long number", "Call 00000 11111", "Call 00000 11111"],
    ["a drawn line", "One\n-----\nTwo", "One Two"],
    ["markup that taking out leaves", "&\u200Blt;b&🎉gt; <*b> &http://lt; &[lt](x);", " b "],
    ["nothing to say", " … 🎉 !! ", ""],
  ])("%s", (_, text, expected) => {
    expect(speakable(text)).toBe(expected);
  });

  it("takes ten thousand characters for four thousand, ending at a word", () => {
    const long = speakable("Schnellbohrer ".repeat(800));
    expect(long.length).toBeLessThanOrEqual(4_000);
    expect(long.endsWith("Schnellbohrer")).toBe(true);
    expect(speakable("ab".repeat(5_000))).toHaveLength(4_000);
  });

  it("leaves no markup of whatever is written, and nothing to do for a second time", () => {
    const hostile = fc.array(
      fc.oneof(
        fc.constantFrom(
          ..."<>[]&;*_#`|/!?-() ",
          ...[
            "speak",
            "<break/>",
            "]]>",
            "&amp;",
            "&lt;",
            "amp;",
            "http://",
            "\u200B",
            "\uD800",
            "🙂",
          ],
        ),
        fc.string({ unit: "binary", maxLength: 4 }),
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(hostile, (pieces) => {
        const words = speakable(pieces.join(""));
        expect(words).not.toMatch(MARKUP);
        expect(words.isWellFormed()).toBe(true);
        expect(speakable(words)).toBe(words);
        if (words !== "") expect(hasWords(words)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe("parts for vendors that take no more", () => {
  it.each([
    ["sentences", "One two. Three four. Five six. ", 22, ["One two. Three four. ", "Five six. "]],
    [
      "an abbreviation",
      "We met Dr. Weber at noon, then left.",
      27,
      ["We met Dr. Weber at noon, ", "then left."],
    ],
    ["words", "one two three four", 9, ["one two ", "three ", "four"]],
    ["a word without an end", "abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["half a character", "abc😀d", 4, ["abc", "😀d"]],
    ["nothing", "", 4, []],
  ] as const)("cuts at %s", (_, text, maxChars, expected) => {
    expect(splitSpeech(text, "en-US", maxChars)).toEqual(expected);
  });

  it("loses nothing and never exceeds the bound", () => {
    const text = fc
      .array(fc.constantFrom("z.B.", "eins,", "zwei.", "drei", "😀", "am 3. Mai", "(vier)!"), {
        maxLength: 60,
      })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (all, maxChars) => {
        const parts = splitSpeech(all, "de-DE", maxChars);
        expect(parts.join("")).toBe(all);
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(maxChars);
          expect(part.length).toBeGreaterThan(0);
          expect(part.isWellFormed()).toBe(true);
        }
      }),
    );
  });
});
