import type { ReadingWords } from "../types.ts";

const ONES = ["", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"];
const IRREGULAR: Readonly<Record<number, string>> = {
  1: "erst",
  3: "dritt",
  7: "siebt",
  8: "acht",
  10: "zehnt",
  11: "elft",
  12: "zwölft",
  16: "sechzehnt",
  17: "siebzehnt",
};

function stem(day: number): string {
  const known = IRREGULAR[day];
  if (known !== undefined) return known;
  if (day < 20) return `${ONES[day % 10] ?? ""}${day > 10 ? "zehn" : ""}t`;
  const tens = day < 30 ? "zwanzig" : "dreißig";
  return `${day % 10 === 0 ? "" : `${ONES[day % 10]}und`}${tens}st`;
}

/** "am vierundzwanzigsten", "der vierundzwanzigste", else "vierundzwanzigster". */
function ordinal(day: number, before: string): string {
  if (/(?:^|\s)(?:am|vom|zum|dem|den|im|bis|ab|seit|beim|des)\s+$/u.test(before))
    return `${stem(day)}en`;
  return /(?:^|\s)(?:der|das|die|diese[rs]?)\s+$/u.test(before)
    ? `${stem(day)}e`
    : `${stem(day)}er`;
}

const always =
  (words: string) =>
  (amount: string): string =>
    `${amount} ${words}`;

export const german: ReadingWords = {
  months: [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
  ],
  day: ordinal,
  date: (day, month, year) => `${day} ${month}${year === undefined ? "" : ` ${year}`}`,
  time: (hours, minutes) => `${hours} Uhr${minutes === 0 ? "" : ` ${minutes}`}`,
  timeTail: /^Uhr$/iu,
  until: "bis",
  money: {
    euro: (whole, cents) => `${whole} Euro${cents === 0 ? "" : ` ${cents}`}`,
    dollar: (whole, cents) => `${whole} Dollar${cents === 0 ? "" : ` ${cents}`}`,
    lira: (whole, cents) => `${whole} Lira${cents === 0 ? "" : ` ${cents}`}`,
    rouble: (whole, cents) => `${whole} Rubel${cents === 0 ? "" : ` ${cents}`}`,
  },
  units: {
    celsius: always("Grad Celsius"),
    fahrenheit: always("Grad Fahrenheit"),
    percent: always("Prozent"),
    squareMetre: always("Quadratmeter"),
    cubicMetre: always("Kubikmeter"),
    kilowattHour: (amount) => `${amount} ${amount === "1" ? "Kilowattstunde" : "Kilowattstunden"}`,
    kilowatt: always("Kilowatt"),
    watt: always("Watt"),
    volt: always("Volt"),
    kilometrePerHour: always("Kilometer pro Stunde"),
    kilometre: always("Kilometer"),
    metre: always("Meter"),
    centimetre: always("Zentimeter"),
    millimetre: always("Millimeter"),
    kilogram: always("Kilogramm"),
    bar: always("Bar"),
    litre: always("Liter"),
  },
  at: "ät",
  dot: "Punkt",
  numberSign: "Nummer",
  and: "und",
  abbreviations: [
    { pattern: /(?<=\p{Ll})str\.(?!\p{L})/gu, words: "straße" },
    { pattern: /(?<!\p{L})Str\.(?!\p{L})/gu, words: "Straße" },
    { pattern: /(?<!\p{L})[Nn]r\./gu, words: "Nummer" },
    { pattern: /(?<!\p{L})z\.\s?B\./giu, words: "zum Beispiel" },
    { pattern: /(?<!\p{L})d\.\s?h\./giu, words: "das heißt" },
    { pattern: /(?<!\p{L})u\.\s?a\./giu, words: "unter anderem" },
    { pattern: /(?<!\p{L})Dr\./gu, words: "Doktor" },
    { pattern: /(?<!\p{L})Prof\./gu, words: "Professor" },
    { pattern: /(?<!\p{L})Hr\./gu, words: "Herr" },
    { pattern: /(?<!\p{L})Fr\.(?=\s\p{Lu})/gu, words: "Frau" },
    { pattern: /(?<!\p{L})ca\./giu, words: "circa" },
    { pattern: /(?<!\p{L})bzw\./giu, words: "beziehungsweise" },
    { pattern: /(?<!\p{L})usw\./giu, words: "und so weiter" },
    { pattern: /(?<!\p{L})evtl\./giu, words: "eventuell" },
    { pattern: /(?<!\p{L})ggf\./giu, words: "gegebenenfalls" },
    { pattern: /(?<!\p{L})inkl\./giu, words: "inklusive" },
    { pattern: /(?<!\p{L})Tel\./giu, words: "Telefon" },
    { pattern: /(?<=\d\s?)Std\./gu, words: "Stunden" },
    { pattern: /(?<=\d\s?)Min\./gu, words: "Minuten" },
    { pattern: /(?<=\d\.?\s?)OG(?!\p{L})/gu, words: "Obergeschoss" },
    { pattern: /(?<!\p{L})EG(?!\p{L})/gu, words: "Erdgeschoss" },
    { pattern: /(?<!\p{L})PLZ(?!\p{L})/gu, words: "Postleitzahl" },
  ],
  amountWords: /^\s?(?:Euro|Dollar|Liter|Kilo|Meter|Leute|Menschen|Stück|Prozent|Quadrat|Kubik)/iu,
};
