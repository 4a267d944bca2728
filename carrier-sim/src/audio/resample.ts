import type { Pcm8k } from "../ports.ts";

const TARGET_HZ = 8_000;
/** Zero crossings of the sinc on each side: 16 gives more than 70 dB of stop band with the Kaiser window below. */
const ZERO_CROSSINGS = 16;
const KAISER_BETA = 8;
/** Pass band ends at 3.6 kHz, so that the filter is down where aliases would begin. */
const PASS = 0.9;
const MAX_PHASES = 1_024;

interface Bank {
  phases: number;
  half: number;
  taps: Float32Array;
}

/** One filter bank a rate, built on first use; callers' files come in a handful of rates. */
const banks = new Map<number, Bank>();
const MAX_BANKS = 8;

/**
 * Converts 16-bit mono sound of any rate (4–192 kHz) to 8 kHz with a windowed-sinc low-pass below the
 * lower of both Nyquist frequencies.
 * @throws RangeError outside those rates.
 */
export function resampleTo8k(samples: Int16Array, fromHz: number): Pcm8k {
  if (fromHz === TARGET_HZ) return samples;
  if (!(fromHz >= 4_000 && fromHz <= 192_000))
    throw new RangeError(`cannot resample from ${fromHz} Hz`);
  const { phases, half, taps } = bankFor(fromHz);
  const width = 2 * half;
  const step = fromHz / TARGET_HZ;
  const out = new Int16Array(Math.floor(samples.length / step));
  for (let n = 0; n < out.length; n += 1) {
    const position = n * step;
    const base = Math.floor(position);
    const phase = Math.min(phases - 1, Math.round((position - base) * phases));
    const from = Math.max(0, half - 1 - base);
    const to = Math.min(width, samples.length - base + half - 1);
    let sum = 0;
    for (let k = from; k < to; k += 1)
      sum += samples[base - half + 1 + k]! * taps[phase * width + k]!;
    out[n] = Math.max(-32_768, Math.min(32_767, Math.round(sum)));
  }
  return out;
}

function bankFor(fromHz: number): Bank {
  const known = banks.get(fromHz);
  if (known !== undefined) return known;
  const phases = Math.min(MAX_PHASES, TARGET_HZ / greatestCommonDivisor(fromHz, TARGET_HZ));
  const cutoff = Math.min(1, TARGET_HZ / fromHz) * PASS;
  const half = Math.ceil(ZERO_CROSSINGS / cutoff);
  const width = 2 * half;
  const taps = new Float32Array(phases * width);
  for (let phase = 0; phase < phases; phase += 1) {
    let sum = 0;
    for (let k = 0; k < width; k += 1) {
      const x = k - (half - 1) - phase / phases;
      const value = sinc(x * cutoff) * kaiser(x / half);
      taps[phase * width + k] = value;
      sum += value;
    }
    for (let k = 0; k < width; k += 1) taps[phase * width + k]! /= sum;
  }
  const bank = { phases, half, taps };
  if (banks.size >= MAX_BANKS) banks.clear();
  banks.set(fromHz, bank);
  return bank;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
}

function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 30; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
