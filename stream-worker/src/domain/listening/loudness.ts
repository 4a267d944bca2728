import { energyOf, rms } from "../mulaw.ts";

/** Shorter than a syllable, so that one spoken word is not thinned out by the pause around it. */
const WINDOW_BYTES = 800;
/** Half of the level at which a frame counts as speech (500): a voice on the line is 1,000 and more. */
const NEAR_SILENCE_RMS = 250;

/** True when no 100 ms of this mu-law audio (8 kHz) are as loud as a voice. */
export function isNearSilence(audio: Uint8Array): boolean {
  for (let at = 0; at < audio.length; at += WINDOW_BYTES) {
    const part = audio.subarray(at, at + WINDOW_BYTES);
    if (rms(energyOf(part), part.length) >= NEAR_SILENCE_RMS) return false;
  }
  return true;
}
