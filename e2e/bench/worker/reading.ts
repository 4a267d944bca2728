import {
  sayWhole,
  sayWordByWord,
  type TimedSound,
} from "../../../stream-worker/src/testing/timed-voice.ts";
import type { Language } from "./place.ts";

/** How a text is read: as espeak-ng reads it, or word by word, so fast. */
export interface Manner {
  readonly name: "whole" | "words";
  readonly wordsAMinute: number;
}

export const MANNERS: readonly Manner[] = [
  { name: "words", wordsAMinute: 130 },
  { name: "words", wordsAMinute: 165 },
  { name: "words", wordsAMinute: 220 },
  { name: "whole", wordsAMinute: 165 },
];
const VOICES: Readonly<Record<Language, string>> = {
  "en-US": "en-us+f2",
  "de-DE": "de+f2",
  "tr-TR": "tr+f2",
  "ru-RU": "ru+f2",
};
const FRAME_MS = 20;

/** Readers whose words end at known instants; what has been read once is kept. */
export class Readings {
  private readonly known = new Map<string, Promise<TimedSound>>();

  read(text: string, language: Language, { name, wordsAMinute }: Manner): Promise<TimedSound> {
    const key = JSON.stringify([text.trim(), language, name, wordsAMinute]);
    const say = name === "whole" ? sayWhole : sayWordByWord;
    const sound = this.known.get(key) ?? say(VOICES[language], wordsAMinute, text.trim());
    this.known.set(key, sound);
    return sound;
  }
}

/** What a caller has heard of sounds that play one after the other, when `ms` of them have played. */
export interface Heard {
  readonly words: number;
  /** Words up to the end of the last sound of which anything has played. */
  readonly begun: number;
}

export function heardBy(sounds: readonly TimedSound[], ms: number): Heard {
  let from = 0;
  let words = 0;
  let begun = 0;
  for (const sound of sounds) {
    if (ms > from) begun += sound.wordEndsMs.length;
    words += sound.wordEndsMs.filter((end) => from + end <= ms).length;
    // The worker hands over whole frames.
    from += Math.ceil(sound.ms / FRAME_MS) * FRAME_MS;
  }
  return { words, begun };
}
