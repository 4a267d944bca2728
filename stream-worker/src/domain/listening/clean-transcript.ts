import { cleanWords } from "./clean-words.ts";

/**
 * What one-shot recognisers write when nothing was said: they were trained on subtitles, and give
 * silence the words that stand where a film is silent.
 */
const CREDITS: readonly RegExp[] = [
  /untertitel(?:ung)?\b[^.!?]{0,40}\b(?:amara\.org|zdf|ard|wdr|swr|ndr|br|funk)\b(?:[^.!?]{0,20}\d{4})?[-\p{L}]*/giu,
  /copyright (?:zdf|ard|wdr|swr|ndr|br)\s*\d{0,4}/giu,
  /(?:subtitles?|captions?|transcri(?:bed|ption|pt)) (?:by|from) [^.!?]{0,30}(?:amara\.org(?:[- ]community)?|otter\.ai|community)/giu,
  /altyaz[ıi]\s*m\.?\s?k\.?/giu,
  /субтитры (?:сделал|делал|создавал|подготовил)[аи]?\s+\S+/giu,
  /редактор субтитров\s+\S+(?:\s+корректор\s+\S+)?/giu,
];

/** No caller says these: the end of a film, whatever the noise was. */
const FILM_ENDS: ReadonlySet<string> = new Set([
  "thanks for watching",
  "thank you for watching",
  "thank you so much for watching",
  "please subscribe",
  "like and subscribe",
  "see you in the next video",
  "danke fürs zuschauen",
  "vielen dank fürs zuschauen",
  "vielen dank für s zuschauen",
  "bis zum nächsten video",
  "izlediğiniz için teşekkürler",
  "izlediğiniz için teşekkür ederim",
  "izlediğiniz için teşekkür ederiz",
  "abone olmayı unutmayın",
  "bir sonraki videoda görüşmek üzere",
  "спасибо за просмотр",
  "подписывайтесь на канал",
  "продолжение следует",
]);

/** Callers do say these, but not so softly that nothing can be heard. A soft "yes" would be an answer. */
const SAID_ALOUD: ReadonlySet<string> = new Set([
  "you",
  "thank you",
  "thank you very much",
  "bye",
  "bye bye",
  "danke",
  "vielen dank",
  "tschüss",
  "bis zum nächsten mal",
  "teşekkürler",
  "teşekkür ederim",
  "hoşça kalın",
  "спасибо",
  "до свидания",
  "до новых встреч",
  "всем пока",
]);

/** Notes on sound: [BLANK_AUDIO], (music), *coughs*. Digits are somebody's telephone number. */
const NOTES = /\[[^\][\d]{0,80}\]|\([^()\d]{0,80}\)|\*[^*\d]{1,80}\*|【[^】\d]{0,80}】|[♪♫♬]+/gu;

function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("\u0307", "")
    .replaceAll(/[^\p{L}\p{M}\d]+/gu, " ")
    .trim();
}

/**
 * The answer of a one-shot recogniser without what it made up.
 * @param nearSilence nothing in the audio was as loud as a voice
 */
export function cleanTranscript(text: string, nearSilence: boolean): string {
  const noted = cleanWords(text).replaceAll(NOTES, " ");
  const uncredited = CREDITS.reduce((left, credit) => left.replaceAll(credit, " "), noted);
  const said = cleanWords(uncredited);
  const words = bare(said);
  if (words === "" || FILM_ENDS.has(words)) return "";
  return nearSilence && SAID_ALOUD.has(words) ? "" : said;
}
