import type { Pcm8k } from "../../ports.ts";
import { type Patches, patchesOf, termsOf } from "./patches.ts";
import { BANDS, spectrumOf } from "./spectrum.ts";

/** What is this far below the loudest counts as nothing, in a clip as in noise of 10 dB below speech. */
const RANGE_DB = 30;
/** The loudest 100 ms are the loudness; a click is shorter. */
const LOUDEST_FRAMES = 10;
/** Frames within this of the loudest are speech rather than its echo in the pauses. */
const LOUD_DB = 22;
/** And within this they stand out of noise of 10 dB below speech, too. */
const STRONG_DB = 12;
/** So many frames are quieter than the room itself, pauses and the silence around included. */
const QUIETEST_SHARE = 0.1;

export const LOUD = 1;
export const STRONG = 2;

/** 400 ms tell a place among minutes of speech; eight terms in time show its syllables. */
const WIDE = { reach: 20, terms: 8 };
/** 200 ms tell whether two sounds are the same here, and where they part. */
const NARROW = { reach: 10, terms: 4 };
/** Patches of 400 ms are so smooth that one every 40 ms is near enough to any. */
const WIDE_EVERY = 4;
/** One look at what was heard every 240 ms: every line of half a second and more is looked at twice. */
export const LOOK_EVERY = 12;

/** Sound as it is compared: independent of its level, and tolerant of noise and mu-law. Frames are 10 ms. */
export interface Sound {
  frames: number;
  wide: Patches;
  narrow: Patches;
  /** `LOUD` where the frame is loud, `STRONG` where it stands out. */
  loudness: Uint8Array;
  /** dB between the loudest and the quiet frames: 35 and more in a quiet room, 18 in noise of 10 dB below speech. */
  clearnessDb: number;
}

/** A clip to be looked for. */
export function clipSound(pcm: Pcm8k): Sound {
  return soundOf(pcm, WIDE_EVERY);
}

/** What was heard, to be looked at. */
export function heardSound(pcm: Pcm8k): Sound {
  return soundOf(pcm, LOOK_EVERY);
}

function soundOf(pcm: Pcm8k, wideEvery: number): Sound {
  const { frames, db } = spectrumOf(pcm);
  const peaks = Float32Array.from({ length: frames }, (_, frame) =>
    db.subarray(frame * BANDS, (frame + 1) * BANDS).reduce((most, one) => Math.max(most, one), 0),
  );
  const sorted = peaks.toSorted();
  const loudest = sorted.at(-Math.min(LOUDEST_FRAMES, frames)) ?? 0;
  const terms = termsOf(
    db.map((one) => Math.max(0, one - (loudest - RANGE_DB))),
    frames,
  );
  return {
    frames,
    wide: patchesOf(terms, WIDE, wideEvery),
    narrow: patchesOf(terms, NARROW, 1),
    loudness: Uint8Array.from(peaks, (peak) =>
      peak <= loudest - LOUD_DB ? 0 : peak <= loudest - STRONG_DB ? LOUD : STRONG,
    ),
    clearnessDb: loudest - (sorted[Math.floor(frames * QUIETEST_SHARE)] ?? loudest),
  };
}

/** How many frames from `from` up to `to` are at least so loud. */
export function countLoud(sound: Sound, from: number, to: number, least: number): number {
  let count = 0;
  for (let frame = Math.max(0, from); frame < Math.min(to, sound.frames); frame += 1)
    if (sound.loudness[frame]! >= least) count += 1;
  return count;
}
