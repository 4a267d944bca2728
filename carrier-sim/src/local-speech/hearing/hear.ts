import type { Pcm8k } from "../../ports.ts";
import type { KnownClip } from "./clip.ts";
import { countLoud, heardSound, LOUD } from "./sound.ts";
import { FRAME_MS } from "./spectrum.ts";
import { findStretches, type Stretch } from "./stretches.ts";

export interface Hearing {
  words: readonly string[];
  /** The clips they are of. */
  of: readonly KnownClip[];
  /** What will not change when more is heard: whoever listens on asks for the sound after `untilMs` alone. */
  settled: { words: readonly string[]; untilMs: number };
}

/** Of the sound since the last settled word this much goes into the next question: enough to be certain of its place. */
const OPEN_FRAMES = 150;
/** And this much of its own clip, or nothing: two words alone may be too little to be known. */
const REST_FRAMES = 80;

/** A word counts when this share of its sound was there. */
const WORD_SHARE = 0.6;

/**
 * The words of known clips whose sound is in `heard`: whole lines, parts of them, several in a row; none
 * where something else was said. Only sound decides. Pure; 10 to 15 ms a second heard, among 220 s of clips.
 */
export function hear(heard: Pcm8k, clips: readonly KnownClip[]): Hearing {
  const sound = heardSound(heard);
  const stretches = findStretches(sound, clips);
  const words = stretches.flatMap(wordsIn);
  const lastSettled = words.findLastIndex(
    ({ end, rest }) => end <= sound.frames - OPEN_FRAMES && (rest <= 0 || rest >= REST_FRAMES),
  );
  const settled = words.slice(0, lastSettled + 1);
  return {
    words: words.map(({ text }) => text),
    of: stretches.map(({ clip }) => clip),
    settled: {
      words: settled.map(({ text }) => text),
      untilMs: Math.max(0, settled.at(-1)?.end ?? 0) * FRAME_MS,
    },
  };
}

interface HeardWord {
  text: string;
  /** The frame of what was heard at which it ends, and how many of its clip were heard after that. */
  end: number;
  rest: number;
}

function wordsIn({ clip, clipFrom, clipTo, offset }: Stretch): HeardWord[] {
  const { sound, words, ends } = clip;
  return words.flatMap((text, index) => {
    const from = ends[index - 1] ?? 0;
    const to = index === words.length - 1 ? sound.frames : (ends[index] ?? sound.frames);
    const there = countLoud(sound, Math.max(from, clipFrom), Math.min(to, clipTo), LOUD);
    const whole = countLoud(sound, from, to, LOUD);
    const isThere = whole === 0 ? clipFrom <= from && to <= clipTo : there >= WORD_SHARE * whole;
    return isThere ? [{ text, end: offset + to, rest: clipTo - to }] : [];
  });
}
