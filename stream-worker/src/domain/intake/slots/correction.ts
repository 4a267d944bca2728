import { endAt, find } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { Lexicon } from "../lexicon/types.ts";
import { readGroup } from "../numbers/read.ts";

/**
 * A new house number without its street: "number 16, not 14", "nein, Hausnummer 16",
 * "16 statt 14". Yields the address with the number replaced, or nothing.
 */
export function correctHouse(
  address: string,
  said: readonly Word[],
  lexicon: Lexicon,
): string | undefined {
  const old = /\d+\p{L}?(?!\p{L})/u.exec(address);
  const number = newNumber(said, lexicon, old?.[0]);
  if (number === undefined || number === old?.[0]) return undefined;
  if (old) return address.replace(old[0], number);
  return lexicon.locale === "en-US" ? `${number} ${address}` : `${address} ${number}`;
}

function newNumber(said: readonly Word[], lexicon: Lexicon, old?: string): string | undefined {
  const groups: { digits: string; marked: boolean; gone: boolean }[] = [];
  let at = 0;
  while (at < said.length) {
    const group = readGroup(said, at, lexicon.numbers);
    if (!group || !/^[1-9]\d{0,3}$/.test(group.digits)) {
      at += 1;
      continue;
    }
    const letter = letterAfter(said, group.to);
    const before = said.slice(Math.max(0, at - 2), at);
    const marked = before.some((_, index) => {
      const end = endAt(before, lexicon.houseNumber, index);
      return end === before.length;
    });
    const after = said.slice(group.to, group.to + 1);
    const gone =
      lexicon.locale === "tr-TR"
        ? find(after, lexicon.notThis) !== undefined
        : before.some((_, index) => endAt(before, lexicon.notThis, index) === before.length);
    groups.push({ digits: group.digits + letter, marked, gone });
    at = group.to;
  }
  const kept = groups.filter((group) => !group.gone && group.digits !== old);
  const missing = old === undefined && kept.length === 1;
  return (
    kept.find((group) => group.marked) ??
    (missing || groups.length > kept.length ? kept[0] : undefined)
  )?.digits;
}

/** "14b", and "vierzehn b" at the end of what was said. */
function letterAfter(said: readonly Word[], at: number): string {
  const word = said[at];
  if (!word || !/^[a-hа-д]$/.test(word.norm)) return "";
  return word.gap === "" || at === said.length - 1 ? word.norm : "";
}
