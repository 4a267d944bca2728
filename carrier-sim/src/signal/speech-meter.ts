import { FRAME_MS, type Pcm8k, type Words } from "../ports.ts";

/** About −42 dBFS: above a quiet room in a headset, below speech. */
const SPEECH_RMS = 260;
const ONSET_FRAMES = 3;
const HANGOVER_FRAMES = 25;

/** Notices that a microphone spoke, never what it said. */
export interface SpeechMeter {
  /** One frame a tick; undefined is silence. */
  push(frame: Pcm8k | undefined, atMs: number): Words | undefined;
}

export function createSpeechMeter(): SpeechMeter {
  let loud = 0;
  let quiet = 0;
  let startedMs: number | undefined;
  let lastLoudMs = 0;
  return {
    push(frame, atMs) {
      if (frame && rms(frame) > SPEECH_RMS) {
        loud += 1;
        quiet = 0;
        lastLoudMs = atMs + FRAME_MS;
        if (startedMs === undefined && loud >= ONSET_FRAMES) {
          startedMs = atMs - (ONSET_FRAMES - 1) * FRAME_MS;
          return { kind: "started", atMs: startedMs };
        }
        return undefined;
      }
      loud = 0;
      quiet += 1;
      if (startedMs === undefined || quiet < HANGOVER_FRAMES) return undefined;
      const words: Words = { kind: "unknown", startedMs, endedMs: lastLoudMs };
      startedMs = undefined;
      return words;
    },
  };
}

function rms(frame: Pcm8k): number {
  let sum = 0;
  for (const sample of frame) sum += sample * sample;
  return Math.sqrt(sum / frame.length);
}
