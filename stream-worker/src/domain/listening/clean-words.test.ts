import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanTranscript } from "./clean-transcript.ts";
import { cleanWords } from "./clean-words.ts";

describe("plain words", () => {
  it.each([
    ["Meine Heizung ist kaputt.", "Meine Heizung ist kaputt."],
    ["  two \n\t words\u0000 ", "two words"],
    ["<b>bold</b> move", "bold move"],
    ["<script>alert('x')</script> hello", "alert('x') hello"],
    ["<|de|><|0.00|> Guten Tag <|2.40|>", "Guten Tag"],
    ["<speak><break time='1s'/>hi</speak>", "hi"],
    ["Tom &amp; Jerry &#39;s", "Tom & Jerry 's"],
    ["&lt;b&gt;hi&lt;/b&gt;", "hi"],
    ["&amp;lt;b&amp;gt;hi", "hi"],
    ["&#x1F600;&#0;&#99999999; ok", "\u{1F600} &#99999999; ok"],
    ["a < b > c", "a c"],
    ["5 < 6", "5 6"],
    ["zero\u200Bwidth \u202Edrow\u2066", "zerowidth drow"],
    ["line\u2028break", "line break"],
    ["lone \ud83d surrogate", "lone surrogate"],
    ["İzmir’de ısıtma arızası", "İzmir’de ısıtma arızası"],
    ["e\u0301te\u0301", "été"],
  ])("%j is %j", (given, clean) => expect(cleanWords(given)).toBe(clean));

  it("holds for any text: no markup, nothing invisible, bounded, and clean stays clean", () => {
    const parts = fc.array(
      fc.oneof(
        // Any code point there is; lone surrogates, too.
        fc.integer({ min: 0, max: 0x10_ffff }).map((code) => String.fromCodePoint(code)),
        fc.integer({ min: 0, max: 0x2_fff }).map((code) => String.fromCodePoint(code)),
        fc.constantFrom("<", ">", "&lt;", "&#60;", "&amp;", "\u0007"),
      ),
    );
    fc.assert(
      fc.property(parts, (pieces) => {
        const clean = cleanWords(pieces.join(""));
        const plain = !/[<>\p{Cc}\p{Cf}\p{Cs}]/u.test(clean);
        return plain && clean === clean.trim() && clean.length <= 2_000;
      }),
      { numRuns: 500 },
    );
    expect(cleanWords(`${"x".repeat(1_999)}\u{1F600}`)).toBe("x".repeat(1_999));
  });
});

describe("what one-shot recognisers make up", () => {
  const QUIET = true;
  const LOUD = false;
  it.each([
    ["[BLANK_AUDIO]", LOUD, ""],
    [" [ Silence ] ", LOUD, ""],
    ["(gentle music)", LOUD, ""],
    ["*coughs* Guten Morgen", LOUD, "Guten Morgen"],
    ["♪ La la ♪", LOUD, "La la"],
    ["My number is (555) 123-4567.", LOUD, "My number is (555) 123-4567."],
    ["Thanks for watching!", LOUD, ""],
    ["Vielen Dank fürs Zuschauen.", LOUD, ""],
    ["İzlediğiniz için teşekkür ederim.", LOUD, ""],
    ["Спасибо за просмотр!", LOUD, ""],
    ["Продолжение следует...", LOUD, ""],
    ["Untertitel der Amara.org-Community", LOUD, ""],
    [
      "Die Heizung tropft. Untertitel im Auftrag des ZDF für funk, 2017",
      LOUD,
      "Die Heizung tropft.",
    ],
    ["Untertitelung des ZDF, 2020", LOUD, ""],
    ["Subtitles by the Amara.org community", LOUD, ""],
    ["Altyazı M.K.", LOUD, ""],
    ["Субтитры сделал DimaTorzok", LOUD, ""],
    ["Редактор субтитров А.Семкин Корректор А.Егорова", LOUD, ""],
    ["Thank you.", QUIET, ""],
    ["Thank you.", LOUD, "Thank you."],
    ["you", QUIET, ""],
    ["Teşekkürler.", QUIET, ""],
    ["Спасибо.", QUIET, ""],
    ["Ja.", QUIET, "Ja."],
    ["Yes.", QUIET, "Yes."],
    ["My boiler leaks. Thank you.", QUIET, "My boiler leaks. Thank you."],
    [
      "I keep watching the water, thanks for asking.",
      LOUD,
      "I keep watching the water, thanks for asking.",
    ],
    ["Der Titel gehört Herrn Bernhard.", LOUD, "Der Titel gehört Herrn Bernhard."],
    ["...", LOUD, ""],
    ["", QUIET, ""],
  ])("%j, near silence %s: %j", (given, nearSilence, said) =>
    expect(cleanTranscript(given, nearSilence)).toBe(said),
  );
});
