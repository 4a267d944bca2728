import { powerDb } from "../support/tone.ts";

/** What a person heard in 20 ms at 8 kHz. */
interface Heard {
  heard: Int16Array;
}

/** Quieter than this is nothing, dB of full scale. */
const SILENCE_DB = -50;
/** So many frames in a row make a tone; a vowel passes through one faster. */
const TONE_FRAMES = 5;

function levelDb(samples: Int16Array): number {
  const square = samples.reduce((sum, sample) => sum + (sample / 32_768) ** 2, 0);
  return 10 * Math.log10(square / samples.length + 1e-12);
}

export const isLoud = ({ heard }: Heard): boolean => levelDb(heard) > SILENCE_DB;

/** A sine holds half its peak's square; Goertzel tells a quarter of it. */
const isTone = (frame: Heard, hz: number): boolean =>
  isLoud(frame) && levelDb(frame.heard) - (powerDb(frame.heard, hz) + 3) < 3;

/** The first frame of the first stretch of a tone, by its place; −1 while there is none. */
export function toneBegins(frames: readonly Heard[], hz: number): number {
  let run = 0;
  for (const [at, frame] of frames.entries()) {
    run = isTone(frame, hz) ? run + 1 : 0;
    if (run === TONE_FRAMES) return at - TONE_FRAMES + 1;
  }
  return -1;
}
