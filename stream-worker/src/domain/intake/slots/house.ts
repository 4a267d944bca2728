import { endAt, type Span } from "../../speech/phrases.ts";
import { readGroup } from "../numbers/read.ts";
import type { Place } from "./address.ts";

/** A house number as said, with its letter: `14b`. */
export type House = {
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  /** "number 14", "дом 14". */
  readonly marked: boolean;
};

/** Words that are numbers in a telephone number but articles or sounds elsewhere. */
const DOUBTFUL = new Set([
  "oh",
  "o",
  "bir",
  "on",
  "раз",
  "zero",
  "null",
  "sifir",
  "ноль",
  "+",
  "plus",
]);

/** The house number that begins at a word, if it is one and not a count of days. */
export function houseAt(
  at: Place,
  index: number,
  { markers }: { markers: boolean },
): House | undefined {
  const { said, places, numbers } = at;
  const afterMarker = markers ? endAt(said, places.marker, index) : -1;
  const start = afterMarker > 0 ? afterMarker : index;
  const group = readGroup(said, start, numbers);
  if (!group || !/^[1-9]\d{0,3}$/.test(group.digits)) return undefined;
  const alone = group.to - group.from === 1;
  const doubtful = DOUBTFUL.has(said[start]?.norm ?? "");
  if (alone && doubtful && afterMarker < 0) return undefined;
  if (endAt(said, places.measures, group.to) > 0) return undefined;
  const trailing = markers ? endAt(said, places.marker, group.to) : -1;
  const letter = letterAt(at, group.to);
  return {
    from: index,
    to:
      trailing > 0 && trailing === group.to + 1 && !readGroup(said, trailing, numbers)
        ? trailing
        : group.to + letter.length,
    digits: group.digits + letter,
    marked: afterMarker > 0 || trailing > 0,
  };
}

/** A letter that belongs to the number: glued to it, or alone at the end of what was said. */
function letterAt({ said, places }: Place, index: number): string {
  const word = said[index];
  if (!word || !/^[a-zа-д]$/.test(word.norm)) return "";
  if (word.gap === "") return word.norm;
  const last = index === said.length - 1 || /[.,;]/.test(said[index + 1]?.gap ?? "");
  return last || (places.locale === "de-DE" && word.norm <= "h") ? word.norm : "";
}

/** English says the number first, in one or more groups: two twenty one Baker Street. */
export function houseBefore(at: Place, index: number): House | undefined {
  const { said, places, numbers } = at;
  if (!places.numberFirst) return markedBefore(at, index);
  for (let from = Math.max(0, index - 5); from < index; from += 1) {
    let digits = "";
    let next = from;
    while (next < index) {
      const group = readGroup(said, next, numbers);
      if (!group || group.to > index || group.digits === "+") break;
      digits += group.digits;
      next = group.to;
    }
    const letter = next === index - 1 && digits !== "" ? letterAt(at, next) : "";
    if (next + letter.length === index && /^[1-9]\d{0,4}$/.test(digits)) {
      return { from, to: index, digits: digits + letter, marked: false };
    }
  }
  return undefined;
}

/** "Hausnummer vierzehn in der Ahornstraße". */
function markedBefore(at: Place, index: number): House | undefined {
  for (let from = Math.max(0, index - 6); from < index; from += 1) {
    const house = houseAt(at, from, { markers: true });
    if (house?.marked && house.to <= index && index - house.to <= 2) return house;
  }
  return undefined;
}

/**
 * The street in one half of the sentence, its number in the other: "and we are number
 * 29", "vierhundertsechs ist die Hausnummer". Outside the name `street` only.
 */
export function houseElsewhere(at: Place, street: Span): House | undefined {
  const { said, places } = at;
  for (let from = 0; from < said.length; from += 1) {
    if (from >= street.from && from < street.to) continue;
    const house = houseAt(at, from, { markers: true });
    if (!house) continue;
    const near = [house.to, house.to + 1, house.to + 2].some(
      (index) => endAt(said, places.marker, index) > 0,
    );
    const behind = [from - 2, from - 3].some((index) => {
      const end = endAt(said, places.marker, index);
      return end > 0 && end <= from;
    });
    if (house.marked || near || behind) return house;
  }
  return undefined;
}
