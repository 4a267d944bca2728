import type { Language } from "@patchbay/contracts";

/** Sentences the carrier speaks for us when no bot does. */
const sentences = {
  apology: {
    "en-US": "Sorry, something went wrong on our side. Please call again in a few minutes.",
    "de-DE":
      "Entschuldigung, bei uns ist ein Fehler aufgetreten. Bitte rufen Sie in einigen Minuten noch einmal an.",
    "tr-TR":
      "Özür dileriz, bizim tarafımızda bir hata oluştu. Lütfen birkaç dakika sonra tekrar arayın.",
    "ru-RU": "Извините, у нас произошла ошибка. Пожалуйста, перезвоните через несколько минут.",
  },
  callback: {
    "en-US":
      "Sorry, nobody can take your call right now. We have noted your number and will call you back.",
    "de-DE":
      "Leider kann gerade niemand Ihren Anruf annehmen. Wir haben Ihre Nummer notiert und rufen Sie zurück.",
    "tr-TR":
      "Üzgünüz, şu anda kimse çağrınızı yanıtlayamıyor. Numaranızı not ettik, sizi geri arayacağız.",
    "ru-RU": "К сожалению, сейчас никто не может ответить. Мы записали ваш номер и перезвоним вам.",
  },
  moment: {
    "en-US": "One moment, please. You will be connected right away.",
    "de-DE": "Einen Moment bitte. Sie werden gleich verbunden.",
    "tr-TR": "Bir dakika lütfen. Birazdan bağlanacaksınız.",
    "ru-RU": "Минуту, пожалуйста. Сейчас вас соединят.",
  },
  hold: {
    "en-US": "Please hold the line. We will be back with you in a moment.",
    "de-DE": "Bitte bleiben Sie in der Leitung. Wir sind gleich wieder für Sie da.",
    "tr-TR": "Lütfen hattan ayrılmayın. Birazdan yeniden sizinle olacağız.",
    "ru-RU": "Пожалуйста, оставайтесь на линии. Мы скоро вернёмся к разговору.",
  },
  unknown_number: {
    "en-US": "This number is not in service. Please check the number and call again.",
    "de-DE":
      "Diese Nummer ist nicht in Betrieb. Bitte prüfen Sie die Nummer und rufen Sie erneut an.",
    "tr-TR": "Bu numara kullanımda değil. Lütfen numarayı kontrol edip tekrar arayın.",
    "ru-RU": "Этот номер не обслуживается. Пожалуйста, проверьте номер и перезвоните.",
  },
  closed: {
    "en-US": "This line cannot take calls at the moment. Please try again later.",
    "de-DE":
      "Dieser Anschluss kann zurzeit keine Anrufe annehmen. Bitte versuchen Sie es später noch einmal.",
    "tr-TR": "Bu hat şu anda çağrı kabul edemiyor. Lütfen daha sonra tekrar deneyin.",
    "ru-RU": "Эта линия сейчас не принимает звонки. Пожалуйста, попробуйте позже.",
  },
} as const satisfies Record<string, Record<Language, string>>;

export type Sentence = keyof typeof sentences;

export const spoken = (sentence: Sentence, language: Language): string =>
  sentences[sentence][language];

const ours = new Set(Object.values(sentences).flatMap((words) => Object.values<string>(words)));

/** Whether a recogniser on our side of the line heard one of these sentences, and no person. */
export const isSpokenByUs = (text: string): boolean => ours.has(text.trim());

const prefixes: readonly (readonly [string, Language])[] = [
  ["+49", "de-DE"],
  ["+43", "de-DE"],
  ["+90", "tr-TR"],
  ["+7", "ru-RU"],
  ["+1", "en-US"],
  ["+44", "en-US"],
];

/** What is probably spoken where that number is; null where one of ours is no likely guess. */
export const guessLanguage = (e164: string): Language | null =>
  prefixes.find(([prefix]) => e164.startsWith(prefix))?.[1] ?? null;

/**
 * Nobody has told us a language when the number is not ours; the number's country is the best
 * guess there is.
 */
export const languageOfNumber = (e164: string): Language => guessLanguage(e164) ?? "en-US";
