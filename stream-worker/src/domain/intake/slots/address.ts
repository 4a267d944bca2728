import { endAt, find, overlap, type Span } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { NumberWords } from "../numbers/read.ts";
import type { Places } from "../places/types.ts";
import { type House, houseAt, houseBefore, houseElsewhere } from "./house.ts";
import { writeAddress } from "./address-text.ts";

export type FoundAddress = Span & { readonly text: string; readonly hasNumber: boolean };

/** What the finder works on: one utterance in one language. */
export type Place = {
  readonly said: readonly Word[];
  readonly places: Places;
  readonly numbers: NumberWords;
};

type Candidate = Span & { readonly house?: House; readonly sure: boolean };

/** At a sentence's end a name stops; a comma or a hyphen does not always. */
const breaks = (word: Word | undefined): boolean => /[.!?;,:]/.test(word?.gap ?? "");

const isNumber = (at: Place, index: number): boolean =>
  houseAt(at, index, { markers: false }) !== undefined;

const isStop = ({ said, places }: Place, index: number): boolean =>
  endAt(said, places.stop, index) === index + 1;

const isVerbish = ({ said, places }: Place, index: number): boolean =>
  places.stopEndings.some((ending) => said[index]?.norm.endsWith(ending) === true);

const isStreet = ({ said, places }: Place, index: number): boolean =>
  endAt(said, places.street, index) === index + 1;

const isGlued = (at: Place, index: number): boolean =>
  (at.said[index]?.norm.length ?? 0) > 5 &&
  !isStreet(at, index) &&
  endAt(at.said, at.places.glued, index) === index + 1;

/**
 * Finds the address in an utterance. Outside an address question only a place with a
 * house number counts, so that "the street is dark" is no address.
 */
export function findAddress(at: Place, asked: boolean): FoundAddress | undefined {
  const found: Candidate[] = [];
  at.said.forEach((_, index) => {
    const one =
      (asked ? calledAt(at, index) : undefined) ??
      streetAt(at, index) ??
      prefixedAt(at, index) ??
      bareAt(at, index, asked);
    if (one && (one.house || asked)) found.push(one);
  });
  const merged = found.filter((one) => one.sure).reduce(join, undefined);
  const best = merged ?? found.reduce(join, undefined);
  if (!best || !(best.house || asked)) return undefined;
  const whole = widen(at, best);
  const text = writeAddress(at, whole);
  const far = best.house ? undefined : houseElsewhere(at, whole);
  if (!far) return { ...whole, text, hasNumber: best.house !== undefined };
  const complete = at.places.numberFirst ? `${far.digits} ${text}` : `${text} ${far.digits}`;
  return { ...whole, text: complete, hasNumber: true };
}

/** A district and a street said side by side are one address. */
function join(sum: Candidate | undefined, next: Candidate): Candidate {
  if (!sum) return next;
  if (next.from >= sum.from && next.to <= sum.to) return sum;
  const touch = overlap(sum, next) || next.from - sum.to <= 1;
  if (!touch) return sum.house || !next.house ? sum : next;
  const house = sum.house ?? next.house;
  return {
    from: Math.min(sum.from, next.from),
    to: Math.max(sum.to, next.to),
    sure: sum.sure || next.sure,
    ...(house && { house }),
  };
}

/** "The street is called Old Mill Road", "die Straße heißt Lange Reihe". */
function calledAt(at: Place, index: number): Candidate | undefined {
  const from = endAt(at.said, at.places.called, index);
  if (from < 0) return undefined;
  let to = from;
  while (to < at.said.length && to < from + 4 && !isStop(at, to) && !isNumber(at, to)) {
    if (to > from && breaks(at.said[to])) break;
    to += 1;
  }
  if (to === from) return undefined;
  const house = houseAt(at, to, { markers: true });
  return { from, to: house?.to ?? to, sure: true, ...(house && { house }) };
}

function streetAt(at: Place, index: number): Candidate | undefined {
  const glued = isGlued(at, index);
  if (!glued && !isStreet(at, index)) return undefined;
  const name = glued ? hyphened(at, index) : nameAround(at, index);
  const after = houseAfter(at, name.to);
  const before = after ? undefined : houseBefore(at, name.from);
  const house = after ?? before;
  if (!house && name.to - name.from < 2 && !glued) return undefined;
  return {
    from: Math.min(name.from, house?.from ?? name.from),
    to: Math.max(name.to, house?.to ?? name.to),
    sure: true,
    ...(house && { house }),
  };
}

/** "Moda caddesinde oturuyorum, bina no 8": a marked number may come two words later. */
function houseAfter(at: Place, index: number): House | undefined {
  const next = houseAt(at, index, { markers: true });
  if (next) return next;
  for (const skip of [1, 2]) {
    const marker = endAt(at.said, at.places.marker, index + skip);
    const marked = marker > 0 ? houseAt(at, index + skip, { markers: true }) : undefined;
    if (marked) return marked;
  }
  return undefined;
}

function hyphened(at: Place, index: number): Span {
  let from = index;
  while (from > 0 && at.said[from]?.gap === "-") from -= 1;
  const adjective = from > 0 && endAt(at.said, at.places.adjectives, from - 1) === from;
  return { from: adjective ? from - 1 : from, to: index + 1 };
}

function nameAround(at: Place, index: number): Span {
  if (at.places.name === "around") {
    const before = nameBefore(at, index, 1);
    const adjective = before < index && endAt(at.said, at.places.bare, before) > 0;
    const to = nameAfter(at, index + 1);
    if (!(adjective && to === index + 1)) {
      if (to > index + 1 && !(adjective && isNumber(at, index + 1))) return { from: index, to };
    }
    return { from: adjective ? before : nameBefore(at, index, 2), to: index + 1 };
  }
  return { from: nameBefore(at, index, at.places.nameWords), to: index + 1 };
}

function nameBefore(at: Place, index: number, most: number): number {
  let from = index;
  while (from > 0 && index - from < most) {
    const next = from - 1;
    if (breaks(at.said[from]) || isStop(at, next) || isNumber(at, next)) break;
    if (from < index && isVerbish(at, next)) break;
    from = next;
  }
  return from;
}

/** улица Баумана 45, улица Карла Маркса дом 5, улица 8 марта: up to the number. */
function nameAfter(at: Place, index: number): number {
  const dated =
    isNumber(at, index) &&
    /^(март|ма[яй]|июн|июл|октябр|ноябр|янв|фев)/.test(at.said[index + 1]?.norm ?? "");
  if (dated) return index + 2;
  for (let to = index; to < index + at.places.nameWords; to += 1) {
    const ends = to > index && (isNumber(at, to) || endAt(at.said, at.places.marker, to) > 0);
    if (ends) return to;
    if (to >= at.said.length || isStop(at, to) || isNumber(at, to)) break;
    if (to > index && breaks(at.said[to])) break;
  }
  const single = index < at.said.length && !isStop(at, index) && !isNumber(at, index);
  return single && !breaks(at.said[index]) ? index + 1 : index;
}

/** am Markt 3, unter den Linden 21, на Пушкинской дом 8. */
function prefixedAt(at: Place, index: number): Candidate | undefined {
  const { said, places } = at;
  const start = endAt(said, places.prefixes, index);
  if (start < 0) return undefined;
  for (let to = start + 1; to <= start + 2; to += 1) {
    if (isStop(at, to - 1) || isNumber(at, to - 1) || breaks(said[to])) return undefined;
    const house = houseAt(at, to, { markers: true });
    if (!house) continue;
    if (isGlued(at, to - 1) && to === start + 1) return undefined;
    const named = places.keepPrefix || endAt(said, places.bare, to - 1) > 0 || house.marked;
    const from = places.keepPrefix ? index : start;
    return named ? { from, to: house.to, sure: true, house } : undefined;
  }
  return undefined;
}

/** Садовая 9, 8 Broadway, Marienburger 19: a name that only its number gives away. */
function bareAt(at: Place, index: number, asked: boolean): Candidate | undefined {
  const { said, places } = at;
  if (isStop(at, index) || isNumber(at, index)) return undefined;
  const house = houseAt(at, index + 1, { markers: true });
  if (house && !breaks(said[index + 1])) {
    const known = endAt(said, places.bare, index) > 0;
    if (!known && !asked) return undefined;
    const from = nameBefore(at, index + 1, known ? 1 : 2);
    return { from, to: house.to, sure: false, house };
  }
  const first = asked && places.numberFirst ? houseBefore(at, index) : undefined;
  return first && { from: first.from, to: index + 1, sure: false, house: first };
}

/** Takes in floor, flat, postal code and town beside the street. */
function widen(at: Place, street: Candidate): Span {
  const { said, places } = at;
  let { from, to } = street;
  for (;;) {
    const comma = /^(in|im|,)$/.test(said[to]?.norm ?? "") ? 1 : 0;
    const part = endAt(said, places.parts, to);
    const city = endAt(said, places.cities, to + comma);
    const code = /^\d{5}$/.test(said[to + comma]?.norm ?? "") ? to + comma + 1 : -1;
    const next = Math.max(part, city, code);
    if (next <= to) break;
    to = numberedPart(at, to, next);
  }
  const town = find(said.slice(Math.max(0, from - 2), from), places.cities);
  if (town && Math.max(0, from - 2) + town.to === from) from = Math.max(0, from - 2) + town.from;
  return { from, to };
}

/** `flat twenty one` matches as `flat _`; the number's other words belong to it. */
function numberedPart(at: Place, from: number, to: number): number {
  const house = houseAt(at, from + 1, { markers: true });
  return Math.max(to, house && house.from <= to ? house.to : to);
}
