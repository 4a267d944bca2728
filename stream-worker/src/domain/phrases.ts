import type { Language } from "@patchbay/contracts";

/** Sentences the bot says on its own account, whatever head it has. */
export type Phrases = {
  /** While a model or a tool keeps the caller waiting. */
  readonly fillers: readonly [string, string, string];
  /** It has taken too long; a colleague is being asked. */
  readonly stuck: string;
  /** A fault on our side; a colleague is being asked. */
  readonly failed: string;
  /** An operator is being rung. */
  readonly ringing: string;
  /** No operator can come. */
  readonly nobody: string;
  /** The model will not answer this. */
  readonly refused: string;
  readonly stillThere: readonly [string, string];
  readonly silentGoodbye: string;
  /** First words after a gap that was ours. */
  readonly bridging: string;
  /** Into a talk that does not end. */
  readonly cutIn: string;
  /** Somebody spoke and no word was understood. */
  readonly misheard: string;
  /** The recogniser was away and is back: what was said meanwhile is lost. */
  readonly hearsAgain: string;
  /** We began to speak into a pause that was none. */
  readonly falseStart: string;
  readonly goodbye: string;
};

const ALL: Readonly<Record<Language, Phrases>> = {
  "en-US": {
    fillers: ["One moment, please.", "I am still on it.", "Thank you for waiting."],
    stuck: "I am sorry, this is taking too long. I will ask a colleague to help.",
    failed: "I am sorry, something went wrong on our side. I will ask a colleague to help.",
    ringing: "I am still trying to reach a colleague for you.",
    nobody: "Unfortunately nobody is free right now. I can go on helping you myself.",
    refused: "I am sorry, I cannot help with that. Is there something to repair at your place?",
    stillThere: ["Are you still there?", "I cannot hear you. Are you still on the line?"],
    silentGoodbye:
      "I do not hear anything, so I will end the call now. Please call again. Goodbye.",
    bridging: "Sorry for the short interruption.",
    cutIn: "Let me come in there for a moment.",
    misheard: "Sorry, I did not catch that. Could you say it again?",
    hearsAgain: "I can hear you again. What did you say just now?",
    falseStart: "Sorry, please go on.",
    goodbye: "Thank you for your call. Goodbye.",
  },
  "de-DE": {
    fillers: ["Einen Moment bitte.", "Ich bin noch dabei.", "Danke für Ihre Geduld."],
    stuck: "Entschuldigung, das dauert zu lange. Ich frage eine Kollegin, ob sie helfen kann.",
    failed: "Entschuldigung, bei uns ist etwas schiefgegangen. Ich frage eine Kollegin um Hilfe.",
    ringing: "Ich versuche noch, jemanden für Sie zu erreichen.",
    nobody: "Leider ist gerade niemand frei. Ich helfe Ihnen gern selbst weiter.",
    refused: "Dabei kann ich leider nicht helfen. Gibt es bei Ihnen etwas zu reparieren?",
    stillThere: ["Sind Sie noch da?", "Ich höre Sie nicht. Sind Sie noch am Apparat?"],
    silentGoodbye:
      "Ich höre leider nichts und beende jetzt das Gespräch. Rufen Sie gern wieder an. Auf Wiederhören.",
    bridging: "Entschuldigen Sie die kurze Unterbrechung.",
    cutIn: "Darf ich hier kurz einhaken?",
    misheard: "Entschuldigung, das habe ich nicht verstanden. Können Sie es noch einmal sagen?",
    hearsAgain: "Jetzt höre ich Sie wieder. Was sagten Sie eben?",
    falseStart: "Entschuldigung, sprechen Sie bitte weiter.",
    goodbye: "Danke für Ihren Anruf. Auf Wiederhören.",
  },
  "tr-TR": {
    fillers: ["Bir dakika lütfen.", "Hâlâ bakıyorum.", "Beklediğiniz için teşekkürler."],
    stuck: "Kusura bakmayın, bu çok uzun sürdü. Bir çalışma arkadaşımdan yardım isteyeceğim.",
    failed: "Kusura bakmayın, bizde bir sorun oluştu. Bir çalışma arkadaşımdan yardım isteyeceğim.",
    ringing: "Sizin için hâlâ bir çalışma arkadaşıma ulaşmaya çalışıyorum.",
    nobody: "Maalesef şu anda kimse müsait değil. Size ben yardımcı olmaya devam edebilirim.",
    refused: "Maalesef bu konuda yardımcı olamam. Evinizde tamir edilecek bir şey var mı?",
    stillThere: ["Hâlâ orada mısınız?", "Sizi duyamıyorum. Hatta mısınız?"],
    silentGoodbye:
      "Ses duymadığım için görüşmeyi sonlandırıyorum. Lütfen tekrar arayın. Hoşça kalın.",
    bridging: "Kısa kesinti için kusura bakmayın.",
    cutIn: "Burada kısaca araya girebilir miyim?",
    misheard: "Kusura bakmayın, anlayamadım. Tekrar söyler misiniz?",
    hearsAgain: "Sizi yeniden duyuyorum. Az önce ne demiştiniz?",
    falseStart: "Pardon, buyurun, devam edin.",
    goodbye: "Aradığınız için teşekkürler. Hoşça kalın.",
  },
  "ru-RU": {
    fillers: ["Одну минуту, пожалуйста.", "Я ещё занимаюсь этим.", "Спасибо, что подождали."],
    stuck: "Извините, это занимает слишком много времени. Я попрошу коллегу помочь.",
    failed: "Извините, у нас произошла ошибка. Я попрошу коллегу помочь.",
    ringing: "Я всё ещё пытаюсь дозвониться до коллеги.",
    nobody: "К сожалению, сейчас никто не свободен. Я могу помочь вам сама.",
    refused: "Извините, с этим я помочь не могу. Нужно ли у вас что-то починить?",
    stillThere: ["Вы ещё здесь?", "Я вас не слышу. Вы на линии?"],
    silentGoodbye: "Я ничего не слышу и завершаю звонок. Пожалуйста, перезвоните. До свидания.",
    bridging: "Извините за короткий перерыв.",
    cutIn: "Позвольте, я вас ненадолго прерву.",
    misheard: "Извините, я не разобрала. Повторите, пожалуйста.",
    hearsAgain: "Я снова вас слышу. Что вы сказали?",
    falseStart: "Извините, продолжайте, пожалуйста.",
    goodbye: "Спасибо за звонок. До свидания.",
  },
};

export function phrases(language: Language): Phrases {
  return ALL[language];
}
