import type { Language } from "@patchbay/contracts";
import { sentenceEnds } from "./sentence-ends.ts";

/** Some four minutes of speech. Nobody listens to more, and work stays bounded whatever is written. */
const MAX_CHARS = 4_000;

const ADDRESS = /\b(?:https?:\/\/|www\.)(?:www\.)?([^\s/?#<>"'()[\]]{1,100})[^\s<>"'()[\]]*/giu;
const MARKDOWN_LINK = /\[([^[\]]{1,200})\]\([^()\s]{0,500}\)/gu;
const TAG = /<[a-z/!?][^<>]{0,500}>/giu;
const AMPERSAND = /&(?:amp;)+/giu;
const ENTITY = /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/giu;
/** Pictures, and what colours, joins or frames them; flags are pairs of letters of their own. */
const PICTURE =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u20e3\ufe0e\ufe0f]/gu;
/** Zero width, direction and tag marks; private and unassigned places; what lone surrogates became. */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cn}\ufffd]/gu;
/** `[[` opens phonemes in espeak-ng, `<` and `]]>` markup elsewhere; the others are drawn, not said. */
const DRAWN = /[\p{Cc}\p{Zl}\p{Zp}<>[\]{}|\\^~_#=•]|-{3,}/gu;
/** No script of ours stacks three marks on a letter. */
const STACKED = /(\p{M}{2})\p{M}+/gu;
/** A vendor would say every one. Digits are a number and stay. */
const REPEATED = /([^\p{N}\s])\1{3,}/gu;

function bounded(text: string): string {
  if (text.length <= MAX_CHARS) return text;
  const space = text.lastIndexOf(" ", MAX_CHARS);
  return text.slice(0, space > 0 ? space : MAX_CHARS);
}

function cleaned(text: string): string {
  return text
    .replaceAll(UNSEEN, "")
    .replaceAll(PICTURE, "")
    .replaceAll(/[*`]/gu, "")
    .replaceAll(MARKDOWN_LINK, "$1")
    .replaceAll(ADDRESS, "$1")
    .replaceAll(AMPERSAND, "&")
    .replaceAll(ENTITY, " ")
    .replaceAll(TAG, " ")
    .replaceAll(DRAWN, " ")
    .replaceAll(STACKED, "$1")
    .replaceAll(REPEATED, "$1$1$1")
    .replaceAll(/\s+/gu, " ");
}

/** What is taken out may leave markup behind: `&\u200blt;`. Twice is the most that honest text needs. */
const MAX_PASSES = 6;

/**
 * Text as a voice may get it: no markup, pictures or characters nobody sees, addresses of the web by
 * their host alone. White space at the ends stays, as single spaces, so that pieces can be joined.
 * Text that is speakable already comes back as it is.
 */
export function speakable(text: string): string {
  let words = bounded(text).toWellFormed().normalize("NFC");
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = cleaned(words);
    if (next === words) break;
    words = next;
  }
  return hasWords(words) ? words : "";
}

/** Whether there is anything in it that a voice would say. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

const CLAUSE_END = /[,;:–—]["'»“”)]*\s/gu;

/** Where to cut so that at most `maxChars` stand before: a sentence's end, a clause's, a word's. */
function cutOf(text: string, language: Language, maxChars: number): number {
  const head = text.slice(0, maxChars);
  const sentence = sentenceEnds(head, language).at(-1);
  if (sentence !== undefined) return sentence;
  const clause = [...head.matchAll(CLAUSE_END)].at(-1);
  if (clause) return clause.index + clause[0].length;
  const space = head.lastIndexOf(" ");
  if (space > 0) return space + 1;
  // Between the halves of one character there is nothing to be said.
  return head.isWellFormed() || maxChars < 2 ? maxChars : maxChars - 1;
}

/** Parts of at most `maxChars` characters, at least 2, for vendors that take no more; joined they are the text. */
export function splitSpeech(text: string, language: Language, maxChars: number): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > maxChars) {
    const cut = cutOf(rest, language, maxChars);
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  if (rest !== "") parts.push(rest);
  return parts;
}
