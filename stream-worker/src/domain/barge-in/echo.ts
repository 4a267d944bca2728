import type { Word } from "../speech/words.ts";

/** A word cut at either end by the recogniser still is the bot's word. */
const LEAST_PREFIX = 3;

function sounds(heard: string, spoken: string): boolean {
  return heard === spoken || (heard.length >= LEAST_PREFIX && spoken.startsWith(heard));
}

/**
 * True where the words heard are what the bot is saying right now, in the same order: a loudspeaker
 * telephone sends our own voice back, and the carrier's line has no echo cancelling for it.
 */
export function isEcho(heard: readonly Word[], spoken: readonly Word[]): boolean {
  if (heard.length === 0) return false;
  for (let from = 0; from + heard.length <= spoken.length; from += 1) {
    const same = heard.every(({ norm }, at) => {
      const word = spoken[from + at]?.norm ?? "";
      // Only the last word of a partial may still be growing.
      return at === heard.length - 1 ? sounds(norm, word) : norm === word;
    });
    if (same) return true;
  }
  return false;
}
