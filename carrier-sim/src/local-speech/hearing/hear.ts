import type { Pcm8k } from "../../ports.ts";
import type { KnownClip } from "./clip.ts";
import { countLoud, heardSound, LOUD } from "./sound.ts";
import { FRAME_MS } from "./spectrum.ts";
import { findStretches, type Stretch } from "./stretches.ts";

export interface Hearing {
  words: readonly string[];
  /** The clips they are of. */
  of: readonly KnownClip[];
  /** What will not change when more is heard: words up to the end of the last clip that was heard to its end. */
  settled: { words: readonly string[]; untilMs: number };
}

/** A word counts when this share of its sound was there. */
const WORD_SHARE = 0.6;

/**
 * The words of known clips whose sound is in `heard`: whole lines, parts of them, several in a row; none
 * where something else was said. Only sound decides. Pure; 10 to 15 ms a second heard, among 220 s of clips.
 */
export function hear(heard: Pcm8k, clips: readonly KnownClip[]): Hearing {
  const stretches = findStretches(heardSound(heard), clips);
  const ended = stretches.findLastIndex(({ clip, clipTo }) => clipTo === clip.sound.frames);
  return {
    words: stretches.flatMap(wordsIn),
    of: stretches.map(({ clip }) => clip),
    settled: {
      words: stretches.slice(0, ended + 1).flatMap(wordsIn),
      untilMs: (stretches[ended]?.heardTo ?? 0) * FRAME_MS,
    },
  };
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
