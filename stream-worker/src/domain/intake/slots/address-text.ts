import { endAt, type Span } from "../../speech/phrases.ts";
import { readGroup } from "../numbers/read.ts";
import type { Place } from "./address.ts";

const MAX_ADDRESS = 200;

/** Writes an address as one would on paper: digits, capitals, no "number". */
export function writeAddress(at: Place, span: Span): string {
  const { said, places, numbers } = at;
  let out = "";
  let index = span.from;
  while (index < span.to) {
    const marker = endAt(said, places.marker, index);
    if (marker > 0 && marker < span.to && readGroup(said, marker, numbers)) {
      index = marker;
      continue;
    }
    const group = readGroup(said, index, numbers);
    const digits = group && group.to <= span.to && group.digits !== "+" ? group : undefined;
    const word = said[index];
    if (!word) break;
    const piece = digits ? digits.digits : capital(at, index);
    const glued = index > span.from && isGlued(at, index, digits !== undefined);
    const hyphen = word.gap === "-" && index > span.from ? "-" : " ";
    out += out === "" ? piece : (glued ? "" : hyphen) + piece;
    index = digits ? digits.to : index + 1;
    if (trailingMarker(at, index, span)) index += 1;
  }
  return out.slice(0, MAX_ADDRESS).trim();
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
