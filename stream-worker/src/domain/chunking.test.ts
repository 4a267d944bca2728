import type { Language } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addText, flush, newChunker } from "./chunking.ts";
import { sentenceEnds } from "./sentence-ends.ts";

function chunk(tokens: readonly string[], language: Language = "en-US"): string[] {
  let chunker = newChunker();
  const all: string[] = [];
  for (const token of tokens) {
    const added = addText(chunker, token, language);
    ({ chunker } = added);
    all.push(...added.chunks);
  }
  const last = flush(chunker, { isEnd: true }).chunk;
  return last === "" ? all : [...all, last];
}

const byWord = (text: string): string[] => text.split(/(?<= )/u);

describe("chunks", () => {
  it("begin with the first clause and go on by sentences", () => {
    expect(
      chunk(byWord("Good morning, what can I do for you? Take your time, please. I listen.")),
    ).toEqual([
      "Good morning, ",
      "what can I do for you? ",
      "Take your time, please. ",
      "I listen.",
    ]);
  });

  it("begin after ten words where no clause ends", () => {
    const [first] = chunk(
      byWord("we will send somebody to your place in the morning of next Tuesday"),
    );
    expect(first).toBe("we will send somebody to your place in the morning ");
  });

  it("do not begin with a lone word", () => {
    expect(chunk(byWord("Well, I see. Go on."))[0]).toBe("Well, I see. ");
  });

  it("cut no markup in two, whatever stands in it and wherever a token ends", () => {
    const text =
      'Well, please wait. <say-as interpret-as="date" format="dmy, or. so">12.05.2024</say-as> is ' +
      'the day, <audio src="a.mp3" alt="a long, long text. Really so"/>and that is it.';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1 }), (lengths) => {
        const tokens: string[] = [];
        for (let at = 0; at < text.length; at += tokens.at(-1)?.length ?? 1) {
          const length = lengths[tokens.length % lengths.length] ?? 1;
          tokens.push(text.slice(at, at + length));
        }
        for (const one of chunk(tokens))
          expect(one.replaceAll(/<[^<>]*>/gu, "")).not.toMatch(/[<>]/u);
      }),
    );
  });

  it("keep back markup that is not over when the words before it wait no longer", () => {
    const { chunker } = addText(newChunker(), 'Hello there <break time="1s, ', "en-US");
    const flushed = flush(chunker, { isEnd: false });
    expect(flushed.chunk).toBe("Hello there ");
    expect(addText(flushed.chunker, 'or so"/>and more. ', "en-US").chunks).toEqual([
      '<break time="1s, or so"/>and more. ',
    ]);
  });

  it("lose and invent nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 30 }), { maxLength: 40 }), (tokens) => {
        expect(chunk(tokens).join("")).toBe(tokens.join(""));
      }),
    );
  });
});

describe("sentences", () => {
  const one: [Language, string][] = [
    ["en-US", "Dr. Smith lives at 12 Main St. in Springfield. "],
    ["de-DE", "Wir kommen z. B. am 3. Mai zur Hauptstr. 5 nach Köln. "],
    ["tr-TR", "Atatürk Cad. No. 5 adresine Dr. Yılmaz gelecek. "],
    ["ru-RU", "Мастер придёт на ул. Ленина, д. 5, кв. 12. "],
  ];
  it.each(one)("do not end at an abbreviation (%s)", (language, text) => {
    expect(sentenceEnds(text, language)).toEqual([text.length]);
  });

  it("end only when white space follows", () => {
    expect(sentenceEnds("It costs 3.", "en-US")).toEqual([]);
  });
});
