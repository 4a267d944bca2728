import { BANDS } from "./spectrum.ts";

const BAND_TERMS = 8;
/** A shorter vector than this is a rustle at most. */
const LEAST_LENGTH = 40;

/** A patch is the sound around a frame, told by the first terms of its cosine transform in pitch and time. */
export interface Shape {
  /** Frames before and after the middle. */
  reach: number;
  /** In time; in pitch there are eight. */
  terms: number;
}

/** Unit vectors one after the other; all zero where there is nothing to hear. */
export interface Patches {
  vectors: Float32Array;
  size: number;
  /** Frames from the middle of one patch to the next; the first is around frame 0. */
  every: number;
}

/** How alike the two patches are: 1 the same, 0 nothing in common. */
export function alike(a: Patches, at: number, b: Patches, to: number): number {
  const { size } = a;
  const [left, right] = [a.vectors, b.vectors];
  let [x, y] = [at * size, to * size];
  let sum = 0;
  // Four at a time: this loop is what a recognition's time is spent in.
  for (const end = x + size; x < end; x += 4, y += 4)
    sum +=
      left[x]! * right[y]! +
      left[x + 1]! * right[y + 1]! +
      left[x + 2]! * right[y + 2]! +
      left[x + 3]! * right[y + 3]!;
  return sum;
}

const cosine = (term: number, at: number, length: number): number =>
  Math.cos((Math.PI * term * (at + 0.5)) / length);

const bandTable = Float32Array.from({ length: BAND_TERMS * BANDS }, (_, at) =>
  cosine(Math.floor(at / BANDS), at % BANDS, BANDS),
);

/** Each frame's spectrum as the first terms of its cosine transform. */
export function termsOf(bands: Float32Array, frames: number): Float32Array {
  const terms = new Float32Array(frames * BAND_TERMS);
  for (let at = 0; at < terms.length; at += 1) {
    const from = Math.floor(at / BAND_TERMS) * BANDS;
    const row = (at % BAND_TERMS) * BANDS;
    for (let band = 0; band < BANDS; band += 1)
      terms[at]! += bands[from + band]! * bandTable[row + band]!;
  }
  return terms;
}

/** The patches of every so many frames; before the first and after the last frame is silence. */
export function patchesOf(terms: Float32Array, shape: Shape, every: number): Patches {
  const frames = terms.length / BAND_TERMS;
  const length = 2 * shape.reach;
  const size = shape.terms * BAND_TERMS;
  const table = Float32Array.from({ length: shape.terms * length }, (_, at) =>
    cosine(Math.floor(at / length), at % length, length),
  );
  const vectors = new Float32Array(Math.ceil(frames / every) * size);
  for (let frame = 0; frame < frames; frame += every) {
    const start = (frame / every) * size;
    const patch = vectors.subarray(start, start + size);
    const last = Math.min(length, frames - frame + shape.reach);
    for (let at = Math.max(0, shape.reach - frame); at < last; at += 1) {
      const from = (frame - shape.reach + at) * BAND_TERMS;
      for (let term = 0; term < shape.terms; term += 1) {
        const weight = table[term * length + at]!;
        for (let band = 0; band < BAND_TERMS; band += 1)
          patch[term * BAND_TERMS + band]! += weight * terms[from + band]!;
      }
    }
    // The very first term is how loud the patch is as a whole, which says nothing.
    patch[0] = 0;
    toUnit(patch);
  }
  return { vectors, size, every };
}

function toUnit(patch: Float32Array): void {
  let squares = 0;
  for (const value of patch) squares += value * value;
  const length = Math.sqrt(squares);
  if (length < LEAST_LENGTH) patch.fill(0);
  else for (let at = 0; at < patch.length; at += 1) patch[at]! /= length;
}
