import type { Word } from "../../speech/words.ts";

/** How a language says numbers; every key is folded (see `fold`). */
export type NumberWords = {
  zero: ReadonlySet<string>;
  units: ReadonlyMap<string, number>;
  teens: ReadonlyMap<string, number>;
  tens: ReadonlyMap<string, number>;
  /** Whole hundreds in one word. */
  hundreds: ReadonlyMap<string, number>;
  /** The word that multiplies: five hundred. */
  hundred: ReadonlySet<string>;
  /** Between hundred and the rest: one hundred *and* five. */
  and: ReadonlySet<string>;
  /** double, triple: how often the next digit is said. */
  repeat: ReadonlyMap<string, number>;
  plus: ReadonlySet<string>;
  /** Country codes whose tens are followed by a number of their own, not by a unit. */
  codes: ReadonlySet<string>;
  /** Numbers written as one word: vierundzwanzig. */
  compound: (norm: string) => number | undefined;
};

/** One number as said: `twenty three`, `550`, `double five`. */
export type Group = { readonly digits: string; readonly from: number; readonly to: number };

/** Reads the one number that begins at word `at`, at most 999 when spoken. */
export function readGroup(
  said: readonly Word[],
  at: number,
  language: NumberWords,
  digitwise = false,
): Group | undefined {
  const first = said[at];
  if (!first) return undefined;
  const { norm } = first;
  if (/^\d+$/.test(norm)) return { digits: norm, from: at, to: at + 1 };
  if (language.plus.has(norm)) return { digits: "+", from: at, to: at + 1 };
  if (language.zero.has(norm)) return { digits: "0", from: at, to: at + 1 };
  const times = language.repeat.get(norm);
  if (times !== undefined) {
    const next = readGroup(said, at + 1, language);
    if (!next || next.digits.length !== 1) return undefined;
    return { digits: next.digits.repeat(times), from: at, to: next.to };
  }
  return readCardinal(said, at, language, digitwise);
}

function readCardinal(
  said: readonly Word[],
  at: number,
  language: NumberWords,
  digitwise: boolean,
): Group | undefined {
  const norm = said[at]?.norm ?? "";
  const next = said[at + 1]?.norm ?? "";
  const unit = language.units.get(norm);
  if (language.hundred.has(norm)) return withRest(said, at, at + 1, 100, language, digitwise);
  if (unit !== undefined && language.hundred.has(next)) {
    return withRest(said, at, at + 2, unit * 100, language, digitwise);
  }
  const hundreds = language.hundreds.get(norm);
  if (hundreds !== undefined) return withRest(said, at, at + 1, hundreds, language, false);
  const small = readBelowHundred(said, at, language);
  if (!small) return undefined;
  return { digits: String(small.value), from: at, to: small.to };
}

function withRest(
  said: readonly Word[],
  from: number,
  at: number,
  hundreds: number,
  language: NumberWords,
  digitwise: boolean,
): Group {
  const joined = language.and.has(said[at]?.norm ?? "") ? at + 1 : at;
  const rest = readBelowHundred(said, joined, language);
  // Dictating, "eight hundred five five five" is 800 and three fives, not 805.
  const apart = digitwise && language.and.size > 0 && joined === at && (rest?.value ?? 0) < 10;
  if (!rest || rest.value >= 100 || apart) return { digits: String(hundreds), from, to: at };
  return { digits: String(hundreds + rest.value), from, to: rest.to };
}

function readBelowHundred(
  said: readonly Word[],
  at: number,
  language: NumberWords,
): { value: number; to: number } | undefined {
  const norm = said[at]?.norm ?? "";
  const tens = language.tens.get(norm);
  if (tens !== undefined) {
    const unit = language.units.get(said[at + 1]?.norm ?? "");
    return unit === undefined ? { value: tens, to: at + 1 } : { value: tens + unit, to: at + 2 };
  }
  const value = language.teens.get(norm) ?? language.units.get(norm) ?? language.compound(norm);
  return value === undefined ? undefined : { value, to: at + 1 };
}

/** Numbers said one after another, with nothing but hesitation between them. */
export function readRun(
  said: readonly Word[],
  at: number,
  language: NumberWords,
  mayStandBetween: (norm: string) => boolean = () => false,
): Group[] {
  const run: Group[] = [];
  let next = at;
  for (;;) {
    const group =
      readAfterPlus(said, next, language, run.at(-1)) ?? readGroup(said, next, language, true);
    if (group) {
      run.push(group);
      next = group.to;
    } else if (run.length > 0 && mayStandBetween(said[next]?.norm ?? "")) {
      next += 1;
    } else {
      return run;
    }
  }
}

/** After "plus" a country code stands alone: artı doksan / beş yüz… is +90 5…, not +95. */
function readAfterPlus(
  said: readonly Word[],
  at: number,
  language: NumberWords,
  before: Group | undefined,
): Group | undefined {
  const norm = said[at]?.norm ?? "";
  if (before?.digits !== "+" || !language.codes.has(norm)) return undefined;
  const tens = language.tens.get(norm);
  return tens === undefined ? undefined : { digits: String(tens), from: at, to: at + 1 };
}
