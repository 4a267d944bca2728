import type { Language } from "@patchbay/contracts";

/** How one language's voices are helped with what is written short. */
export type ReadingWords = {
  readonly months: readonly string[];
  /** A day's number as said in a date; `before` is the text in front of it. */
  readonly day: (day: number, before: string) => string;
  readonly date: (day: string, month: string, year: number | undefined) => string;
  /** Hours 0–23, minutes 0–59. */
  readonly time: (hours: number, minutes: number) => string;
  /** "Uhr" behind a time, which the time brings along itself. */
  readonly timeTail: RegExp | undefined;
  /** Between the two numbers of a range; undefined where a pause says it best. */
  readonly until: string | undefined;
  /** Whole and hundredths of a currency. */
  readonly money: Readonly<Record<Currency, (whole: number, hundredths: number) => string>>;
  /** An amount as written, with its unit. */
  readonly units: Readonly<Record<Unit, (amount: string) => string>>;
  readonly at: string;
  readonly dot: string;
  readonly numberSign: string;
  readonly and: string;
  /** Pattern source → words; see `abbreviations.ts`. */
  readonly abbreviations: readonly Abbreviation[];
  /** Words behind a long number that make it an amount, which voices read well. */
  readonly amountWords: RegExp;
};

export type Currency = "euro" | "dollar" | "lira" | "rouble";

export type Unit =
  | "celsius"
  | "fahrenheit"
  | "percent"
  | "squareMetre"
  | "cubicMetre"
  | "kilowattHour"
  | "kilowatt"
  | "watt"
  | "volt"
  | "kilometrePerHour"
  | "kilometre"
  | "metre"
  | "centimetre"
  | "millimetre"
  | "kilogram"
  | "bar"
  | "litre";

export type Abbreviation = {
  /** Ends in its full stop where it has one. */
  readonly pattern: RegExp;
  readonly words: string;
};

export type Context = {
  readonly text: string;
  readonly language: Language;
  readonly words: ReadingWords;
};

/** One way of reading: where it matches, `read` gives the words, or undefined to leave it alone. */
export type Rule = {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, context: Context) => string | undefined;
};
