/** Who speaks, so that bot and callers can be told apart by ear. */
export interface Speaker {
  gender: "female" | "male";
  /** An espeak-ng variant: f1…f5, m1…m8. */
  variant: string;
  /** espeak-ng's pitch, 0–99; 50 is the variant's own. */
  pitch: number;
}

const BOT: Speaker = { gender: "female", variant: "f2", pitch: 46 };
const MAN: Speaker = { gender: "male", variant: "m1", pitch: 50 };

/**
 * Reads a voice's name: `f3` or `m2` with an optional pitch (`m2/35`), Twilio's `man`/`woman`, or any
 * name of a vendor's voice, which sounds like the bot here.
 */
export function speakerOf(voice: string | undefined): Speaker {
  const own = /^([fm])([1-8])(?:\/(\d{1,2}))?$/.exec(voice ?? "");
  if (own !== null) {
    const [, letter, number, pitch] = own;
    const highest = letter === "f" ? 5 : 8;
    return {
      gender: letter === "f" ? "female" : "male",
      variant: `${letter}${Math.min(Number(number), highest)}`,
      pitch: pitch === undefined ? 50 : Number(pitch),
    };
  }
  return voice === "man" ? MAN : BOT;
}

/** espeak-ng's language for a BCP 47 tag, or undefined where it is not one of those we tried. */
export function espeakLanguage(language: string): string | undefined {
  const tag = language.toLowerCase();
  if (tag === "en" || tag === "en-us") return "en-us";
  // British English: `en-gb` is silent in the npm build, `en` is the same voice in both.
  if (tag.startsWith("en-")) return "en";
  const primary = tag.split("-")[0]!;
  return ESPEAK_LANGUAGES.has(primary) ? primary : undefined;
}

const ESPEAK_LANGUAGES = new Set(["de", "tr", "ru", "fr", "es", "it", "nl", "pl", "pt", "uk"]);

/** Telephone speech of espeak-ng at this many words a minute is easy to follow; the program's own default is 175. */
const WORDS_A_MINUTE = 162;

export function wordsAMinute(rate: number | undefined): number {
  return Math.round(Math.max(80, Math.min(320, WORDS_A_MINUTE * (rate ?? 1))));
}

const MAX_CHARACTERS = 4_096;

/**
 * Text as a synthesizer may safely get it: no control characters, and none of the characters that open
 * markup (`<`, `&`) or phonemes (`[[`) in espeak-ng. Same length as the input, so that word positions hold.
 */
export function speakable(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replace(/[\p{Cc}<>&[\]|]/gu, " ");
}
