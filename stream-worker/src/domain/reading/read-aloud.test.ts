import type { Language } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAloud, textChars } from "./read-aloud.ts";

const said = (language: Language, text: string): string => readAloud(text, language).spoken;

const TABLE: readonly (readonly [Language, readonly (readonly [string, string])[]])[] = [
  [
    "en-US",
    [
      ["Call +1 212 555 0133.", "Call 2 1 2, 5 5 5, 0 1 3 3."],
      ["(212) 555-0133", "2 1 2, 5 5 5, 0 1 3 3"],
      ["Your reference is R-2041.", "Your reference is R 2 0 4 1."],
      ["on 12/24/2026 at 14:30", "on December 24th, 2026 at 2:30 PM"],
      ["on 2026-12-03", "on December 3rd, 2026"],
      ["at 2:30 PM", "at 2:30 PM"],
      ["December 21", "December 21st"],
      ["It costs $49.99 or $1,200.", "It costs 49 dollars 99 cents or 1200 dollars."],
      ["21°C, 60 m², 1 kWh", "21 degrees Celsius, 60 square meters, 1 kilowatt hour"],
      ["12a Maple St., Apt. 5", "12 A Maple Street, apartment 5"],
      ["St. Mary's, Dr. Brown, Oak Dr.", "Saint Mary's, Doctor Brown, Oak Drive."],
      ["8-10 people, e.g. you & me", "8 to 10 people, for example you and me"],
      ["zip 90210, #14", "zip 9 0 2 1 0, number 14"],
      ["jo.doe@example.com", "jo dot doe at example dot com"],
    ],
  ],
  [
    "de-DE",
    [
      ["am 24.12.2026 um 14:30 Uhr", "am vierundzwanzigsten Dezember 2026 um 14 Uhr 30"],
      ["Der 1.1.2027", "Der erste Januar 2027"],
      ["Termin: 24.12.", "Termin: vierundzwanzigster Dezember."],
      ["vom 3. Dezember an", "vom dritten Dezember an"],
      ["im 3. Stock", "im 3. Stock"],
      ["unter +4917604069034", "unter 0 1 7 6, 0 4 0, 6 9 0, 3 4"],
      ["030/1234567", "0 3 0, 1 2 3, 4 5, 6 7"],
      ["0 1 7 6, 0 4 0", "0 1 7 6, 0 4 0"],
      ["49,90 € oder 1.200 EUR", "49 Euro 90 oder 1200 Euro"],
      [
        "21 °C, 60 m², 3 kWh, 20 %",
        "21 Grad Celsius, 60 Quadratmeter, 3 Kilowattstunden, 20 Prozent",
      ],
      ["Hauptstr. 12a, 50667 Köln", "Hauptstraße 12 A, 5 0 6 6 7 Köln"],
      ["In der Hauptstr.", "In der Hauptstraße."],
      ["z. B. Nr. 5 bei Dr. Weiß", "zum Beispiel Nummer 5 bei Doktor Weiß"],
      ["8–10 Uhr, 9:00 Uhr", "8 bis 10 Uhr, 9 Uhr"],
      ["Auftrag R-2041", "Auftrag R 2 0 4 1"],
    ],
  ],
  [
    "tr-TR",
    [
      ["24.12.2026 saat 14:30'da", "24 Aralık 2026 saat 14 30'da"],
      ["saat 14:00'te", "saat 14'te"],
      ["0532 555 01 33", "0 5 3 2, 5 5 5, 0 1, 3 3"],
      ["+905325550133", "0 5 3 2, 5 5 5, 0 1, 3 3"],
      ["Çiçek Sok. No:14 D:5", "Çiçek Sokak numara 14 daire 5"],
      ["49,90 TL, %20, 21°C", "49 lira 90 kuruş, yüzde 20, 21 santigrat derece"],
      ["R-2041, 34710", "R 2 0 4 1, 3 4 7 1 0"],
      ["Atatürk Cad. 12a", "Atatürk Caddesi 12 A"],
    ],
  ],
  [
    "ru-RU",
    [
      [
        "24.12.2026 в 14:30",
        "двадцать четвёртого декабря две тысячи двадцать шестого года в 14 часов 30 минут",
      ],
      ["3 декабря в 9:01", "третьего декабря в 9 часов 1 минута"],
      ["+79123456789", "8, 9 1 2, 3 4 5, 6 7, 8 9"],
      ["ул. Садовая, д. 14, кв. 5", "улица Садовая, дом 14, квартира 5"],
      ["г. Москва, 12а", "город Москва, 12 А"],
      ["1500 руб., 2 ₽, 21 ₽", "1500 рублей, 2 рубля, 21 рубль"],
      ["21 °C, 2 м², 5 м²", "21 градус Цельсия, 2 квадратных метра, 5 квадратных метров"],
      ["заявка № R-2041", "заявка № R 2 0 4 1"],
      ["т. е. завтра", "то есть завтра"],
    ],
  ],
];

describe.each(TABLE)("%s", (language, rows) => {
  it.each(rows)("%j is said %j", (text, spoken) => {
    expect(said(language, text)).toBe(spoken);
  });

  it("leaves ordinary sentences and numbers alone", () => {
    for (const text of ["3", "150 x", "2026", "2.5", "1.2.3", "A. B.", "", "  ", "…"]) {
      expect(said(language, text)).toBe(text);
    }
  });
});

describe("the way back into the text", () => {
  const text = "Am 24.12. um 14:30 Uhr, R-2041, in der Hauptstr. 12a.";
  const reading = readAloud(text, "de-DE");

  it("knows the text's place for every place in what is spoken", () => {
    const place = reading.spoken.indexOf("R 2 0");
    expect(textChars(reading, place)).toBe(text.indexOf("R-2041"));
    expect(textChars(reading, reading.spoken.length)).toBe(text.length);
    expect(textChars(reading, 0)).toBe(0);
  });

  it("never claims more of a number than was said", () => {
    const half = reading.spoken.indexOf("2 0 4 1") + 3;
    expect(text.slice(0, textChars(reading, half)).endsWith(" R-2")).toBe(true);
  });
});

describe("whatever the text", () => {
  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ..."0123456789 .,:/-+()°%€$№#&@aAmд".split(""),
          " 24.12.2026 ",
          " 14:30 Uhr",
          "+49176040",
          "Str. ",
          "ул. ",
          "R-",
          " м²",
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join(""));
  const anyLanguage = fc.constantFrom<Language>("en-US", "de-DE", "tr-TR", "ru-RU");

  it("spans follow one another, cover everything, and put both sides together again", () => {
    fc.assert(
      fc.property(anyText, anyLanguage, (text, language) => {
        const { spoken, spans } = readAloud(text, language);
        let [at, spokenAt, left, right] = [0, 0, "", ""];
        for (const { from, to, spokenFrom, spokenTo } of spans) {
          expect([from, spokenFrom]).toEqual([at, spokenAt]);
          expect(to).toBeGreaterThan(from);
          left += text.slice(from, to);
          right += spoken.slice(spokenFrom, spokenTo);
          [at, spokenAt] = [to, spokenTo];
        }
        expect([left, right]).toEqual([text, spoken]);
      }),
      { numRuns: 500 },
    );
  });

  it("the way back never runs backwards and never leaves the text", () => {
    fc.assert(
      fc.property(anyText, anyLanguage, (text, language) => {
        const reading = readAloud(text, language);
        let last = 0;
        for (let spoken = 0; spoken <= reading.spoken.length; spoken += 1) {
          const chars = textChars(reading, spoken);
          expect(chars).toBeGreaterThanOrEqual(last);
          expect(chars).toBeLessThanOrEqual(text.length);
          last = chars;
        }
      }),
      { numRuns: 100 },
    );
  });

  it("a thousand digits take no time", () => {
    const startedAt = performance.now();
    for (const text of [
      "1".repeat(1_000),
      "1 ".repeat(500),
      "1.".repeat(500),
      "1-1 ".repeat(250),
    ]) {
      readAloud(text, "de-DE");
    }
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
