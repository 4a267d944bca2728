import { readWav, writeWav } from "../audio/wav.ts";

/** Samples below this (about -50 dBFS) are silence. */
const SILENCE = 100;

/** Cuts silence at both ends, as the carrier's `trim-silence`; the clock of what remains shifts accordingly. */
export function trimSilence(
  wav: Uint8Array,
  channels: 1 | 2,
): { wav: Uint8Array; durationMs: number } {
  const read = readWav(wav);
  if (read.kind === "refused") return { wav, durationMs: 0 };
  const { samples } = read;
  const loud = (sample: number): boolean => Math.abs(sample) > SILENCE;
  const first = samples.findIndex(loud);
  const start = first === -1 ? samples.length : first - (first % channels);
  const last = samples.findLastIndex(loud);
  const end = first === -1 ? samples.length : last - (last % channels) + channels;
  const kept = samples.slice(start, end);
  return { wav: writeWav(kept, channels), durationMs: kept.length / channels / 8 };
}
