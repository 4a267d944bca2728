/** The bot's own voice in each language: none of the personas', and slower than those in a hurry. */
const VOICES: Record<string, { voice: string; rate: number }> = {
  en: { voice: "f2/40", rate: 1 },
  de: { voice: "f2/44", rate: 0.98 },
  tr: { voice: "f3/46", rate: 0.96 },
  ru: { voice: "f2/42", rate: 0.96 },
};
const OTHERWISE = { voice: "f2/44", rate: 1 };

const LANGUAGE = /^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i;
/** Names that the voice bank knows; anything else is some vendor's. */
const OWN_VOICE = /^([fm][1-8](\/\d{1,2})?|man|woman)$/;

/**
 * How a text is to be said: in the language that is named, or whose name stands in the place of a voice.
 * undefined for a voice of somebody else's without a language: whoever asked has to say which.
 */
export function deliveryOf(asked: {
  voice?: string | undefined;
  language?: string | undefined;
  speed?: number | undefined;
}): { locale: string; voice: string; rate: number } | undefined {
  const { voice = "en-US", speed = 1 } = asked;
  const isOwn = OWN_VOICE.test(voice);
  const locale = asked.language ?? (isOwn ? "en-US" : isLanguage(voice) ? voice : undefined);
  if (locale === undefined) return undefined;
  const usual = VOICES[locale.slice(0, 2).toLowerCase()] ?? OTHERWISE;
  return { locale, voice: isOwn ? voice : usual.voice, rate: usual.rate * speed };
}

/** A tag such as `tr` or `tr-TR`, rather than a vendor's `marin`. */
const isLanguage = (name: string): boolean =>
  LANGUAGE.test(name) && name.split(/[-_]/, 1)[0]!.length === 2;
