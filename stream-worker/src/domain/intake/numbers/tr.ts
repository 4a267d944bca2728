import type { NumberWords } from "./read.ts";

const units = new Map([
  ["bir", 1],
  ["iki", 2],
  ["uec", 3],
  ["uc", 3],
  ["doert", 4],
  ["dort", 4],
  ["bes", 5],
  ["alti", 6],
  ["yedi", 7],
  ["sekiz", 8],
  ["dokuz", 9],
]);

const tens = new Map([
  ["on", 10],
  ["yirmi", 20],
  ["otuz", 30],
  ["kirk", 40],
  ["elli", 50],
  ["altmis", 60],
  ["yetmis", 70],
  ["seksen", 80],
  ["doksan", 90],
]);

const SUFFIXES = ["de", "da", "te", "ta", "deyiz", "dayiz", "teyiz", "tayiz", "deyim", "dayim"];

/** "on ikideyiz", "numara dörtte": the last word of an address carries its ending. */
const inflected = new Map(
  [...units].flatMap(([word, value]) => [
    [word, value] as const,
    ...SUFFIXES.map((suffix) => [word + suffix, value] as const),
  ]),
);

/** Recognisers write onbir, otuziki and beşyüz as one word as often as two. */
function compound(norm: string): number | undefined {
  for (const [ten, value] of tens) {
    const unit = norm.startsWith(ten) ? units.get(norm.slice(ten.length)) : undefined;
    if (unit !== undefined) return value + unit;
  }
  return undefined;
}

export const turkish: NumberWords = {
  zero: new Set(["sifir"]),
  units: inflected,
  teens: new Map(),
  tens,
  hundreds: new Map([...units].map(([word, value]) => [`${word}yuez`, value * 100])),
  hundred: new Set(["yuez", "yuz"]),
  and: new Set(),
  repeat: new Map([["cift", 2]]),
  plus: new Set(["arti", "+"]),
  codes: new Set(["doksan", "kirk"]),
  compound,
};
