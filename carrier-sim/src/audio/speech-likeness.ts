import type { Pcm8k } from "../ports.ts";

/** A person's "Yes?" has 200 ms of sound; shorter is a click or a tone's edge. */
const MIN_VOICE_FRAMES = 10;
/** Frames this far below the loudest are pauses, and say nothing about the sound. */
const PAUSE_DB = 30;
/**
 * Levels of frames within speech vary by 3.7 dB or more (measured: 22 clips, espeak-ng and flite, four
 * languages, down to a single "Alo?"); tones, DTMF, ringback, hold music and plucked strings by less than 1.8.
 */
const MIN_LEVEL_DEVIATION_DB = 3.2;
/** A tone that swells varies in level as speech does, but its zero crossings (per 20 ms) do not: 1 against 6 and more. */
const MIN_CROSSINGS_SPREAD = 4;
/** Half of the frames of speech are voiced, with 8–47 crossings; bursts of noise (drums, a slammed door) have 70. */
const MAX_MEDIAN_CROSSINGS = 60;

/** Tells speech from music and tones by how level and pitch of these frames move. */
export function soundsLikeSpeech(
  levels: Float32Array,
  crossings: Uint8Array,
  frames: readonly number[],
): boolean {
  const loudest = frames.reduce((most, i) => Math.max(most, levels[i]!), -100);
  const loud = frames.filter((i) => levels[i]! > loudest - PAUSE_DB);
  if (loud.length < MIN_VOICE_FRAMES) return false;
  const mean = loud.reduce((sum, i) => sum + levels[i]!, 0) / loud.length;
  const deviation = Math.sqrt(
    loud.reduce((sum, i) => sum + (levels[i]! - mean) ** 2, 0) / loud.length,
  );
  const sorted = loud.map((i) => crossings[i]!).sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;
  return (
    deviation >= MIN_LEVEL_DEVIATION_DB &&
    at(0.9) - at(0.1) >= MIN_CROSSINGS_SPREAD &&
    at(0.5) <= MAX_MEDIAN_CROSSINGS
  );
}

export function zeroCrossings(frame: Pcm8k): number {
  let count = 0;
  for (let i = 1; i < frame.length; i += 1) if (frame[i]! < 0 !== frame[i - 1]! < 0) count += 1;
  return count;
}
