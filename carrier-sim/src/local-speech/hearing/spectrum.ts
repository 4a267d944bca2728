import type { Pcm8k } from "../../ports.ts";

/** Bands of equal width on the mel scale, over what a telephone carries. */
export const BANDS = 16;
const LOWEST_HZ = 120;
const HIGHEST_HZ = 3_800;
/** 10 ms a frame; a window of 32 ms still tells the vowels of two neighbouring syllables apart. */
export const FRAME_MS = 10;
const HOP = 80;
const WINDOW = 256;
/** Rounding to 16 bits makes about this much power in a band: below it there is nothing to see. */
const SILENCE_POWER = 1e3;

export interface Spectrum {
  frames: number;
  /** dB of each band of each frame, frame by frame. */
  db: Float32Array;
}

const window = Float32Array.from(
  { length: WINDOW },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / WINDOW),
);
const cosines = Float32Array.from({ length: WINDOW / 2 }, (_, at) =>
  Math.cos((2 * Math.PI * at) / WINDOW),
);
const sines = Float32Array.from(
  { length: WINDOW / 2 },
  (_, at) => -Math.sin((2 * Math.PI * at) / WINDOW),
);
const reversed = Uint8Array.from({ length: WINDOW }, (_, at) => {
  let bits = 0;
  for (let bit = 0; bit < 8; bit += 1) bits |= ((at >> bit) & 1) << (7 - bit);
  return bits;
});
const bands = Array.from({ length: BANDS }, (_, band) => bandAt(band));

/** How loud each band is every 10 ms. Sound shorter than a window has no frame. */
export function spectrumOf(pcm: Pcm8k): Spectrum {
  const frames = Math.max(0, Math.floor((pcm.length - WINDOW) / HOP) + 1);
  const db = new Float32Array(frames * BANDS);
  const real = new Float32Array(WINDOW);
  const imaginary = new Float32Array(WINDOW);
  for (let frame = 0; frame < frames; frame += 1) {
    imaginary.fill(0);
    for (let at = 0; at < WINDOW; at += 1)
      real[reversed[at]!] = pcm[frame * HOP + at]! * window[at]!;
    transform(real, imaginary);
    for (const [band, { from, weights }] of bands.entries()) {
      let power = SILENCE_POWER;
      for (let at = 0; at < weights.length; at += 1)
        power += weights[at]! * (real[from + at]! ** 2 + imaginary[from + at]! ** 2);
      db[frame * BANDS + band] = 10 * Math.log10(power);
    }
  }
  return { frames, db };
}

/** Cooley and Tukey's, in place; its input is already in bit-reversed order. */
function transform(real: Float32Array, imaginary: Float32Array): void {
  for (let size = 2; size <= WINDOW; size *= 2) {
    const half = size / 2;
    const stride = WINDOW / size;
    for (let start = 0; start < WINDOW; start += size) {
      for (let at = 0; at < half; at += 1) {
        const [cosine, sine] = [cosines[at * stride]!, sines[at * stride]!];
        const [low, high] = [start + at, start + at + half];
        const x = real[high]! * cosine - imaginary[high]! * sine;
        const y = real[high]! * sine + imaginary[high]! * cosine;
        real[high] = real[low]! - x;
        imaginary[high] = imaginary[low]! - y;
        real[low]! += x;
        imaginary[low]! += y;
      }
    }
  }
}

/** A triangle over the bins between the middles of its neighbours; the narrow low ones have one bin. */
function bandAt(band: number): { from: number; weights: number[] } {
  const [low, middle, high] = [edgeHz(band), edgeHz(band + 1), edgeHz(band + 2)];
  const hzOf = (bin: number): number => (bin * 8_000) / WINDOW;
  const weightOf = (hz: number): number =>
    Math.min((hz - low) / (middle - low), (high - hz) / (high - middle));
  const bins = Array.from({ length: WINDOW / 2 }, (_, bin) => bin).filter(
    (bin) => weightOf(hzOf(bin)) > 0,
  );
  const from = bins[0];
  return from === undefined
    ? { from: Math.round((middle * WINDOW) / 8_000), weights: [1] }
    : { from, weights: bins.map((bin) => weightOf(hzOf(bin))) };
}

function edgeHz(edge: number): number {
  const mel = (hz: number): number => 2_595 * Math.log10(1 + hz / 700);
  const at = mel(LOWEST_HZ) + ((mel(HIGHEST_HZ) - mel(LOWEST_HZ)) * edge) / (BANDS + 1);
  return 700 * (10 ** (at / 2_595) - 1);
}
