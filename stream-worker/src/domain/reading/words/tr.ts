import type { ReadingWords } from "../types.ts";

const always =
  (words: string) =>
  (amount: string): string =>
    `${amount} ${words}`;

export const turkish: ReadingWords = {
  months: [
    "Ocak",
    "Şubat",
    "Mart",
    "Nisan",
    "Mayıs",
    "Haziran",
    "Temmuz",
    "Ağustos",
    "Eylül",
    "Ekim",
    "Kasım",
    "Aralık",
  ],
  day: String,
  date: (day, month, year) => `${day} ${month}${year === undefined ? "" : ` ${year}`}`,
  // "on dört otuz"; a full hour goes without its zeros.
  time: (hours, minutes) =>
    minutes === 0 ? String(hours) : `${hours} ${minutes < 10 ? "sıfır " : ""}${minutes}`,
  timeTail: undefined,
  until: "ile",
  money: {
    euro: (whole, cents) => `${whole} avro${cents === 0 ? "" : ` ${cents} sent`}`,
    dollar: (whole, cents) => `${whole} dolar${cents === 0 ? "" : ` ${cents} sent`}`,
    lira: (whole, cents) => `${whole} lira${cents === 0 ? "" : ` ${cents} kuruş`}`,
    rouble: (whole, cents) => `${whole} ruble${cents === 0 ? "" : ` ${cents} kopek`}`,
  },
  units: {
    celsius: always("santigrat derece"),
    fahrenheit: always("fahrenhayt derece"),
    percent: (amount) => `yüzde ${amount}`,
    squareMetre: always("metrekare"),
    cubicMetre: always("metreküp"),
    kilowattHour: always("kilovat saat"),
    kilowatt: always("kilovat"),
    watt: always("vat"),
    volt: always("volt"),
    kilometrePerHour: (amount) => `saatte ${amount} kilometre`,
    kilometre: always("kilometre"),
    metre: always("metre"),
    centimetre: always("santimetre"),
    millimetre: always("milimetre"),
    kilogram: always("kilogram"),
    bar: always("bar"),
    litre: always("litre"),
  },
  at: "et",
  dot: "nokta",
  numberSign: "numara",
  and: "ve",
  abbreviations: [
    { pattern: /(?<!\p{L})No[.:]?(?=\s?\d)/gu, words: "numara " },
    { pattern: /(?<!\p{L})D[.:](?=\s?\d)/gu, words: "daire " },
    { pattern: /(?<!\p{L})K[.:](?=\s?\d)/gu, words: "kat " },
    { pattern: /(?<!\p{L})Mah\./giu, words: "Mahallesi" },
    { pattern: /(?<!\p{L})(?:Cad|Cd)\./giu, words: "Caddesi" },
    { pattern: /(?<!\p{L})(?:Sok|Sk)\./giu, words: "Sokak" },
    { pattern: /(?<!\p{L})(?:Blv|Bul)\./giu, words: "Bulvarı" },
    { pattern: /(?<!\p{L})Apt\./giu, words: "Apartmanı" },
    { pattern: /(?<!\p{L})Dr\./gu, words: "Doktor" },
    { pattern: /(?<!\p{L})Sn\./gu, words: "Sayın" },
    { pattern: /(?<!\p{L})vb\./giu, words: "ve benzeri" },
    { pattern: /(?<!\p{L})vs\./giu, words: "vesaire" },
    { pattern: /(?<!\p{L})örn\./giu, words: "örneğin" },
    { pattern: /(?<!\p{L})tel\./giu, words: "telefon" },
    { pattern: /(?<=\d\s?)dk\.?(?!\p{L})/giu, words: " dakika" },
  ],
  amountWords: /^\s?(?:lira|avro|euro|dolar|litre|kişi|metre|yüzde|kilo)/iu,
};
