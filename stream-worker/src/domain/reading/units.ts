import type { Rule, Unit } from "./types.ts";

const WRITTEN: Readonly<Record<string, Unit>> = {
  "°C": "celsius",
  "°F": "fahrenheit",
  "%": "percent",
  "m²": "squareMetre",
  m2: "squareMetre",
  "м²": "squareMetre",
  "m³": "cubicMetre",
  m3: "cubicMetre",
  "м³": "cubicMetre",
  kWh: "kilowattHour",
  кВт·ч: "kilowattHour",
  "кВт⋅ч": "kilowattHour",
  kW: "kilowatt",
  кВт: "kilowatt",
  W: "watt",
  Вт: "watt",
  V: "volt",
  В: "volt",
  "km/h": "kilometrePerHour",
  "км/ч": "kilometrePerHour",
  km: "kilometre",
  км: "kilometre",
  m: "metre",
  м: "metre",
  cm: "centimetre",
  см: "centimetre",
  mm: "millimetre",
  мм: "millimetre",
  kg: "kilogram",
  кг: "kilogram",
  bar: "bar",
  бар: "bar",
  l: "litre",
  L: "litre",
  л: "litre",
};

// The longest first: "m²" is no "m".
const NAMES = Object.keys(WRITTEN)
  .toSorted((one, other) => other.length - one.length)
  .join("|");

export const units: readonly Rule[] = [
  {
    // Turkish writes the sign first.
    pattern: /(?<![\p{L}\d.,])%\s?(\d+(?:[.,]\d+)?)(?![\p{L}\d])/gu,
    read: ([, amount = ""], { words }) => words.units.percent(amount),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d.,])([-−]?\d+(?:[.,]\d+)?)(\s?)(${NAMES})(?![\p{L}\d²³/])`,
      "gu",
    ),
    read: ([, amount = "", , unit = ""], { words }) => {
      const named = WRITTEN[unit];
      return named && words.units[named](amount);
    },
  },
];
