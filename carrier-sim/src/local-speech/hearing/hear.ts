import type { Pcm8k } from "../../ports.ts";
import type { KnownClip } from "./clip.ts";
import { heardSound, LOUD, type Sound } from "./sound.ts";
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

/** A word counts where the middle of its sound is: cut into pieces it is known once. This much of it must be there. */
const WORD_SHARE = 0.3;

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
    const loud = loudFrames(sound, from, to);
    const there = loud.filter((frame) => frame >= clipFrom && frame < clipTo).length;
    const middle = loud[Math.floor(loud.length / 2)] ?? from;
    const isThere = middle >= clipFrom && middle < clipTo && there >= WORD_SHARE * loud.length;
    return isThere ? [{ text, end: offset + to, rest: clipTo - to }] : [];
  });
}

function loudFrames({ loudness }: Sound, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at).filter(
    (frame) => (loudness[frame] ?? 0) >= LOUD,
  );
}
