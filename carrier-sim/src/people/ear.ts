import type { Pcm8k } from "../ports.ts";
import { createSpeechActivity, levelDb } from "../audio/speech-activity.ts";
import { soundsLikeSpeech, zeroCrossings } from "../audio/speech-likeness.ts";

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

/** 20 s without a breath of 300 ms is no person. */
const MAX_VOICE_FRAMES = 1_000;
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
