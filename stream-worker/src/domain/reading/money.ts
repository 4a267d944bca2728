import type { Context, Currency, Rule } from "./types.ts";

const SIGNS: Readonly<Record<string, Currency>> = {
  "€": "euro",
  eur: "euro",
  $: "dollar",
  usd: "dollar",
  "₺": "lira",
  tl: "lira",
  try: "lira",
  "₽": "rouble",
  rub: "rouble",
  руб: "rouble",
  "руб.": "rouble",
};

/** 1.234,50 and 1 234,50 where the comma is the decimal sign, 1,234.50 where the stop is. */
export function amountOf(written: string, { language }: Pick<Context, "language">) {
  const decimal = language === "en-US" ? "." : ",";
  const [whole = "", rest = ""] = written.split(decimal);
  return { whole: Number(whole.replace(/[\s.,\u00a0]/gu, "")), rest };
}

function say(written: string, sign: string, context: Context): string | undefined {
  const currency = SIGNS[sign.toLowerCase()];
  const { whole, rest } = amountOf(written, context);
  if (currency === undefined || !Number.isSafeInteger(whole) || rest.length > 2) return undefined;
  const hundredths = rest === "" ? 0 : Number(rest.padEnd(2, "0"));
  return Number.isInteger(hundredths)
    ? context.words.money[currency](whole, hundredths)
    : undefined;
}

const AMOUNT = String.raw`\d{1,3}(?:[.,\s\u00a0]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?`;

export const money: readonly Rule[] = [
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d.,])([€$₺₽])\s?(${AMOUNT})(?!\d|[.,]\d)`, "gu"),
    read: ([, sign = "", amount = ""], context) => say(amount, sign, context),
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d.,])(${AMOUNT})\s?(€|\$|₺|₽|EUR|USD|TL|TRY|RUB|руб\.?(?!\p{L}))(?!\p{L})`,
      "gu",
    ),
    read: ([, amount = "", sign = ""], context) => say(amount, sign, context),
  },
];
