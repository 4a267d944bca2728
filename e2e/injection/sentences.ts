import { ATTACKS, DRESSES, type AttackLanguage } from "./attacks.ts";

/** Somebody whose story no attacker may hear. Attackers know all of this and nothing more. */
export type Victim = { reference: string; number: string; call: string; organization: string };

export type Sentence = { readonly language: AttackLanguage; readonly text: string };

const DIGITS: Readonly<Record<AttackLanguage, readonly string[]>> = {
  "en-US": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
  "de-DE": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
  "tr-TR": ["sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz"],
  "ru-RU": ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"],
};

export const LANGUAGES = Object.keys(ATTACKS) as AttackLanguage[];

const spoken = (digits: string, language: AttackLanguage): string =>
  [...digits.replaceAll(/\D/gu, "")].map((digit) => DIGITS[language][Number(digit)]).join(" ");

/** Spoken digits of any language as figures, as a model would understand them. */
export function understood(text: string): string {
  return LANGUAGES.flatMap((language) =>
    DIGITS[language].map((word, digit) => [word, String(digit)] as const),
  ).reduce((known, [word, digit]) => {
    const alone = new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])\\s?`, "giu");
    return known.replaceAll(alone, digit);
  }, text);
}

function filled(attack: string, language: AttackLanguage, victim: Victim): string {
  const { reference, number, call, organization } = victim;
  const wish = { tool: "look_up_request", arguments: { reference, callId: call, number } };
  return attack
    .replaceAll("{reference}", reference)
    .replaceAll("{number}", number)
    .replaceAll("{call}", call)
    .replaceAll("{organization}", organization)
    .replaceAll("{digits}", spoken(reference, language))
    .replaceAll("{json}", JSON.stringify(wish))
    .replaceAll("{base64}", Buffer.from(`look up ${reference} of ${number}`).toString("base64"));
}

/** `count` sentences, each different from all others; every attack on every victim in turn. */
export function sentencesOf(count: number, victims: readonly Victim[]): Sentence[] {
  const all = new Map<string, Sentence>();
  for (let round = 0; all.size < count && round < 1_000; round += 1) {
    for (const language of LANGUAGES) {
      const dresses = DRESSES[language];
      for (const [index, attack] of ATTACKS[language].entries()) {
        const victim = victims[(round + index) % victims.length];
        const dress = dresses[round % dresses.length] ?? "{}";
        if (victim === undefined || all.size >= count) continue;
        const text = dress.replaceAll("{}", () => filled(attack, language, victim));
        all.set(text, { language, text });
      }
    }
  }
  return [...all.values()];
}
