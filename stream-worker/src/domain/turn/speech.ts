/** One reply on its way to the caller's ear. */
export type Speech = {
  readonly gen: number;
  /** The greeting tells the caller that a machine speaks. */
  readonly discloses: boolean;
  /** So many of its first characters cannot be interrupted; the disclosure is heard with them. */
  readonly guardedChars: number;
  /** Said into our own silence: nothing of it is owed. */
  readonly stopgap: boolean;
  /** Handed to the carrier so far. */
  readonly sent: string;
  /** Characters of `sent` the carrier reported as played. */
  readonly heardChars: number;
  /** Nothing will be added. */
  readonly complete: boolean;
  readonly startedAt: number | null;
  readonly lastPlayedAt: number | null;
};

export function newSpeech(
  gen: number,
  {
    discloses = false,
    guardedChars = 0,
    stopgap = false,
  }: { discloses?: boolean; guardedChars?: number; stopgap?: boolean } = {},
): Speech {
  return {
    gen,
    discloses,
    guardedChars,
    stopgap,
    sent: "",
    heardChars: 0,
    complete: false,
    startedAt: null,
    lastPlayedAt: null,
  };
}

const MIN_SKIP_LETTERS = 8;
const COUNTS = /[\p{L}\p{N}]/u;

function letters(text: string): string {
  let out = "";
  for (const char of text) if (COUNTS.test(char)) out += char.toLowerCase();
  return out;
}

/** Index in `text` after `count` letters from `from`, with the punctuation that follows them. */
function after(text: string, from: number, count: number): number {
  let index = from;
  let left = count;
  while (index < text.length && left > 0) {
    const char = String.fromCodePoint(text.codePointAt(index) ?? 0);
    if (COUNTS.test(char)) left -= letters(char).length;
    index += char.length;
  }
  while (index < text.length && !COUNTS.test(text[index] ?? "") && !/\s/u.test(text[index] ?? "")) {
    index += 1;
  }
  return index;
}

/**
 * Advances by a fragment the carrier played. Carriers normalise spacing and punctuation, so only
 * letters and digits are compared; a fragment we do not recognise advances by its own length.
 * Returns what of the fragment belongs to the next speech.
 */
export function advance(speech: Speech, fragment: string, at: number): [Speech, string] {
  const wanted = letters(fragment);
  if (wanted === "") return [speech, ""];
  const rest = letters(speech.sent.slice(speech.heardChars));
  const found = rest.indexOf(wanted);
  // Far ahead only a long fragment is recognised: a short one is likely to stand there by chance.
  const skips = found > 0 && wanted.length < MIN_SKIP_LETTERS;
  const overflow = found === -1 && rest !== "" && wanted.startsWith(rest) ? rest.length : null;
  const count =
    overflow ??
    (found === -1 || skips ? Math.min(wanted.length, rest.length) : found + wanted.length);
  const heardChars = after(speech.sent, speech.heardChars, count);
  const next = { ...speech, heardChars, lastPlayedAt: at };
  return [next, overflow === null ? "" : fragment.slice(after(fragment, 0, overflow))];
}

export function fullyHeard(speech: Speech): boolean {
  return letters(speech.sent.slice(speech.heardChars)) === "";
}

/** What must be heard of it has not been yet. */
export function isGuarded(speech: Speech): boolean {
  return letters(speech.sent.slice(speech.heardChars, speech.guardedChars)) !== "";
}

/** What was heard, cut back to a whole word: half a word is no word. */
export function heardText(speech: Speech): string {
  if (fullyHeard(speech)) return speech.sent.trim();
  const heard = speech.sent.slice(0, speech.heardChars);
  const next = speech.sent[speech.heardChars] ?? " ";
  const midWord = COUNTS.test(next) && COUNTS.test(heard.at(-1) ?? " ");
  return (midWord ? heard.slice(0, Math.max(0, heard.search(/\S+$/u))) : heard).trim();
}

const SENTENCE_END = /[.!?…:][)»”"']?\s/gu;

/** What is in the caller's ear now: all that was heard, and the sentence that is being spoken. */
export function spokenText(speech: Speech): string {
  SENTENCE_END.lastIndex = speech.heardChars;
  const end = SENTENCE_END.exec(speech.sent);
  return speech.sent.slice(0, end === null ? undefined : end.index + end[0].length).trim();
}

export function unheardText(speech: Speech): string {
  return speech.sent.slice(heardText(speech).length).trim();
}
