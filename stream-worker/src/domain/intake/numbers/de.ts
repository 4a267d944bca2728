import type { NumberWords } from "./read.ts";

const units = new Map([
  ["eins", 1],
  ["zwei", 2],
  ["zwo", 2],
  ["drei", 3],
  ["vier", 4],
  ["fuenf", 5],
  ["sechs", 6],
  ["sieben", 7],
  ["acht", 8],
  ["neun", 9],
]);

const teens = new Map([
  ["zehn", 10],
  ["elf", 11],
  ["zwoelf", 12],
  ["dreizehn", 13],
  ["vierzehn", 14],
  ["fuenfzehn", 15],
  ["sechzehn", 16],
  ["siebzehn", 17],
  ["achtzehn", 18],
  ["neunzehn", 19],
]);

const tens = new Map([
  ["zwanzig", 20],
  ["dreissig", 30],
  ["vierzig", 40],
  ["fuenfzig", 50],
  ["sechzig", 60],
  ["siebzig", 70],
  ["achtzig", 80],
  ["neunzig", 90],
]);

function below100(norm: string): number | undefined {
  const simple = units.get(norm) ?? teens.get(norm) ?? tens.get(norm);
  if (simple !== undefined) return simple;
  const cut = norm.lastIndexOf("und");
  if (cut < 0) return undefined;
  const unit = norm.slice(0, cut) === "ein" ? 1 : units.get(norm.slice(0, cut));
  const ten = tens.get(norm.slice(cut + 3));
  return unit === undefined || ten === undefined ? undefined : ten + unit;
}

/** einhundertdreiundzwanzig is one word: hundreds, then units before tens. */
function compound(norm: string): number | undefined {
  const cut = norm.indexOf("hundert");
  if (cut < 0) return below100(norm);
  const before = norm.slice(0, cut);
  const after = norm.slice(cut + "hundert".length).replace(/^und(?=.)/, "");
  const times = before === "" || before === "ein" ? 1 : units.get(before);
  const rest = after === "" ? 0 : below100(after);
  return times === undefined || rest === undefined ? undefined : times * 100 + rest;
}

export const german: NumberWords = {
  zero: new Set(["null"]),
  units,
  teens,
  tens: new Map(),
  hundreds: new Map(),
  hundred: new Set(),
  and: new Set(),
  repeat: new Map([
    ["doppel", 2],
    ["zweimal", 2],
    ["dreimal", 3],
  ]),
  plus: new Set(["plus", "+"]),
  codes: new Set(),
  compound,
};
