import type { Expectation, Language } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patienceMs } from "./patience.ts";
import { newPauses, notePause, type Pauses, usualPauseMs } from "./pauses.ts";

const slow = paused(900, 950, 1_000, 1_050);

function paused(...pauses: number[]): Pauses {
  return pauses.reduce((noted, ms) => notePause(noted, ms, "open"), newPauses());
}

function patience(
  language: Language,
  expectation: Expectation,
  words: string,
  pauses: Pauses = newPauses(),
  fixed: number | null = null,
) {
  return patienceMs({ expectation, words, language, pauses, listening: { patienceMs: fixed } });
}

describe("after a yes/no question", () => {
  it.each([
    ["en-US", "yes", "yes"],
    ["en-US", "Yes, that's right.", "yes"],
    ["en-US", "no", "no"],
    ["en-US", "the water is off", "normal"],
    ["de-DE", "ja genau", "yes"],
    ["de-DE", "Ja, bitte.", "yes"],
    ["de-DE", "nein", "no"],
    ["de-DE", "ja aber", "unfinished"],
    ["tr-TR", "evet doğru", "yes"],
    ["tr-TR", "hayır", "no"],
    ["ru-RU", "да, всё верно", "yes"],
    ["ru-RU", "нет", "no"],
    ["ru-RU", "", "normal"],
  ] as const)("%s %j: %s", (language, words, why) => {
    expect(patience(language, "yes_no", words).why).toBe(why);
  });

  it("waits 250–300 ms behind a plain yes, and longer behind a no that may be explained", () => {
    const yes = patience("de-DE", "yes_no", "ja").ms;
    expect(yes).toBeGreaterThanOrEqual(250);
    expect(yes).toBeLessThanOrEqual(300);
    expect(patience("de-DE", "yes_no", "nein").ms).toBeGreaterThanOrEqual(yes + 200);
  });
});

describe("after an open question", () => {
  it.each([
    ["en-US", "the heating in our living room is broken", "normal"],
    ["en-US", "the heating is broken", "brief"],
    ["en-US", "the heating is broken and", "unfinished"],
    ["en-US", "water is coming from under the", "unfinished"],
    ["en-US", "it's leaking,", "unfinished"],
    ["en-US", "um", "unfinished"],
    ["en-US", "good morning", "opening"],
    ["en-US", "yes", "opening"],
    ["en-US", "excuse me", "opening"],
    ["tr-TR", "pardon", "opening"],
    ["en-US", "no thank you", "normal"],
    ["en-US", "as soon as possible", "normal"],
    ["en-US", "a real person please", "normal"],
    ["en-US", "call me on two one two five", "part"],
    ["en-US", "call me on 212 555 0133", "whole"],
    ["en-US", "I live at number 12", "normal"],
    ["en-US", "hold on", "waiting"],
    ["en-US", "the yellow house", "little"],
    ["en-US", "when I open the tap", "unfinished"],
    ["en-US", "the shower has", "unfinished"],
    ["en-US", "Never happened before.", "normal"],
    ["de-DE", "bei uns ist die Heizung ausgefallen", "normal"],
    ["de-DE", "das Licht geht nicht an", "brief"],
    ["de-DE", "das Wasser läuft weil", "unfinished"],
    ["de-DE", "ich wohne in der", "unfinished"],
    ["de-DE", "guten Tag", "opening"],
    ["de-DE", "Guten Tag, Bellmann", "little"],
    ["de-DE", "die Dusche hat", "unfinished"],
    ["de-DE", "weil die Heizung kaputt ist", "unfinished"],
    ["de-DE", "Moment bitte", "waiting"],
    ["de-DE", "äh", "unfinished"],
    ["tr-TR", "kombi çalışmıyor", "brief"],
    ["tr-TR", "kombi bozuldu ve", "unfinished"],
    ["tr-TR", "boru patlayıp", "unfinished"],
    ["tr-TR", "musluğu açınca", "unfinished"],
    ["tr-TR", "mutfağın tavanından", "unfinished"],
    ["tr-TR", "merhaba iyi günler", "opening"],
    ["tr-TR", "yani", "unfinished"],
    ["ru-RU", "у нас течёт кран", "brief"],
    ["ru-RU", "у нас течёт кран и", "unfinished"],
    ["ru-RU", "ну", "unfinished"],
    ["ru-RU", "здравствуйте", "opening"],
    ["ru-RU", "воды нет", "normal"],
    ["ru-RU", "потому что", "unfinished"],
  ] as const)("%s %j: %s", (language, words, why) => {
    expect(patience(language, "open", words).why).toBe(why);
  });

  it("waits 600–850 ms normally, longer behind few words, longest behind an unfinished thought", () => {
    const normal = patience("en-US", "open", "The heating is broken.").ms;
    expect(normal).toBeGreaterThanOrEqual(600);
    expect(normal).toBeLessThanOrEqual(850);
    const brief = patience("en-US", "open", "the heating is broken").ms;
    const unfinished = patience("en-US", "open", "the heating is broken and").ms;
    expect(brief).toBeGreaterThan(normal);
    expect(unfinished).toBeGreaterThan(brief);
  });
});

describe("while a number is dictated", () => {
  it.each([
    ["en-US", "five five five", "part"],
    ["en-US", "212 555 0133", "whole"],
    ["en-US", "1 212 555 013", "likely"],
    ["en-US", "my number is", "unfinished"],
    ["en-US", "one moment please", "waiting"],
    ["en-US", "the number I'm calling from", "whole"],
    ["en-US", "no", "normal"],
    ["de-DE", "gerne", "nothing"],
    ["en-US", "I would like to talk to a person", "normal"],
    ["de-DE", "null eins sieben sechs", "part"],
    ["de-DE", "0176 04069034", "whole"],
    ["de-DE", "030 1234567", "likely"],
    ["de-DE", "meine Nummer wäre", "nothing"],
    ["tr-TR", "0532 555", "part"],
    ["tr-TR", "sıfır beş yüz otuz iki beş yüz elli beş sıfır bir otuz üç", "whole"],
    ["ru-RU", "восемь девятьсот двенадцать", "part"],
    ["ru-RU", "8 912 345 67 8", "likely"],
    ["ru-RU", "8 912 345 67 89", "whole"],
  ] as const)("%s %j: %s", (language, words, why) => {
    expect(patience(language, "digits", words).why).toBe(why);
  });

  it("gives 1.2–2 s inside a number and half as much behind a whole one", () => {
    const inside = patience("de-DE", "digits", "0176 04").ms;
    expect(inside).toBeGreaterThanOrEqual(1_200);
    expect(inside).toBeLessThanOrEqual(2_000);
    expect(patience("de-DE", "digits", "0176 04069034").ms).toBeLessThanOrEqual(inside / 2);
  });
});

describe("while an address is said", () => {
  it.each([
    ["en-US", "14 Maple Street", "likely"],
    ["en-US", "fourteen", "nothing"],
    ["en-US", "Maple Street", "part"],
    ["en-US", "twenty one Baker Street apartment twenty", "part"],
    ["de-DE", "Ahornstraße 14", "likely"],
    ["de-DE", "Ahornstraße", "part"],
    ["de-DE", "das ist in der Ahornstraße", "part"],
    ["tr-TR", "Çiçek Sokak on dört numara", "likely"],
    ["tr-TR", "Çiçek Sokak", "part"],
    ["tr-TR", "Çiçek Sokak yirmi", "part"],
    ["ru-RU", "улица Садовая дом четырнадцать", "likely"],
    ["ru-RU", "улица Садовая", "part"],
    ["ru-RU", "Садовая двадцать", "part"],
  ] as const)("%s %j: %s", (language, words, why) => {
    expect(patience(language, "address", words).why).toBe(why);
  });
});

describe("while a word is spelled", () => {
  it.each([
    ["en-US", "S M I", "part"],
    ["de-DE", "M wie Martha", "part"],
    ["de-DE", "m.schmidt@posteo.de", "likely"],
    ["en-US", "smith at example dot com", "likely"],
  ] as const)("%s %j: %s", (language, words, why) => {
    expect(patience(language, "spelling", words).why).toBe(why);
  });
});

describe("a caller's own pauses", () => {
  it("make the bot wait longer, within bounds, but never behind a yes or a whole number", () => {
    const said = "the heating is broken";
    const usual = patience("en-US", "open", said).ms;
    expect(patience("en-US", "open", said, slow).ms).toBeGreaterThan(usual + 200);
    expect(patience("en-US", "open", said, slow).ms).toBeLessThanOrEqual(usual + 400);
    expect(patience("en-US", "yes_no", "yes", slow)).toEqual(patience("en-US", "yes_no", "yes"));
  });

  it("count only once there are three, and only if they are pauses", () => {
    expect(usualPauseMs(paused(900, 900), "open")).toBeNull();
    expect(usualPauseMs(paused(90, 90, 90, 20_000, Number.NaN), "open")).toBeNull();
    expect(usualPauseMs(paused(400, 500, 600), "open")).toBe(600);
  });

  it("while dictating say nothing about those while talking", () => {
    const dictating = [1_200, 1_200, 1_200].reduce(
      (noted, ms) => notePause(noted, ms, "digits"),
      newPauses(),
    );
    expect(usualPauseMs(dictating, "open")).toBeNull();
    expect(usualPauseMs(dictating, "address")).toBe(1_200);
  });

  it("never make it quicker", () => {
    const quick = paused(210, 220, 230, 240);
    expect(patience("en-US", "open", "it drips", quick)).toEqual(
      patience("en-US", "open", "it drips"),
    );
  });
});

describe("whatever is heard", () => {
  it("a bot's fixed patience stands in the place of ours", () => {
    expect(patience("tr-TR", "digits", "0532", slow, 1_500)).toEqual({ ms: 1_500, why: "fixed" });
  });

  it("patience stays between a quarter of a second and a little over two", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60 }),
        fc.constantFrom<Expectation>("open", "yes_no", "digits", "spelling", "address"),
        fc.constantFrom<Language>("en-US", "de-DE", "tr-TR", "ru-RU"),
        fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 30 }),
        (words, expectation, language, pauses) => {
          const { ms } = patience(language, expectation, words, paused(...pauses));
          expect(ms).toBeGreaterThanOrEqual(250);
          expect(ms).toBeLessThanOrEqual(2_200);
        },
      ),
      { numRuns: 200 },
    );
  });
});
