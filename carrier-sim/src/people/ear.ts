import type { Pcm8k } from "../ports.ts";
import { createSpeechActivity, levelDb } from "../audio/speech-activity.ts";

/** A stretch of sound that nobody announced, heard by a persona. */
export type Heard =
  | { kind: "began"; atMs: number }
  /** `voice`: it was speech, so somebody wants an answer. */
  | { kind: "ended"; atMs: number; voice: boolean };

export interface Ear {
  /**
   * One frame of what is heard, ended at `atMs`. `told`: the carrier is putting words in the ear right now,
   * so the sound is the bot's or the carrier's, whatever it sounds like.
   */
  push(frame: Pcm8k, atMs: number, told: boolean): Heard | undefined;
}

/** A person's "Yes?" has 200 ms of sound; shorter is a click or a tone's edge. */
const MIN_VOICE_FRAMES = 10;
/** 20 s without a breath of 300 ms is no person. */
const MAX_VOICE_FRAMES = 1_000;
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
/** The end of told speech and the clock's frame may differ by a little. */
const TOLD_TAIL_MS = 200;
/** Of a long stretch the last six seconds decide. */
const REMEMBERED = 300;

const SILENCE: Pcm8k = new Int16Array(160);

/** Tells voices from music and tones in unannounced sound, by how level and pitch move. */
export function createEar(): Ear {
  const activity = createSpeechActivity();
  const levels = new Float32Array(REMEMBERED);
  const crossings = new Uint8Array(REMEMBERED);
  let written = 0;
  let beganAt = 0;
  let toldAtMs = Number.NEGATIVE_INFINITY;

  return {
    push(frame, atMs, told) {
      if (told) toldAtMs = atMs;
      const announced = atMs - toldAtMs <= TOLD_TAIL_MS;
      const own = announced ? SILENCE : frame;
      levels[written % REMEMBERED] = levelDb(own);
      crossings[written % REMEMBERED] = zeroCrossings(own);
      written += 1;
      const edge = activity.push(own, atMs);
      if (edge === undefined) return undefined;
      if (edge.kind === "on") {
        beganAt = written - Math.round((atMs - edge.atMs) / 20);
        return { kind: "began", atMs: edge.atMs };
      }
      const frames = written - beganAt;
      const last = Array.from(
        { length: Math.min(frames, REMEMBERED) },
        (_, back) => (written - 1 - back) % REMEMBERED,
      );
      const voice = frames <= MAX_VOICE_FRAMES && soundsLikeSpeech(levels, crossings, last);
      return { kind: "ended", atMs: edge.atMs, voice };
    },
  };
}

function soundsLikeSpeech(
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

function zeroCrossings(frame: Pcm8k): number {
  let count = 0;
  for (let i = 1; i < frame.length; i += 1) if (frame[i]! < 0 !== frame[i - 1]! < 0) count += 1;
  return count;
}
