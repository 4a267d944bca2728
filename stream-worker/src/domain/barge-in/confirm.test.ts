import type { Expectation, Language } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import { confirmBargeIn } from "./confirm.ts";

const BOT: Readonly<Record<Language, string>> = {
  "en-US": "A colleague will call you back today, and the technician brings everything along.",
  "de-DE": "Eine Kollegin ruft Sie heute noch zurück, und der Techniker bringt alles mit.",
  "tr-TR": "Bir arkadaşımız sizi bugün geri arayacak ve teknisyen her şeyi getirecek.",
  "ru-RU": "Коллега перезвонит вам сегодня, и мастер привезёт всё с собой.",
};

function judge(
  language: Language,
  words: string,
  sound: { speechMs?: number; expectation?: Expectation; botText?: string } = {},
) {
  const { speechMs = 250, expectation = "open", botText = BOT[language] } = sound;
  return confirmBargeIn({ words, speechMs, language, expectation, botText });
}

const MURMURS: readonly (readonly [Language, readonly string[]])[] = [
  ["en-US", ["mm-hm", "uh-huh", "yeah", "okay", "right, I see", "yes yes", "Thank you."]],
  ["de-DE", ["mhm", "ja", "ja genau", "okay", "alles klar", "ach so", "ja, gut", "jaja"]],
  ["tr-TR", ["hı hı", "evet", "tamam", "peki tamam", "anladım", "evet evet", "öyle mi"]],
  ["ru-RU", ["угу", "ага", "да", "да-да", "хорошо", "понятно, хорошо", "ну да"]],
];

const TAKERS: readonly (readonly [Language, readonly string[]])[] = [
  ["en-US", ["no", "actually", "yes but it's the boiler", "what", "tomorrow", "my name is"]],
  ["de-DE", ["nein", "eigentlich", "ja aber morgen", "was", "das ist falsch", "ich habe"]],
  ["tr-TR", ["hayır", "aslında", "evet ama yarın", "ne zaman", "yanlış"]],
  ["ru-RU", ["нет", "вообще-то", "да но завтра", "что", "это неправильно"]],
];

const STOPS: readonly (readonly [Language, readonly string[]])[] = [
  ["en-US", ["stop", "wait", "operator please", "okay stop"]],
  ["de-DE", ["stopp", "Moment", "ja Moment mal", "einen Mitarbeiter bitte"]],
  ["tr-TR", ["dur", "bir dakika", "tamam dur", "beni bağlayın", "müşteri temsilcisi"]],
  ["ru-RU", ["стоп", "подождите", "да подождите", "оператора"]],
];

describe("a murmur", () => {
  it.each(MURMURS)("%s: stops nothing, however long it sounds", (language, murmurs) => {
    for (const words of murmurs) {
      expect([words, judge(language, words)]).toEqual([words, "backchannel"]);
      expect([words, judge(language, words, { speechMs: 650 })]).toEqual([words, "backchannel"]);
    }
  });

  it.each([
    ["en-US", "mm-hm"],
    ["en-US", "yeah"],
    ["de-DE", "mhm"],
    ["de-DE", "ja"],
    ["de-DE", "genau"],
    ["tr-TR", "evet"],
    ["tr-TR", "hı hı"],
    ["ru-RU", "угу"],
    ["ru-RU", "да"],
  ] as const)("%s %j: is the answer to a yes/no question", (language, words) => {
    expect(judge(language, words, { expectation: "yes_no" })).toBe("confirmed");
  });

  it("of surprise or thanks is no answer", () => {
    expect(judge("en-US", "oh", { expectation: "yes_no" })).toBe("backchannel");
    expect(judge("de-DE", "ach so", { expectation: "yes_no" })).toBe("backchannel");
  });

  it.each([
    ["en-US", "got"],
    ["de-DE", "alles"],
    ["de-DE", "ja alles"],
    ["tr-TR", "öyle"],
    ["ru-RU", "ну"],
  ] as const)("%s %j: is waited for when it may yet become one", (language, words) => {
    expect(["undecided", "backchannel"]).toContain(judge(language, words, { speechMs: 500 }));
  });

  it("that does not end wants the floor", () => {
    expect(judge("en-US", "yeah yeah yeah yeah yeah")).toBe("confirmed");
  });
});

describe("one word that is no murmur", () => {
  it.each(TAKERS)("%s: takes the floor", (language, takers) => {
    for (const words of takers) {
      expect([words, judge(language, words)]).toEqual([words, "confirmed"]);
    }
  });

  it.each(STOPS)("%s: so do stop and operator words, also behind a murmur", (language, stops) => {
    for (const words of stops) {
      const verdict = judge(language, words, { speechMs: 100 });
      expect([words, verdict]).toEqual([words, "confirmed"]);
    }
  });
});

describe("a sound without words", () => {
  it("is undecided below 400 ms and takes the floor from there", () => {
    expect(judge("en-US", "", { speechMs: 399 })).toBe("undecided");
    expect(judge("en-US", "", { speechMs: 400 })).toBe("confirmed");
  });

  it("that is hesitation counts like no words", () => {
    expect(judge("de-DE", "ähm", { speechMs: 300 })).toBe("undecided");
    expect(judge("de-DE", "ähm", { speechMs: 500 })).toBe("confirmed");
  });
});

describe("the bot's own words coming back", () => {
  it.each([
    ["en-US", "colleague will call"],
    ["en-US", "the techn"],
    ["de-DE", "ruft Sie heute"],
    ["tr-TR", "sizi bugün geri"],
    ["ru-RU", "мастер привезет"],
  ] as const)("%s %j: take nothing, however long they sound", (language, words) => {
    expect(judge(language, words, { speechMs: 650 })).toBe("backchannel");
    expect(judge(language, words, { botText: "" })).toBe("confirmed");
  });

  it("stop being an echo with the first word of the caller's own", () => {
    expect(judge("en-US", "colleague will never")).toBe("confirmed");
    expect(judge("en-US", "call colleague")).toBe("confirmed");
  });

  it("do not ask for a person when the bot speaks of one", () => {
    const botText = "Shall I connect you to an operator?";
    expect(judge("en-US", "an operator", { botText })).toBe("backchannel");
    expect(judge("en-US", "operator now", { botText })).toBe("confirmed");
  });
});
