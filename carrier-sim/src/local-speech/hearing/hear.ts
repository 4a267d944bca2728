import type { Pcm8k } from "../../ports.ts";
import type { KnownClip } from "./clip.ts";
import { countLoud, heardSound, LOUD } from "./sound.ts";
import { findStretches, type Stretch } from "./stretches.ts";

export interface Hearing {
  words: readonly string[];
  /** The clips they are of. */
  of: readonly KnownClip[];
}

/** A word counts when this share of its sound was there. */
const WORD_SHARE = 0.6;

/**
 * The words of known clips whose sound is in `heard`: whole lines, parts of them, several in a row; none
 * where something else was said. Only sound decides. Pure; 10 to 15 ms a second heard, among 220 s of clips.
 */
export function hear(heard: Pcm8k, clips: readonly KnownClip[]): Hearing {
  const stretches = findStretches(heardSound(heard), clips);
  return { words: stretches.flatMap(wordsIn), of: stretches.map(({ clip }) => clip) };
}

function wordsIn({ clip, clipFrom, clipTo }: Stretch): readonly string[] {
  const { sound, words, ends } = clip;
  return words.filter((_, index) => {
    const from = ends[index - 1] ?? 0;
    const to = index === words.length - 1 ? sound.frames : (ends[index] ?? sound.frames);
    const there = countLoud(sound, Math.max(from, clipFrom), Math.min(to, clipTo), LOUD);
    const whole = countLoud(sound, from, to, LOUD);
    return whole === 0 ? clipFrom <= from && to <= clipTo : there >= WORD_SHARE * whole;
  });
}
