import type { Clip } from "../../ports.ts";
import { wordsOf } from "../../voices/word-ends.ts";
import { clipSound, type Sound } from "./sound.ts";
import { FRAME_MS } from "./spectrum.ts";

/** Words with their sound, to compare with. */
export interface KnownClip {
  words: readonly string[];
  /** The frame at which each word has been spoken. */
  ends: readonly number[];
  sound: Sound;
}

export function knownClip(text: string, { pcm, wordEndsMs }: Clip): KnownClip {
  return {
    words: wordsOf(text),
    ends: wordEndsMs.map((ms) => Math.round(ms / FRAME_MS)),
    sound: clipSound(pcm),
  };
}
