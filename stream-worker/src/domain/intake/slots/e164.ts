import type { Language } from "../types.ts";

type Country = { code: string; trunk: string; least: number; most: number };

const COUNTRIES: readonly Country[] = [
  { code: "1", trunk: "1", least: 10, most: 10 },
  { code: "49", trunk: "0", least: 6, most: 12 },
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
    national.length >= least && national.length <= most && !national.startsWith("0");
  const national = [
    plain.startsWith(trunk) && plain.slice(trunk.length),
    plain,
    plain.startsWith(code) && plain.slice(code.length),
  ].find((one) => one !== false && fits(one));
  return national === undefined || national === false ? undefined : `+${code}${national}`;
}

function international(plain: string): string | undefined {
  if (!/^[1-9]\d{7,14}$/.test(plain)) return undefined;
  const country = COUNTRIES.find(({ code }) => plain.startsWith(code));
  const national = plain.length - (country?.code.length ?? 0);
  if (country && (national < country.least || national > country.most)) return undefined;
  return `+${plain}`;
}

/** Writes a number the way its country reads it aloud, in groups a voice pauses at. */
export function spoken(phone: string, trunk: { code: string; prefix: string }): string {
  const national = phone.startsWith(trunk.code)
    ? trunk.prefix + phone.slice(trunk.code.length)
    : phone.replace("+", "00");
  return (national.match(/.{1,3}(?=.{2}|$)|.+/g) ?? [])
    .map((group) => [...group].join(" "))
    .join(", ");
}
