import { RATE } from "./resample.ts";

const WINDOW = RATE / 100;
/** Below the loudest window by this much it is no speech any more. */
const QUIET_SHARE = 0.02;

function rmsOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / Math.max(1, samples.length));
}

function windows(samples: Float32Array): number[] {
  return Array.from({ length: Math.ceil(samples.length / WINDOW) }, (_, index) =>
    rmsOf(samples.subarray(index * WINDOW, (index + 1) * WINDOW)),
  );
}

/** Without the silence before and after it, so that a label's onset and end are the sound's. */
export function trimmed(samples: Float32Array): Float32Array {
  const loud = windows(samples);
  const least = Math.max(...loud, 0) * QUIET_SHARE;
  const first = loud.findIndex((level) => level > least);
  const last = loud.findLastIndex((level) => level > least);
  return first < 0 ? new Float32Array(0) : samples.slice(first * WINDOW, (last + 1) * WINDOW);
}

/** RMS of the windows that are not silence: the level of the speech itself. */
export function speechLevel(samples: Float32Array): number {
  const loud = windows(samples);
  const least = Math.max(...loud, 0) * 0.1;
  const active = loud.filter((level) => level > least);
  return Math.sqrt(active.reduce((sum, one) => sum + one * one, 0) / Math.max(1, active.length));
}

/** Scaled so that its speech has this level. */
export function atLevel(samples: Float32Array, level: number): Float32Array {
  const own = speechLevel(samples);
  return own === 0 ? samples : samples.map((sample) => (sample * level) / own);
}

export const fromDb = (db: number): number => 10 ** (db / 20);
