import type { Caller, Scenario } from "./scenario.ts";

const greeting =
  "С вами говорит автоматический помощник компании AssetCare24. Разговор записывается. Здравствуйте, чем могу помочь?";

export const russianCallers: readonly Caller[] = [
  { name: "Елена Соколова", number: "+74955550142", address: "улица Садовая, дом 12, квартира 40" },
  { name: "Игорь Петров", number: "+74955550167", address: "Лесной проспект, 5" },
  { name: "Марина Кузнецова", number: "+74955550188", address: "переулок Тихий, дом 3" },
];

export const russianScenarios: readonly Scenario[] = [
  {
    language: "ru-RU",
    lines: [
      ["bot", greeting],
      ["caller", "Мы застряли в лифте с соседкой, уже двадцать минут стоим."],
      ["bot", "Понимаю, это неприятно. Назовите, пожалуйста, адрес."],
      ["caller", "{address}. Позовите человека, пожалуйста."],
      ["bot", "Сейчас соединю, одну минуту."],
      ["operator", "Это Мира, AssetCare24. Вы в порядке, никому не плохо?"],
      ["caller", "Соседке душно, а так нормально."],
      ["operator", "Двери не открывайте. Механик будет через пятнадцать минут, я на связи."],
      ["caller", "Спасибо, ждём."],
    ],
    takenOverAt: 5,
    hint: {
      line: 1,
      words: "застряли в лифте",
      kind: "warning",
      title: "Лифт: спросить о здоровье",
      say: "Скажите, никому не плохо? Двери сами не открывайте.",
      source: "Люди в лифте",
    },
    request: { problem: "Двое застряли в лифте", urgency: "emergency", kind: "request" },
    outcome: "taken_over",
  },
  {
    language: "ru-RU",
    lines: [
      ["bot", greeting],
      ["caller", "Здравствуйте, в ванной течёт кран, капает уже неделю."],
      ["bot", "Поняла. По какому адресу?"],
      ["caller", "{address}."],
      ["bot", "Насколько это срочно?"],
      ["caller", "Не срочно, когда сможете."],
      ["bot", "На какой номер вам перезвонить?"],
      ["caller", "На этот же."],
      ["bot", "Течёт кран, {address}, не срочно, перезвонить на этот номер. Всё верно?"],
      ["caller", "Да, верно."],
      ["bot", "Спасибо, заявка принята. До свидания."],
    ],
    request: { problem: "В ванной течёт кран", urgency: "whenever", kind: "request" },
    outcome: "request_taken",
  },
  {
    language: "ru-RU",
    lines: [
      ["bot", greeting],
      ["caller", "Соедините меня с оператором."],
      ["bot", "Сейчас все заняты. Записать просьбу перезвонить вам?"],
      ["caller", "Да, пожалуйста, по поводу договора."],
      ["bot", "Записал. Мы вам перезвоним. До свидания."],
    ],
    request: { problem: "Вопрос по договору", urgency: "this_week", kind: "callback" },
    outcome: "callback_noted",
  },
];
