import type { Language } from "@patchbay/contracts";
import { sentenceEnds } from "./sentence-ends.ts";

/** Text of a reply that has not been handed to a voice. */
export type Chunker = { readonly first: boolean; readonly rest: string };

const FIRST_CLAUSE_WORDS = 2;
/** A first chunk without punctuation: long enough to sound natural, short enough to start soon. */
const FIRST_WORDS = 10;
/** Nobody writes such a sentence; the bound keeps the buffer small whatever a model emits. */
const MAX_REST_CHARS = 400;
const CLAUSE_END = /[,;:–—.!?…]["'»“”)]*\s/gu;

/** Markup is not said. Cut in two it would be: its halves look like words. */
const TAG = /<[a-z/!?][^<>]{0,500}(?:>|$)/giu;
const OPEN_TAG = /<[a-z/!?][^<>]{0,500}$/iu;

/** Of the same length, and without a place to cut in a tag, also in one that is not over. */
function masked(text: string): string {
  return text.includes("<") ? text.replaceAll(TAG, (tag) => "X".repeat(tag.length)) : text;
}

export function newChunker(): Chunker {
  return { first: true, rest: "" };
}

function wordsIn(text: string): number {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function firstCut(text: string, language: Language): number {
  for (const match of text.matchAll(CLAUSE_END)) {
    const end = match.index + match[0].length;
    const clause = text.slice(0, end);
    const isStop = /[.!?…]/u.test(match[0]);
    if (isStop && !sentenceEnds(text, language).includes(end)) continue;
    if (wordsIn(clause) >= FIRST_CLAUSE_WORDS || isStop) return end;
  }
  const tenWords = new RegExp(`^(?:\\s*\\S+\\s+){${FIRST_WORDS}}`, "u").exec(text);
  return tenWords ? tenWords[0].length : 0;
}

/** Takes more text; gives what can be spoken: a first clause or ten words, then whole sentences. */
export function addText(
  chunker: Chunker,
  text: string,
  language: Language,
): { chunker: Chunker; chunks: readonly string[] } {
  const chunks: string[] = [];
  let { first, rest } = chunker;
  rest += text;
  if (first) {
    const cut = firstCut(masked(rest), language);
    if (cut > 0) {
      chunks.push(rest.slice(0, cut));
      rest = rest.slice(cut);
      first = false;
    }
  }
  if (!first) {
    const end = sentenceEnds(masked(rest), language).at(-1) ?? 0;
    if (end > 0) {
      chunks.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
  }
  while (rest.length > MAX_REST_CHARS) {
    const space = masked(rest).lastIndexOf(" ", MAX_REST_CHARS);
    const cut = space > 0 ? space + 1 : MAX_REST_CHARS;
    chunks.push(rest.slice(0, cut));
    rest = rest.slice(cut);
    first = false;
  }
  return { chunker: { first, rest }, chunks };
}

/** Gives up waiting for more: after 300 ms without text or before a tool, and at the end for good. */
export function flush(
  { first, rest }: Chunker,
  { isEnd }: { readonly isEnd: boolean },
): { chunker: Chunker; chunk: string } {
  const open = isEnd ? -1 : rest.search(OPEN_TAG);
  const chunk = open < 0 ? rest : rest.slice(0, open);
  return { chunker: { first: first && chunk === "", rest: rest.slice(chunk.length) }, chunk };
}
