import fc from "fast-check";
import { expect, test } from "vitest";
import { MANNERS } from "./manners/all.ts";
import { fold, understand } from "./match.ts";
import { TOPICS, type Topic } from "./persona-data.ts";

const asked: Record<keyof typeof MANNERS, [string, Topic | undefined][]> = {
  en: [
    ["Hello, this is AssetCare24. This call is recorded. How can I help you?", "problem"],
    ["What seems to be the problem?", "problem"],
    ["I'm sorry to hear that. What is the address?", "address"],
    ["Where should the technician go to?", "address"],
    ["Please give me the street and the house number.", "address"],
    ["Please tell me your address.", "address"],
    ["Thank you. How urgent is it? Does it have to be today?", "urgency"],
    ["Can it wait until tomorrow?", "urgency"],
    ["Which number can we call you back on?", "callback"],
    ["And your phone number, please.", "callback"],
    [
      "I have noted: a leak at 27 Camden Road, urgent, number 020 7946 0142. Is that right?",
      "confirm",
    ],
    ["Did I get that right?", "confirm"],
    ["Is there anything else I can do for you?", "more"],
    ["Would you like me to connect you with a colleague?", "human"],
    ["Are you still there?", "present"],
    ["Sorry, I did not catch that. Could you say that again?", "repeat"],
    ["Could you give me the street and the house number again?", "address"],
    ["For a new request press 1, for the status of one press 2.", "menu"],
    ["Please describe the problem after the tone.", "message"],
    ["One moment please, I am connecting you to a colleague.", "wait"],
    ["Please hold, a colleague will be with you soon.", "wait"],
    ["Your request is saved. We will call your number. Goodbye.", "bye"],
    ["Thank you, have a nice day!", "bye"],
    ["We will call you on your number about your address.", undefined],
    ["The water pressure is low.", undefined],
  ],
  de: [
    ["Guten Tag, hier ist AssetCare24. Wie kann ich Ihnen helfen?", "problem"],
    ["Worum geht es denn?", "problem"],
    ["Das tut mir leid. Wie lautet die Adresse?", "address"],
    ["Bitte nennen Sie mir Straße und Hausnummer.", "address"],
    ["In welcher Straße wohnen Sie?", "address"],
    ["Wie dringend ist es?", "urgency"],
    ["Hat das bis morgen Zeit?", "urgency"],
    ["Unter welcher Nummer können wir Sie zurückrufen?", "callback"],
    ["Wie erreichen wir Sie?", "callback"],
    ["Ich habe notiert: Wasserschaden, Lindenstraße 14, dringend. Stimmt das?", "confirm"],
    ["Habe ich das richtig verstanden?", "confirm"],
    ["Kann ich sonst noch etwas für Sie tun?", "more"],
    ["Soll ich Sie mit einem Kollegen verbinden?", "human"],
    ["Sind Sie noch da?", "present"],
    ["Das habe ich leider nicht verstanden. Können Sie das wiederholen?", "repeat"],
    ["Können Sie mir Straße und Hausnummer noch einmal sagen?", "address"],
    ["Sagen Sie mir Ihre Telefonnummer bitte noch einmal, Ziffer für Ziffer.", "callback"],
    ["Für eine neue Anfrage drücken Sie die 1.", "menu"],
    ["Sprechen Sie bitte nach dem Signalton.", "message"],
    ["Einen Moment bitte, ich verbinde Sie.", "wait"],
    ["Bitte warten Sie, ein Kollege ist gleich für Sie da.", "wait"],
    ["Vielen Dank für Ihren Anruf. Auf Wiederhören!", "bye"],
    ["Wir rufen Sie unter dieser Nummer zurück.", undefined],
  ],
  tr: [
    ["Nereye gelelim? Sokağı ve kapı numarasını söyler misiniz?", "address"],
    ["Merhaba, size nasıl yardımcı olabilirim?", "problem"],
    ["Sorun nedir?", "problem"],
    ["Geçmiş olsun. Adresinizi alabilir miyim?", "address"],
    ["Lütfen adresinizi söyleyin.", "address"],
    ["Bu acil mi, yoksa bekleyebilir mi?", "urgency"],
    ["Size hangi numaradan ulaşabiliriz?", "callback"],
    ["Geri arama numaranızı söyler misiniz?", "callback"],
    ["Not aldım: kombi çalışmıyor, Lale Sokak 12, acil. Doğru mu?", "confirm"],
    ["Başka bir isteğiniz var mı?", "more"],
    ["Sizi bir yetkiliye bağlamamı ister misiniz?", "human"],
    ["Orada mısınız?", "present"],
    ["Anlayamadım, tekrar eder misiniz?", "repeat"],
    ["Telefon numaranızı rakam rakam bir daha söyler misiniz?", "callback"],
    ["Yeni talep için 1’e basın.", "menu"],
    ["Bir dakika lütfen, sizi bağlıyorum.", "wait"],
    ["Aradığınız için teşekkürler. Hoşça kalın!", "bye"],
    ["İYİ GÜNLER", "bye"],
  ],
  ru: [
    ["Назовите, пожалуйста, улицу и номер дома.", "address"],
    ["Можно перезвонить на тот номер, с которого вы звоните?", "callback"],
    ["Здравствуйте, чем могу помочь?", "problem"],
    ["Что случилось?", "problem"],
    ["Назовите, пожалуйста, адрес.", "address"],
    ["По какому адресу приехать?", "address"],
    ["Насколько это срочно?", "urgency"],
    ["Это может подождать до завтра?", "urgency"],
    ["По какому номеру вам перезвонить?", "callback"],
    ["Записал: замок, Садовая, 8, срочно. Всё верно?", "confirm"],
    ["Могу ещё чем-то помочь?", "more"],
    ["Соединить вас с оператором?", "human"],
    ["Вы меня слышите?", "present"],
    ["Извините, не расслышал. Повторите, пожалуйста.", "repeat"],
    ["Повторите, пожалуйста, улицу и номер дома.", "address"],
    ["Для новой заявки нажмите один.", "menu"],
    ["Минутку, соединяю вас.", "wait"],
    ["Спасибо за звонок. До свидания!", "bye"],
  ],
};

for (const [language, sentences] of Object.entries(asked)) {
  test.each(sentences)(`${language}: "%s" is about %s`, (text, topic) => {
    const manners = MANNERS[language as keyof typeof MANNERS];
    const found = understand(text, [], manners).topic;
    expect(found).toBe(topic);
  });
}

test("the last question is answered, not the first, and words of the persona come before topics", () => {
  const answers = [
    { when: ["water off"], say: "No." },
    { when: "address" as const, say: "Here." },
  ];
  const { en } = MANNERS;
  expect(understand("What happened? And where are you?", answers, en)).toEqual({
    answer: 1,
    topic: "address",
  });
  expect(understand("Where are you? Is the water off?", answers, en).answer).toBe(0);
});

test("every topic has words in every language", () => {
  for (const manners of Object.values(MANNERS)) {
    for (const topic of TOPICS) expect(manners.topics[topic].length).toBeGreaterThan(0);
  }
});

test("no text makes understanding fail", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const { topic } = understand(text, [], MANNERS.tr);
      expect([undefined, ...TOPICS]).toContain(topic);
    }),
  );
});

test("folding drops case, accents and punctuation, and is done once for all", () => {
  expect(fold("İyi GÜNLER, Straße! Ещё?")).toBe(" iyi gunler strasse еще ");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => fold(fold(text)) === fold(text)),
  );
});
