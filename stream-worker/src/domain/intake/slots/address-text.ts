import { endAt, type Span } from "../../speech/phrases.ts";
import { readGroup } from "../numbers/read.ts";
import type { Place } from "./address.ts";

const MAX_ADDRESS = 200;

/** Writes an address as one would on paper: digits, capitals, commas, no "number". */
export function writeAddress(at: Place, span: Span): string {
  const { said, places, numbers } = at;
  let out = "";
  let index = span.from;
  let partEnd = 0;
  let housed = false;
  while (index < span.to) {
    const word = said[index];
    const marker = endAt(said, places.marker, index);
    if (!word) break;
    if (marker > 0 && marker < span.to && readGroup(said, marker, numbers)) {
      index = marker;
      continue;
    }
    if (index > span.from && endAt(said, places.cities, index + 1) > 0 && IN.test(word.norm)) {
      index += 1;
      continue;
    }
    const group = readGroup(said, index, numbers);
    const digits = group && group.to <= span.to && group.digits !== "+" ? group : undefined;
    // The first number is the house, even where "12 daire" could be a part.
    const mayBePart = index >= partEnd && (housed || !digits);
    const part = mayBePart ? endAt(said, [...places.parts, ...places.cities], index) : -1;
    housed ||= digits !== undefined;
    const inPart = (part > 0 || index < partEnd) && endAt(said, places.cities, index) < 0;
    const piece = digits?.digits ?? (inPart ? word.text : capital(at, index));
    out += separator(at, span, index, digits !== undefined, part > 0) + piece;
    partEnd = Math.max(partEnd, part);
    index = digits ? digits.to : index + 1;
    if (trailingMarker(at, index, span)) index += 1;
  }
  return out.slice(0, MAX_ADDRESS).trim();
}

/** "Rosenweg 3 in Hamburg" is written without its "in". */
const IN = /^(in|im|в)$/;

function separator(
  at: Place,
  span: Span,
  index: number,
  isNumber: boolean,
  isPart: boolean,
): string {
  if (index === span.from) return "";
  if (isPart) return ", ";
  if (isGlued(at, index, isNumber)) return "";
  return at.said[index]?.gap === "-" ? "-" : " ";
}

/** "on iki numara": the marker after the number goes as well. */
function trailingMarker({ said, places, numbers }: Place, index: number, span: Span): boolean {
  if (index >= span.to || endAt(said, places.marker, index) !== index + 1) return false;
  return readGroup(said, index + 1, numbers) === undefined && places.locale === "tr-TR";
}

/** Letters of a house number stand close: 14b; so do the groups of 2 21. */
function isGlued({ said, places, numbers }: Place, index: number, isNumber: boolean): boolean {
  const before = said[index - 1];
  const word = said[index];
  if (!before || !word) return false;
  const afterNumber = readGroup(said, index - 1, numbers) !== undefined;
  if (isNumber) return afterNumber && places.numberFirst && !/[,;]/.test(word.gap);
  return afterNumber && /^[a-zа-д]$/.test(word.norm) && word.norm.length === 1;
}

/** Recognisers often write lower case throughout; a name then gets its capital. */
function capital({ said, places }: Place, index: number): string {
  const word = said[index];
  if (!word) return "";
  if (word.text !== word.text.toLocaleLowerCase(places.locale)) return word.text;
  const small = [places.small, places.parts, places.marker].some(
    (list) => endAt(said, list, index) > 0,
  );
  if (small) return word.text;
  return word.text.charAt(0).toLocaleUpperCase(places.locale) + word.text.slice(1);
}
