import { levelDb } from "../audio/speech-activity.ts";
import type { Pcm8k } from "../ports.ts";

export interface Pause {
  fromMs: number;
  toMs: number;
}

const FRAME = 80;
const FRAME_MS = 10;
/** The mouth is shut for up to 80 ms within a word, before a "p" or a "k". */
const LEAST_MS = 80;
/** Synthesizers are silent in a pause; this far below the loud frames nothing is said. */
const BELOW_DB = 30;
/** How loud speech is: the twentieth part of its frames is louder. */
const LOUD_SHARE = 0.95;

/** Where a voice pauses within its sound; the silence at both ends is none. */
export function pausesIn(pcm: Pcm8k): Pause[] {
  const levels = Array.from({ length: Math.floor(pcm.length / FRAME) }, (_, at) =>
    levelDb(pcm.subarray(at * FRAME, (at + 1) * FRAME)),
  );
  const loud = levels.toSorted((a, b) => a - b)[Math.floor(levels.length * LOUD_SHARE)] ?? 0;
  const sounds = levels.flatMap((level, at) => (level > loud - BELOW_DB ? [at] : []));
  return sounds.flatMap((at, index) => {
    const next = sounds[index + 1] ?? at;
    const pause = { fromMs: (at + 1) * FRAME_MS, toMs: next * FRAME_MS };
    return pause.toMs - pause.fromMs >= LEAST_MS ? [pause] : [];
  });
}
