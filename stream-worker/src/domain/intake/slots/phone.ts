import { endAt, find, overlap, type Span } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { Lexicon } from "../lexicon/types.ts";
import { type Group, readRun } from "../numbers/read.ts";

/** Digits said one after another; a leading `+` is kept. */
export type SaidDigits = Span & { readonly digits: string };

/** Fewer digits than this are a house number or a date, not a telephone number. */
export const LEAST_DIGITS = 7;

/** The longest run of digits outside `taken`, of at least `least` digits. */
export function findDigits(
  said: readonly Word[],
  lexicon: Lexicon,
  taken: readonly Span[],
  least: number,
): SaidDigits | undefined {
  let best: SaidDigits | undefined;
  for (let at = 0; at < said.length; at += 1) {
    const run = trim(
      said,
      readRun(said, at, lexicon.numbers, (norm) => isBetween(norm, lexicon)),
    );
    const first = run[0];
    const last = run.at(-1);
    if (!first || !last) continue;
    const span = { from: first.from, to: last.to };
    if (taken.some((one) => overlap(one, span))) continue;
    const digits = run.map((group) => group.digits).join("");
    if (digits.length >= least && digits.length > (best?.digits.length ?? 0)) {
      best = { ...span, digits };
    }
    at = last.to - 1;
  }
  return best;
}

const BETWEEN_CACHE = new WeakMap<Lexicon, Map<string, boolean>>();

function isBetween(norm: string, lexicon: Lexicon): boolean {
  const cache = BETWEEN_CACHE.get(lexicon) ?? new Map<string, boolean>();
  BETWEEN_CACHE.set(lexicon, cache);
  const known = cache.get(norm);
  if (known !== undefined) return known;
  const word: Word = { text: norm, norm, start: 0, end: norm.length, gap: "" };
  const fits = endAt([word], lexicon.betweenDigits, 0) > 0;
  if (cache.size < 1_000) cache.set(norm, fits);
  return fits;
}

/** "0212 555 01 33 bir de…": a lone spoken number after written ones is the next sentence. */
function trim(said: readonly Word[], run: readonly Group[]): readonly Group[] {
  const written = (group: Group): boolean => /^[\d+]/.test(said[group.from]?.text ?? "");
  const last = run.at(-1);
  const rest = run.slice(0, -1);
  return last && rest.length > 0 && !written(last) && rest.every(written) ? rest : run;
}

/** Where the caller means the number they are calling from. */
export function findOwnNumber(said: readonly Word[], lexicon: Lexicon): Span | undefined {
  return find(said, lexicon.thisNumber);
}
