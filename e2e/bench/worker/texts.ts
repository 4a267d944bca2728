import type { Language } from "./place.ts";

/** What bots say, in some breaths: long enough to be cut anywhere, and nothing in it is read differently. */
export const SPEECHES: Readonly<Record<Language, readonly string[]>> = {
  "en-US": [
    "Thank you for calling. We have noted that the heating in your kitchen is cold. A technician will come tomorrow morning and look at the boiler. Please make sure that somebody is at home. Is there anything else that I can do for you?",
    "I am sorry to hear that. The water must be turned off before anybody can repair the pipe. You will find the valve in the cellar, behind the washing machine. Turn it to the right until it stops.",
  ],
  "de-DE": [
    "Vielen Dank für Ihren Anruf. Wir haben notiert, dass die Heizung in Ihrer Küche kalt ist. Ein Techniker kommt morgen früh und sieht sich den Kessel an. Bitte sorgen Sie dafür, dass jemand zu Hause ist. Kann ich sonst noch etwas für Sie tun?",
    "Das tut mir leid. Das Wasser muss abgestellt werden, bevor jemand das Rohr reparieren kann. Sie finden das Ventil im Keller, hinter der Waschmaschine. Drehen Sie es nach rechts, bis es nicht mehr weitergeht.",
  ],
  "tr-TR": [
    "Aradığınız için teşekkür ederiz. Mutfağınızdaki kaloriferin soğuk olduğunu not ettik. Bir teknisyen yarın sabah gelip kazana bakacak. Lütfen evde birinin bulunmasını sağlayın. Sizin için yapabileceğim başka bir şey var mı?",
    "Bunu duyduğuma üzüldüm. Boru tamir edilmeden önce suyun kapatılması gerekiyor. Vanayı bodrumda, çamaşır makinesinin arkasında bulabilirsiniz. Durana kadar sağa doğru çevirin.",
  ],
  "ru-RU": [
    "Спасибо за ваш звонок. Мы записали, что батарея на вашей кухне холодная. Мастер придёт завтра утром и осмотрит котёл. Пожалуйста, пусть кто-нибудь будет дома. Могу ли я ещё чем-нибудь вам помочь?",
    "Мне очень жаль это слышать. Воду нужно перекрыть, прежде чем кто-то сможет починить трубу. Вы найдёте вентиль в подвале, за стиральной машиной. Поверните его вправо до упора.",
  ],
};

export const LANGUAGES = Object.keys(SPEECHES) as readonly Language[];
