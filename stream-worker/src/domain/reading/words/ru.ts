import type { ReadingWords } from "../types.ts";
import { plural } from "./plural.ts";

const ORDINALS = [
  "",
  "первого",
  "второго",
  "третьего",
  "четвёртого",
  "пятого",
  "шестого",
  "седьмого",
  "восьмого",
  "девятого",
  "десятого",
  "одиннадцатого",
  "двенадцатого",
  "тринадцатого",
  "четырнадцатого",
  "пятнадцатого",
  "шестнадцатого",
  "семнадцатого",
  "восемнадцатого",
  "девятнадцатого",
];
const TENS = [
  "",
  "",
  "двадцать",
  "тридцать",
  "сорок",
  "пятьдесят",
  "шестьдесят",
  "семьдесят",
  "восемьдесят",
  "девяносто",
];
const ROUND = [
  "",
  "",
  "двадцатого",
  "тридцатого",
  "сорокового",
  "пятидесятого",
  "шестидесятого",
  "семидесятого",
  "восьмидесятого",
  "девяностого",
];

/** Genitive, as dates are said: двадцать четвёртого. Below 100. */
function ordinal(number: number): string {
  if (number < 20) return ORDINALS[number] ?? "";
  const tens = Math.floor(number / 10);
  const units = number % 10;
  return units === 0 ? (ROUND[tens] ?? "") : `${TENS[tens]} ${ORDINALS[units]}`;
}

function year(number: number): string {
  const rest = number % 100;
  if (number < 2000 || number > 2099) return `${number} года`;
  return rest === 0 ? "двухтысячного года" : `две тысячи ${ordinal(rest)} года`;
}

const counted =
  (one: string, few: string, many: string) =>
  (amount: string): string => {
    const count = Math.abs(Number(amount.replace(",", ".").replace("−", "-")));
    return `${amount} ${plural(count, one, few, many)}`;
  };

const sum =
  (whole: readonly [string, string, string], part: readonly [string, string, string]) =>
  (units: number, hundredths: number): string => {
    const said = `${units} ${plural(units, ...whole)}`;
    return hundredths === 0 ? said : `${said} ${hundredths} ${plural(hundredths, ...part)}`;
  };

export const russian: ReadingWords = {
  months: [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
  ],
  day: ordinal,
  date: (day, month, number) => `${day} ${month}${number === undefined ? "" : ` ${year(number)}`}`,
  time: (hours, minutes) => {
    const said = `${hours} ${plural(hours, "час", "часа", "часов")}`;
    return minutes === 0
      ? said
      : `${said} ${minutes} ${plural(minutes, "минута", "минуты", "минут")}`;
  },
  timeTail: /^час/iu,
  until: undefined,
  money: {
    euro: sum(["евро", "евро", "евро"], ["цент", "цента", "центов"]),
    dollar: sum(["доллар", "доллара", "долларов"], ["цент", "цента", "центов"]),
    lira: sum(["лира", "лиры", "лир"], ["куруш", "куруша", "курушей"]),
    rouble: sum(["рубль", "рубля", "рублей"], ["копейка", "копейки", "копеек"]),
  },
  units: {
    celsius: counted("градус Цельсия", "градуса Цельсия", "градусов Цельсия"),
    fahrenheit: counted("градус Фаренгейта", "градуса Фаренгейта", "градусов Фаренгейта"),
    percent: counted("процент", "процента", "процентов"),
    squareMetre: counted("квадратный метр", "квадратных метра", "квадратных метров"),
    cubicMetre: counted("кубический метр", "кубических метра", "кубических метров"),
    kilowattHour: counted("киловатт-час", "киловатт-часа", "киловатт-часов"),
    kilowatt: counted("киловатт", "киловатта", "киловатт"),
    watt: counted("ватт", "ватта", "ватт"),
    volt: counted("вольт", "вольта", "вольт"),
    kilometrePerHour: counted("километр в час", "километра в час", "километров в час"),
    kilometre: counted("километр", "километра", "километров"),
    metre: counted("метр", "метра", "метров"),
    centimetre: counted("сантиметр", "сантиметра", "сантиметров"),
    millimetre: counted("миллиметр", "миллиметра", "миллиметров"),
    kilogram: counted("килограмм", "килограмма", "килограммов"),
    bar: counted("бар", "бара", "бар"),
    litre: counted("литр", "литра", "литров"),
  },
  at: "собака",
  dot: "точка",
  numberSign: "номер",
  and: "и",
  abbreviations: [
    { pattern: /(?<!\p{L})ул\./giu, words: "улица" },
    { pattern: /(?<!\p{L})д\.(?=\s?\d)/giu, words: "дом" },
    { pattern: /(?<!\p{L})кв\.(?=\s?\d)/giu, words: "квартира" },
    { pattern: /(?<!\p{L})корп\./giu, words: "корпус" },
    { pattern: /(?<!\p{L})стр\.(?=\s?\d)/giu, words: "строение" },
    { pattern: /(?<!\p{L})(?:просп|пр)\./giu, words: "проспект" },
    { pattern: /(?<!\p{L})пр-т(?!\p{L})/giu, words: "проспект" },
    { pattern: /(?<!\p{L})пер\./giu, words: "переулок" },
    { pattern: /(?<!\p{L})наб\./giu, words: "набережная" },
    { pattern: /(?<!\p{L})пл\.(?=\s\p{Lu})/giu, words: "площадь" },
    { pattern: /(?<!\p{L})ш\.(?!\p{L})/giu, words: "шоссе" },
    { pattern: /(?<!\p{L})г\.(?=\s?\p{Lu})/gu, words: "город" },
    { pattern: /(?<!\p{L})т\.\s?е\./giu, words: "то есть" },
    { pattern: /(?<!\p{L})и\sт\.\s?д\./giu, words: "и так далее" },
    { pattern: /(?<!\p{L})и\sт\.\s?п\./giu, words: "и тому подобное" },
    { pattern: /(?<!\p{L})напр\./giu, words: "например" },
    { pattern: /(?<!\p{L})тел\./giu, words: "телефон" },
    { pattern: /(?<!\p{L})им\.(?=\s\p{Lu})/giu, words: "имени" },
    { pattern: /(?<=\d\s?)мин\.?(?!\p{L})/giu, words: "минут" },
    { pattern: /(?<=\d\s?)эт\.?(?!\p{L})/giu, words: "этаж" },
  ],
  amountWords: /^\s?(?:руб|евро|доллар|литр|человек|метр|процент|кило)/iu,
};
