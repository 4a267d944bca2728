import type { Pcm8k } from "../ports.ts";
import { meanSquare, powerAt } from "./goertzel.ts";
import { HIGH_HZ, KEYS, LOW_HZ } from "./tones.ts";

/** 205 samples (25.6 ms) put all eight frequencies near the middle of a bin at 8 kHz. */
const BLOCK = 205;
/** Both tones together at least at about -36 dBFS. */
const MIN_POWER = 260 * 260;
/** The pair must hold this share of the block's power: voices spread theirs. */
const MIN_SHARE = 0.75;
/** The louder of the two tones may exceed the other by 8 dB (Q.24 allows 4 to 8). */
const MAX_TWIST = 6.3;
/** A true key has no harmonics; a vowel that happens to hit both tones has. */
const MAX_HARMONIC_SHARE = 0.15;

export interface DtmfDetector {
  /** Takes any number of samples; returns the key whose tone was recognised within them, once a press. */
  push(samples: Pcm8k): string | undefined;
}

/** Finds DTMF keys in sound (Goertzel, ITU-T Q.23/Q.24): a key must last two blocks, about 52 ms. */
export function createDtmfDetector(): DtmfDetector {
  const block = new Int16Array(BLOCK);
  let filled = 0;
  let previous: string | undefined;
  let reported: string | undefined;
  let misses = 0;

  function step(): string | undefined {
    const key = keyIn(block);
    const steady = key !== undefined && key === previous;
    previous = key;
    misses = key === undefined ? misses + 1 : 0;
    // One bad block inside a press is noise; two are the gap between two presses of the same key.
    if (misses >= 2) reported = undefined;
    if (!steady || key === reported) return undefined;
    reported = key;
    return key;
  }

  return {
    push(samples) {
      let found: string | undefined;
      for (let at = 0; at < samples.length;) {
        const count = Math.min(BLOCK - filled, samples.length - at);
        block.set(samples.subarray(at, at + count), filled);
        filled += count;
        at += count;
        if (filled < BLOCK) break;
        filled = 0;
        found = step() ?? found;
      }
      return found;
    },
  };
}

function keyIn(block: Pcm8k): string | undefined {
  const total = meanSquare(block);
  if (total < MIN_POWER) return undefined;
  const low = strongest(LOW_HZ, block);
  const high = strongest(HIGH_HZ, block);
  if ((low.power + high.power) / total < MIN_SHARE) return undefined;
  if (low.power > high.power * MAX_TWIST || high.power > low.power * MAX_TWIST) return undefined;
  const harmonics =
    powerAt(2 * LOW_HZ[low.index]!, block) + powerAt(2 * HIGH_HZ[high.index]!, block);
  if (harmonics / total > MAX_HARMONIC_SHARE) return undefined;
  return KEYS[low.index]![high.index];
}

function strongest(frequencies: readonly number[], block: Pcm8k): { index: number; power: number } {
  let best = { index: 0, power: -1 };
  frequencies.forEach((hz, index) => {
    const power = powerAt(hz, block);
    if (power > best.power) best = { index, power };
  });
  return best;
}
