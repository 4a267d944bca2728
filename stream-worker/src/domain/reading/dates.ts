import type { Context, Rule } from "./types.ts";

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Months from 1. A day that no calendar has is no date. */
function dateOf(
  day: string | undefined,
  month: string | undefined,
  year: string | undefined,
  before: string,
  { words }: Context,
): string | undefined {
  const [d, m] = [Number(day), Number(month)];
  const name = words.months[m - 1];
  if (name === undefined || d < 1 || d > (DAYS[m - 1] ?? 0)) return undefined;
  const whole = year === undefined || year === "" ? undefined : Number(year);
  if (whole !== undefined && whole > 99 && (whole < 1900 || whole > 2100)) return undefined;
  return words.date(
    words.day(d, before),
    name,
    whole === undefined || whole > 99 ? whole : 2000 + whole,
  );
}

/** The stop behind "24.12." may end the sentence as well. */
function closing(match: RegExpExecArray, { text }: Context): string {
  const rest = text.slice(match.index + match[0].length);
  return match[0].endsWith(".") && /^\s*$/u.test(rest) ? "." : "";
}

const before = (match: RegExpExecArray, { text }: Context): string =>
  text.slice(0, match.index).toLowerCase();

export const dates: readonly Rule[] = [
  {
    pattern: /(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])/gu,
    read: (match, context) => dateOf(match[3], match[2], match[1], before(match, context), context),
  },
  {
    // 24.12.2026, 24.12.26; without a year only where the stop behind the month tells a date.
    pattern: /(?<![\d.,])(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2}(?!\d)))?(?![\d])/gu,
    read: (match, context) => {
      if (context.language === "en-US") return undefined;
      const said = dateOf(match[1], match[2], match[3], before(match, context), context);
      return said && said + closing(match, context);
    },
  },
  {
    pattern: /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\d/])/gu,
    read: (match, context) =>
      context.language === "en-US"
        ? dateOf(match[2], match[1], match[3], before(match, context), context)
        : dateOf(match[1], match[2], match[3], before(match, context), context),
  },
  {
    // "3. Dezember", "3 декабря": the number is an ordinal; its month is written already.
    pattern: /(?<![\p{L}\d.,])(\d{1,2})\.?(?=\s(\p{L}{3,}))/gu,
    read: (match, context) => {
      const { language, words, text } = context;
      const [written, number] = match;
      const isOrdinal = language === "de-DE" ? written.endsWith(".") : language === "ru-RU";
      const day = Number(number);
      if (!isOrdinal || day < 1 || day > 31) return undefined;
      const month = /^\s(\p{L}+)/u.exec(text.slice(match.index + written.length))?.[1] ?? "";
      if (!words.months.includes(month)) return undefined;
      return words.day(day, before(match, context));
    },
  },
  {
    // "December 24"
    pattern:
      /(?<=(?:January|February|March|April|May|June|July|August|September|October|November|December)\s)(\d{1,2})(?![\d\p{L}:]|[.,]\d)/gu,
    read: ([, day], { language, words }) =>
      language === "en-US" && Number(day) >= 1 && Number(day) <= 31
        ? words.day(Number(day), "")
        : undefined,
  },
];
