import type { Sample } from "./types.ts";

const noted = {
  problem: "батарея шумит",
  category: "heating",
  address: "улица Садовая 14",
  urgency: "emergency",
  phone: "+79005550100",
} as const;

/**
 * Written before the lexicon was tuned; no persona says any of these. A smell of gas is an
 * emergency without being called one.
 */
export const heldOut: readonly Sample[] = [
  {
    asked: "problem",
    says: "здравствуйте у меня с потолка в ванной капает вода улица садовая дом четырнадцать это очень срочно",
    expect: {
      problem: "капает",
      category: "water",
      address: "улица садовая 14",
      urgency: "emergency",
    },
  },
  {
    asked: "problem",
    says: "добрый день батареи холодные со вчерашнего вечера можете прислать кого нибудь сегодня",
    expect: { problem: "батареи", category: "heating", urgency: "today" },
  },
  {
    asked: "problem",
    says: "Ключ сломался в замке, не могу попасть домой.",
    expect: { problem: "ключ", category: "lock" },
  },
  {
    asked: "problem",
    says: "лифт застрял между этажами, проспект мира 220",
    expect: { problem: "лифт", category: "lift", address: "проспект мира 220" },
  },
  {
    asked: "problem",
    says: "на кухне немного подтекает кран но это не срочно",
    expect: { problem: "кран", category: "water", urgency: "whenever" },
  },
  {
    asked: "problem",
    says: "На кухне не работают розетки, Гагарина 27, мой номер 8 900 555 01 87",
    expect: {
      problem: "розетки",
      category: "electricity",
      address: "гагарина 27",
      phone: "+79005550187",
    },
  },
  {
    asked: "problem",
    says: "унитаз переливается пришлите кого нибудь прямо сейчас",
    expect: { problem: "унитаз", category: "water", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "у нас мыши в подвале хорошо бы на этой неделе",
    expect: { problem: "мыши", category: "pest", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "посудомойка протекает каждый раз когда её включаем",
    expect: { problem: "посудомойка", category: "appliance" },
  },
  {
    asked: "problem",
    says: "во время бури разбилось окно в гостиной тополиная 9 квартира 3",
    expect: { problem: "окно", category: "opening", address: "тополиная 9 квартира 3" },
  },
  {
    asked: "problem",
    says: "в подъезде сильно пахнет газом",
    expect: { problem: "газом", category: "gas", urgency: "emergency" },
  },
  {
    asked: "problem",
    says: "радиатор в детской совсем не греет",
    expect: { problem: "радиатор", category: "heating" },
  },
  {
    asked: "problem",
    says: "гаражные ворота не закрываются можно завтра",
    expect: { problem: "ворота", category: "opening", urgency: "this_week" },
  },
  {
    asked: "problem",
    says: "за шкафом появилась чёрная плесень",
    expect: { problem: "плесень", category: "mould" },
  },
  {
    asked: "problem",
    says: "каждый раз когда включаю плиту выбивает автомат",
    expect: { problem: "автомат", category: "electricity" },
  },
  {
    asked: "problem",
    says: "прорвало трубу в подвале ленинградское шоссе 33 приезжайте скорее",
    expect: {
      problem: "трубу",
      category: "water",
      address: "ленинградское шоссе 33",
      urgency: "emergency",
    },
  },
  {
    asked: "address",
    says: "улица восьмого марта дом двенадцать",
    expect: { address: "улица восьмого марта 12" },
  },
  {
    asked: "address",
    says: "невский проспект сто двенадцать третий этаж",
    expect: { address: "невский проспект 112" },
  },
  { asked: "address", says: "сиреневая пять", expect: { address: "сиреневая 5" } },
  {
    asked: "address",
    says: "город казань улица баумана 45",
    expect: { address: "казань улица баумана 45" },
  },
  {
    asked: "address",
    says: "я живу на пушкинской дом 8 квартира 4",
    expect: { address: "пушкинской 8 квартира 4" },
  },
  {
    asked: "address",
    says: "московская двести двадцать один корпус а",
    expect: { address: "московская 221 корпус а" },
  },
  {
    asked: "address",
    says: "адрес переулок строителей семьдесят семь подъезд два квартира двенадцать",
    expect: { address: "переулок строителей 77 подъезд 2 квартира 12" },
  },
  {
    asked: "address",
    says: "кленовая 33, и телефон 8 900 555 01 19",
    expect: { address: "кленовая 33", phone: "+79005550119" },
  },
  {
    asked: "urgency",
    says: "да не горит, когда будет свободный мастер",
    expect: { urgency: "whenever" },
  },
  { asked: "urgency", says: "как можно скорее", expect: { urgency: "emergency" } },
  { asked: "urgency", says: "желательно до пятницы", expect: { urgency: "this_week" } },
  { asked: "urgency", says: "сегодня после обеда если можно", expect: { urgency: "today" } },
  {
    asked: "urgency",
    says: "нет это не авария можно в ближайшие дни",
    expect: { urgency: "this_week" },
  },
  { asked: "urgency", says: "Да, это настоящая авария.", expect: { urgency: "emergency" } },
  {
    asked: "phone",
    says: "восемь девятьсот пятьсот пятьдесят пять ноль один сорок шесть",
    expect: { phone: "+79005550146" },
  },
  { asked: "phone", says: "на этот номер с которого звоню", expect: { phone: "+79005550143" } },
  {
    asked: "phone",
    says: "плюс семь девять ноль ноль пять пять пять один два три четыре",
    expect: { phone: "+79005551234" },
  },
  {
    asked: "phone",
    says: "можете перезвонить по этому же номеру",
    expect: { phone: "+79005550143" },
  },
  {
    asked: "phone",
    says: "восемь девятьсот двадцать шесть сто двадцать три сорок пять шестьдесят семь",
    expect: { phone: "+79261234567" },
  },
  { asked: "phone", says: "8 (495) 555-66-77", expect: { phone: "+74955556677" } },
  {
    asked: "phone",
    says: "8 495 555 01 33 и если можно сегодня",
    expect: { phone: "+74955550133", urgency: "today" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "нет дом 16",
    expect: { ...noted, problem: "батарея", address: "улица садовая 16" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "телефон неправильный правильный 8 900 555 01 71",
    expect: { ...noted, problem: "батарея", phone: "+79005550171" },
  },
  {
    asked: "confirm",
    given: noted,
    says: "почти, но это не срочно, на этой неделе хватит",
    expect: { ...noted, problem: "батарея", urgency: "this_week" },
  },
];
