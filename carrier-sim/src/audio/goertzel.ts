import type { Pcm8k } from "../ports.ts";

const RATE = 8_000;

/**
 * Mean power of one frequency within `samples`, so that a sine of peak amplitude A gives A²/2 (Goertzel 1958).
 * `count` samples from `from`; the resolution is 8000 / count Hz.
 */
export function powerAt(
  hz: number,
  samples: Pcm8k,
  from = 0,
  count = samples.length - from,
): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / RATE);
  let one = 0;
  let two = 0;
  for (let i = from; i < from + count; i += 1) {
    const value = samples[i]! + coefficient * one - two;
    two = one;
    one = value;
  }
  const magnitudeSquared = one * one + two * two - coefficient * one * two;
  return (2 * magnitudeSquared) / (count * count);
}

/** Mean square of `count` samples from `from`. */
export function meanSquare(samples: Pcm8k, from = 0, count = samples.length - from): number {
  let sum = 0;
  for (let i = from; i < from + count; i += 1) sum += samples[i]! * samples[i]!;
  return count === 0 ? 0 : sum / count;
}
