import { describe, expect, test } from "vitest";
import { hintFor, noHints } from "../engine.ts";
import type { HintLanguage } from "../types.ts";
import { DEFAULT_RULES } from "./all.ts";

type Row = readonly [said: string, rule: string | undefined, quoted?: string];

const hint = (language: HintLanguage, text: string, state = noHints, atMs = 0) =>
  hintFor(state, { speaker: "caller", language, text, atMs }, DEFAULT_RULES);

const TABLES: Readonly<Record<HintLanguage, readonly Row[]>> = {
  "en-US": [
    ["I think it smells of gas down here", "gas", "smells of gas"],
    ["there's no smell of gas, just noise", undefined],
    ["my wife is stuck in the elevator", "trapped", "stuck in the elevator"],
    ["the elevator is stuck but nobody is inside", undefined],
    ["the socket is sparking when I touch it", "sparks", "sparking"],
    ["we bought sparkling water", undefined],
    ["the heating is out and I have a baby here", "vulnerable", "baby"],
    ["my kids love the new kitchen", undefined],
    ["a pipe has burst in the basement", "water", "pipe has burst"],
    ["the tap drips a little", undefined],
    ["I locked myself out of the flat", "keys", "locked myself out"],
    ["my key is a bit stiff", undefined],
    ["I do not want to be recorded", "recording", "not want to be recorded"],
    ["I don't mind being recorded", undefined],
    ["this is the third time I call, it's ridiculous", "angry", "third time"],
    ["I'm not angry, just tired", undefined],
    ["I want to cancel my appointment", "cancel", "want to cancel"],
    ["please do not cancel it", undefined],
    ["How much would that cost me?", "price", "How much would that cost"],
    ["I don't know how much water came out", undefined],
    ["I rent the flat, my landlord lives abroad", "tenant", "I rent"],
    ["you have to use the back entrance", "entrance", "back entrance"],
  ],
  "de-DE": [
    ["Hier riecht es total nach Gas im Keller", "gas", "riecht es total nach Gas"],
    ["nein, es gibt keinen Gasgeruch", undefined],
    ["meine Frau steckt im Aufzug fest", "trapped", "steckt im Aufzug"],
    ["der Aufzug steht im Erdgeschoss", undefined],
    ["aus der Steckdose kamen Funken", "sparks", "Funken"],
    ["ich habe eine Funkuhr", undefined],
    ["die heizung geht nicht und ich habe ein baby hier", "vulnerable", "baby"],
    ["meine Kinder sind in der Schule", undefined],
    ["wir haben einen rohrbruch", "water", "rohrbruch"],
    ["der Wasserhahn tropft", undefined],
    ["ich habe mich ausgesperrt", "keys", "ausgesperrt"],
    ["der Schlüssel klemmt etwas", undefined],
    ["Ich möchte nicht, dass das aufgezeichnet wird", "recording", "nicht, dass das aufgezeichnet"],
    ["ich habe nichts gegen die Aufzeichnung", undefined],
    ["das ist eine Frechheit, ich rufe zum dritten Mal an", "angry", "Frechheit"],
    ["ich bin nicht wütend", undefined],
    ["ich will den Termin morgen absagen", "cancel", "Termin morgen absagen"],
    ["bitte den Termin nicht absagen", undefined],
    ["Was kostet das denn?", "price", "Was kostet"],
    ["kommen Sie um jeden Preis", undefined],
    ["da muss ich erst meinen vermieter fragen", "tenant", "vermieter"],
    ["wir wohnen im hinterhaus", "entrance", "hinterhaus"],
  ],
  "tr-TR": [
    ["Mutfakta gaz kokusu alıyorum", "gas", "gaz kokusu"],
    ["hayır gaz kokusu yok", undefined],
    ["eşim asansörde kaldı", "trapped", "asansörde kaldı"],
    ["asansör çalışıyor", undefined],
    ["prizden kıvılcım çıkıyor", "sparks", "prizden kıvılcım çıkıyor"],
    ["kapıya çarptım elim acıyor", undefined],
    ["evde bebek var kombi çalışmıyor", "vulnerable", "bebek"],
    ["çocuklar okulda", undefined],
    ["boru patladı her yer su", "water", "boru patladı"],
    ["musluk damlatıyor", undefined],
    ["kapıda kaldım anahtarım yok", "keys", "kapıda kaldım"],
    ["anahtarı buldum", undefined],
    ["Konuşmanın kaydedilmesini istemiyorum", "recording", "kaydedilmesini istemiyorum"],
    ["kaydedebilirsiniz sorun yok", undefined],
    ["bu rezalet üçüncü kez arıyorum", "angry", "rezalet"],
    ["kızgın değilim", undefined],
    ["randevumu iptal etmek istiyorum", "cancel", "iptal etmek"],
    ["lütfen iptal etmeyin", undefined],
    ["Bu iş kaç para?", "price", "kaç para"],
    ["ne pahasına olursa olsun gelin", undefined],
    ["önce ev sahibine sormam lazım", "tenant", "ev sahibine"],
    ["zil çalışmıyor arka kapıdan girin", "entrance", "zil çalışmıyor"],
  ],
  "ru-RU": [
    ["У нас на кухне сильно пахнет газом", "gas", "пахнет газом"],
    ["нет, газом не пахнет", undefined],
    ["моя жена застряла в лифте", "trapped", "застряла в лифте"],
    ["лифт стоит на первом этаже", undefined],
    ["розетка искрит", "sparks", "искрит"],
    ["я вам искренне благодарен", undefined],
    ["отопление не работает а у нас грудной ребёнок", "vulnerable", "грудной"],
    ["дети в школе", undefined],
    ["прорвало трубу в подвале", "water", "прорвало трубу"],
    ["кран немного капает", undefined],
    ["я потеряла ключи от квартиры", "keys", "потеряла ключи"],
    ["ключ туго поворачивается", undefined],
    ["Я не хочу, чтобы меня записывали", "recording", "не хочу, чтобы меня записывали"],
    ["я не против записи", undefined],
    ["это безобразие, звоню третий раз", "angry", "безобразие"],
    ["я не сержусь", undefined],
    ["я хочу отменить заявку", "cancel", "хочу отменить"],
    ["пожалуйста, не отменяйте", undefined],
    ["Сколько это стоит?", "price", "Сколько это стоит"],
    ["приезжайте любой ценой", undefined],
    ["надо спросить хозяина квартиры", "tenant", "хозяина квартиры"],
    ["домофон не работает, вход со двора", "entrance", "домофон не работает"],
  ],
};

const CONTROLS: Readonly<Record<HintLanguage, readonly string[]>> = {
  "en-US": [
    "Hello, good afternoon.",
    "Yes, my name is Laura Bennett.",
    "The tap in my kitchen drips a bit.",
    "14 Maple Street, second floor.",
    "No hurry, this week is fine.",
    "You can use the number I'm calling from.",
    "Lovely weather today, isn't it?",
    "Yes, that's right.",
    "Thank you, goodbye.",
  ],
  "de-DE": [
    "Guten Tag, mein Name ist Weber.",
    "Bei mir klemmt das Fenster im Schlafzimmer.",
    "Lindenallee 14, im zweiten Stock.",
    "Nein, das hat Zeit, diese Woche reicht.",
    "Sie können diese Nummer nehmen.",
    "Schönes Wetter heute, nicht wahr?",
    "Ja, genau so stimmt es.",
    "Vielen Dank, auf Wiederhören.",
  ],
  "tr-TR": [
    "İyi günler, ben Elif Demir.",
    "Yatak odasının penceresi kapanmıyor.",
    "Çiçek Sokak 14, ikinci kat.",
    "Acelesi yok, bu hafta olur.",
    "Bu numaradan ulaşabilirsiniz.",
    "Bugün hava çok güzel.",
    "Evet, doğru.",
    "Teşekkürler, hoşça kalın.",
  ],
  "ru-RU": [
    "Здравствуйте, меня зовут Анна.",
    "В спальне не закрывается окно.",
    "Садовая улица, дом 14, второй этаж.",
    "Не срочно, можно на этой неделе.",
    "Можно на этот номер.",
    "Погода сегодня хорошая.",
    "Да, всё верно.",
    "Спасибо, до свидания.",
  ],
};

const LANGUAGES = Object.keys(TABLES) as HintLanguage[];

describe.each(LANGUAGES)("%s", (language) => {
  for (const [said, rule, quoted] of TABLES[language]) {
    test(`${said} → ${rule ?? "no card"}`, () => {
      const shown = hint(language, said).hint;
      expect(shown?.ruleId).toBe(rule);
      expect(shown?.words).toBe(quoted);
      if (shown) expect(said.slice(shown.start, shown.end)).toBe(shown.words);
    });
  }

  test("has at least eight rules, and every one is shown to work above", () => {
    const ids = DEFAULT_RULES.filter((rule) => rule.language === language).map((rule) => rule.id);
    expect(ids.length).toBeGreaterThanOrEqual(8);
    const shown = new Set(TABLES[language].map(([, rule]) => rule));
    expect(ids.filter((id) => !shown.has(id))).toEqual([]);
  });

  test("an ordinary call shows none", () => {
    const shown = CONTROLS[language].flatMap((text) => hint(language, text).hint?.words ?? []);
    expect(shown).toEqual([]);
  });
});
