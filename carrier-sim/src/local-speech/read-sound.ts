import { readWav8k } from "../audio/wav.ts";
import type { Pcm8k } from "../ports.ts";

/** As long as anybody is let talk; comparing it takes about a second. */
const MAX_SAMPLES = 60 * 8_000;

export type SoundReading =
  | { kind: "sound"; pcm: Pcm8k }
  | { kind: "refused"; status: 400 | 413; reason: string };

/** A WAV file of up to a minute. */
export function readSound(wav: Uint8Array): SoundReading {
  const sound = readWav8k(wav);
  if (sound.kind === "refused")
    return { kind: "refused", status: 400, reason: `The sound cannot be read: ${sound.reason}.` };
  return sound.pcm.length > MAX_SAMPLES
    ? { kind: "refused", status: 413, reason: "The sound is longer than a minute." }
    : sound;
}
