import type { Language } from "../types.ts";

type Country = { code: string; trunk: string; least: number; most: number };

const COUNTRIES: readonly Country[] = [
  { code: "1", trunk: "1", least: 10, most: 10 },
  { code: "49", trunk: "0", least: 7, most: 12 },
  { code: "90", trunk: "0", least: 10, most: 10 },
  { code: "7", trunk: "8", least: 10, most: 10 },
];

const BY_LANGUAGE: Readonly<Record<Language, string>> = {
  "en-US": "1",
  "de-DE": "49",
  "tr-TR": "90",
  "ru-RU": "7",
};

/** The country a national number is dialled in: the caller's own, else the language's. */
function countryOf(language: Language, callerNumber: string | undefined): Country | undefined {
  const own = COUNTRIES.find(({ code }) => callerNumber?.startsWith(`+${code}`));
  return own ?? COUNTRIES.find(({ code }) => code === BY_LANGUAGE[language]);
}

/**
 * Turns said digits into E.164, or nothing when they are too few or too many for the
 * country: an incomplete number is asked again, never stored.
 */
export function toE164(
  digits: string,
  language: Language,
  callerNumber?: string,
): string | undefined {
  const plain = digits.replaceAll("+", "");
  if (digits.startsWith("+") || plain.startsWith("00")) {
    return international(plain.replace(/^00/, ""));
  }
  const country = countryOf(language, callerNumber);
  if (!country) return undefined;
  const { code, trunk, least, most } = country;
  const fits = (national: string): boolean =>
    national.length >= shortest(code, national, least) &&
    national.length <= most &&
    !national.startsWith("0");
  const national = [
    plain.startsWith(trunk) && plain.slice(trunk.length),
    plain,
    plain.startsWith(code) && plain.slice(code.length),
  ].find((one) => one !== false && fits(one));
  return national === undefined || national === false ? undefined : `+${code}${national}`;
}

/** German mobile numbers have ten digits or eleven; area codes make others much shorter. */
const shortest = (code: string, national: string, least: number): number =>
  code === "49" && /^1[567]/.test(national) ? 10 : least;

/** "+49 (0) 30": the zero in brackets is for those who dial from inside. */
function international(said: string): string | undefined {
  const plain = said.replace(/^(49|90)0/, "$1");
  if (!/^[1-9]\d{7,14}$/.test(plain)) return undefined;
  const country = COUNTRIES.find(({ code }) => plain.startsWith(code));
  const national = plain.length - (country?.code.length ?? 0);
  if (country && (national < country.least || national > country.most)) return undefined;
  return `+${plain}`;
}

/** How a country's numbers are grouped when read aloud; the last group repeats. */
export type Trunk = { code: string; prefix: string; groups: readonly number[] };

/** Writes a number the way its country reads it aloud, in groups a voice pauses at. */
export function spoken(phone: string, { code, prefix, groups }: Trunk): string {
  const home = phone.startsWith(code);
  const digits = home ? prefix + phone.slice(code.length) : phone.replace("+", "00");
  const said: string[] = [];
  let at = 0;
  while (at < digits.length) {
    const size = (home ? groups[said.length] : undefined) ?? (digits.length - at === 4 ? 2 : 3);
    said.push(
      digits
        .slice(at, at + size)
        .split("")
        .join(" "),
    );
    at += size;
  }
  return said.join(", ");
}
