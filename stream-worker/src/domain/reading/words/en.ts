import type { ReadingWords } from "../types.ts";

const count = (amount: number, one: string, many: string): string =>
  `${amount} ${amount === 1 ? one : many}`;

const named =
  (one: string, many: string) =>
  (amount: string): string =>
    `${amount} ${amount === "1" ? one : many}`;

function ordinal(day: number): string {
  const ending = day >= 11 && day <= 13 ? "th" : (["th", "st", "nd", "rd"][day % 10] ?? "th");
  return `${day}${ending}`;
}

export const english: ReadingWords = {
  months: [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ],
  day: ordinal,
  date: (day, month, year) => `${month} ${day}${year === undefined ? "" : `, ${year}`}`,
  time: (hours, minutes) => {
    const hour = hours % 12 === 0 ? 12 : hours % 12;
    const half = hours < 12 ? "AM" : "PM";
    return minutes === 0
      ? `${hour} ${half}`
      : `${hour}:${String(minutes).padStart(2, "0")} ${half}`;
  },
  timeTail: undefined,
  until: "to",
  money: {
    euro: (whole, cents) =>
      count(whole, "euro", "euros") + (cents === 0 ? "" : ` ${count(cents, "cent", "cents")}`),
    dollar: (whole, cents) =>
      count(whole, "dollar", "dollars") + (cents === 0 ? "" : ` ${count(cents, "cent", "cents")}`),
    lira: (whole, cents) => `${whole} lira${cents === 0 ? "" : ` ${cents} kurush`}`,
    rouble: (whole, cents) =>
      count(whole, "ruble", "rubles") + (cents === 0 ? "" : ` ${count(cents, "kopek", "kopeks")}`),
  },
  units: {
    celsius: named("degree Celsius", "degrees Celsius"),
    fahrenheit: named("degree Fahrenheit", "degrees Fahrenheit"),
    percent: named("percent", "percent"),
    squareMetre: named("square meter", "square meters"),
    cubicMetre: named("cubic meter", "cubic meters"),
    kilowattHour: named("kilowatt hour", "kilowatt hours"),
    kilowatt: named("kilowatt", "kilowatts"),
    watt: named("watt", "watts"),
    volt: named("volt", "volts"),
    kilometrePerHour: named("kilometer per hour", "kilometers per hour"),
    kilometre: named("kilometer", "kilometers"),
    metre: named("meter", "meters"),
    centimetre: named("centimeter", "centimeters"),
    millimetre: named("millimeter", "millimeters"),
    kilogram: named("kilogram", "kilograms"),
    bar: named("bar", "bar"),
    litre: named("liter", "liters"),
  },
  at: "at",
  dot: "dot",
  numberSign: "number",
  and: "and",
  abbreviations: [
    // Behind a name it is a street, before one a saint or a doctor.
    { pattern: /(?<=\p{Lu}\p{L}+\s)St\.(?!\s\p{Lu}\p{Ll})/gu, words: "Street" },
    { pattern: /(?<!\p{L})St\.(?=\s\p{Lu})/gu, words: "Saint" },
    { pattern: /(?<=\p{Lu}\p{L}+\s)Dr\.(?!\s\p{Lu}\p{Ll})/gu, words: "Drive" },
    { pattern: /(?<!\p{L})Dr\.(?=\s\p{Lu})/gu, words: "Doctor" },
    { pattern: /(?<!\p{L})Ave\./gu, words: "Avenue" },
    { pattern: /(?<!\p{L})Rd\./gu, words: "Road" },
    { pattern: /(?<!\p{L})Blvd\./gu, words: "Boulevard" },
    { pattern: /(?<!\p{L})Ln\./gu, words: "Lane" },
    { pattern: /(?<!\p{L})Apt\.?(?=\s?\d)/gu, words: "apartment" },
    { pattern: /(?<!\p{L})[Nn]o\.(?=\s?\d)/gu, words: "number" },
    { pattern: /(?<!\p{L})e\.\s?g\./giu, words: "for example" },
    { pattern: /(?<!\p{L})i\.\s?e\./giu, words: "that is" },
    { pattern: /(?<!\p{L})approx\./giu, words: "approximately" },
    { pattern: /(?<!\p{L})ext\.(?=\s?\d)/giu, words: "extension" },
    { pattern: /(?<!\p{L})etc\./giu, words: "et cetera" },
    { pattern: /(?<!\p{L})min\.(?!\p{L})/giu, words: "minutes" },
  ],
  amountWords: /^\s?(?:dollars?|euros?|people|liters?|miles|percent|kilo|hours?|square|cubic)/iu,
};
