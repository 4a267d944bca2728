import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ssml, xmlText } from "./ssml.ts";

describe("speech markup", () => {
  it("says who speaks which words", () => {
    expect(ssml("Guten Tag", "de-DE", "de-DE-KatjaNeural")).toBe(
      '<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="de-DE">' +
        '<voice name="de-DE-KatjaNeural">Guten Tag</voice></speak>',
    );
  });

  it.each([
    ["a & b", "a &amp; b"],
    ["</voice><audio src='x'/>", "&lt;/voice&gt;&lt;audio src=&apos;x&apos;/&gt;"],
    ["]]>", "]]&gt;"],
    ['say "hi"', "say &quot;hi&quot;"],
    ["a\u0000b\u000Bc\uFFFEd", "a b c d"],
    ["a\uD800b", "a\uFFFDb"],
    ["𝒳 grüße", "𝒳 grüße"],
  ])("takes %j as words", (text, expected) => {
    expect(xmlText(text)).toBe(expected);
  });

  it("is left by no text and no voice's name", () => {
    const own = ssml("", "", "").match(/[<>"]/gu)?.length;
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string(), (text, voice) => {
        expect(ssml(text, "tr-TR", voice).match(/[<>"]/gu)).toHaveLength(own ?? 0);
      }),
    );
  });
});
