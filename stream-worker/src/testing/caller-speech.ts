import { encodeMulaw } from "../domain/mulaw.ts";
import { speak } from "./espeak.ts";

/** A sentence as a telephone line carries it: mu-law at 8 kHz. */
export type CallerSpeech = {
  readonly mulaw: Uint8Array;
  /** Where it can first and last be heard, milliseconds from its beginning. */
  readonly fromMs: number;
  readonly toMs: number;
};

const SAMPLES_PER_MS = 8;

/** What a caller says, by espeak-ng's voice of that name. */
export async function callerSpeech(voice: string, text: string): Promise<CallerSpeech> {
  const { sound, from, to } = await speak(voice, text);
  return {
    mulaw: encodeMulaw(Int16Array.from(sound)),
    fromMs: from / SAMPLES_PER_MS,
    toMs: to / SAMPLES_PER_MS,
  };
}
