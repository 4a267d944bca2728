/** Longer pieces are cut: a turn holds a thousand characters, and a vendor's answer is not ours. */
const MAX_CHARS = 2_000;
/** An entity may hide an entity; after three rounds what is left is text that only looks like one. */
const MAX_ROUNDS = 3;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function entity(whole: string, name: string): string {
  const number = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/iu.exec(name);
  if (!number) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = number[1] === undefined ? Number(number[2]) : Number.parseInt(number[1], 16);
  return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : " ";
}

function withoutMarkup(text: string): string {
  let left = text;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const next = left
      .replaceAll(/&(#?\w{1,8});/gu, entity)
      // Tags, and the tokens by which models mark time and language: <|0.00|>.
      .replaceAll(/<[^<>]*>/gu, " ");
    if (next === left) break;
    left = next;
  }
  return left.replaceAll(/[<>]/gu, " ");
}

/**
 * What a recogniser heard, as plain words: no markup, no control or invisible characters, single
 * spaces. A caller's words are shown, spoken and put before a model, so they are text and no more.
 */
export function cleanWords(text: string): string {
  return withoutMarkup(text.slice(0, 2 * MAX_CHARS))
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, " ")
    .replaceAll(/[\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, "")
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .trim()
    .slice(0, MAX_CHARS)
    .replace(/[\ud800-\udbff]$/u, "")
    .trim();
}
