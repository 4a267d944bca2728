import type { Language } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { understand } from "../intake/understand.ts";
import { joinSpelled } from "./spelled.ts";

describe("a word that is spelled", () => {
  it.each([
    ["en-US", "R as in Romeo, O as in Oscar, S, E", "Rose"],
    ["en-US", "sierra mike india tango hotel", "Smith"],
    ["en-US", "H I double L", "Hill"],
    ["en-US", "it is spelled S M Y T H E thank you", "it is spelled Smythe thank you"],
    ["en-US", "M for Mary A for Adam Y", "May"],
    ["de-DE", "M wie Martha, Ü wie Übermut, L, L, E, R", "Müller"],
    ["de-DE", "Berta Anton Ulrich Emil Richard", "Bauer"],
    ["de-DE", "Aachen Berlin Essen Leipzig", "Abel"],
    ["de-DE", "W E I Eszett", "Weiß"],
    ["de-DE", "S C H M I Doppel T", "Schmitt"],
    ["de-DE", "M E Y E R Bindestrich L A N G", "Meyer-lang"],
    ["tr-TR", "A Ankara, K Kars, I Isparta, N Niğde", "Akın"],
    ["tr-TR", "Ankara Kars Istanbul Niğde", "Akin"],
    ["tr-TR", "Ç, E, L, İ, K", "Çelik"],
    ["ru-RU", "А как Анна, Н как Николай, Н, А", "Анна"],
    ["ru-RU", "Павел Елена Татьяна Роман", "Петр"],
  ] as const)("%s %j", (language, said, word) => {
    expect(joinSpelled(said, language)).toBe(word);
  });

  it("goes into an address without its house number", () => {
    const said = "R wie Richard O S E N W E G zwölf a";
    expect(joinSpelled(said, "de-DE")).toBe("Rosenweg zwölf a");
  });
});

describe("an address that is spelled", () => {
  it.each([
    ["de-DE", "R wie Richard O S E N W E G 12", "Rosenweg 12"],
    ["en-US", "14 M A P L E Street", "14 Maple Street"],
    ["tr-TR", "Ç İ Ç E K Sokak 14 numara", "Çiçek Sokak 14"],
    ["ru-RU", "улица С А Д О В А Я дом 14", "Улица Садовая 14"],
  ] as const)("%s %j", (language, said, address) => {
    const context = { language, asked: "address", correcting: false, slots: {} } as const;
    expect(understand(said, context).slots.address).toBe(address);
  });
});

describe("what is not spelled", () => {
  it.each([
    ["en-US", "I am Mike and this is Victor from the Hotel Lima"],
    ["en-US", "14 b, a flat"],
    ["en-US", "plan A or plan B"],
    ["de-DE", "ich wohne in Berlin, meine Frau in Hamburg"],
    ["de-DE", "Anton und Berta"],
    ["de-DE", "Hausnummer 12 a"],
    ["tr-TR", "Ankara ve İstanbul"],
    ["ru-RU", "я и Анна"],
    ["ru-RU", "а у нас в доме"],
  ] as const)("%s %j stays", (language, said) => {
    expect(joinSpelled(said, language)).toBe(said);
  });

  it("and any text keeps what is not a letter of it", () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 80 }),
        fc.constantFrom<Language>("en-US", "de-DE", "tr-TR", "ru-RU"),
        (said, language) => {
          expect(joinSpelled(said, language).replace(/[^\d]/gu, "")).toBe(
            said.replace(/[^\d]/gu, ""),
          );
        },
      ),
    );
  });
});
