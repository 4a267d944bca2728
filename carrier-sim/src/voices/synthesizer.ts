import type { Pcm8k } from "../ports.ts";
import type { Speaker } from "./speaker.ts";
import type { WordStart } from "./word-ends.ts";

/** One program that can speak. Each adapter is one file. */
export interface Synthesizer {
  /** As shown to people, e.g. `espeak-ng (Debian), de+f2`; undefined when it cannot speak the language. */
  voiceFor(language: string, speaker: Speaker): string | undefined;
  /** Rejects when the program is missing, fails or takes longer than ten seconds. */
  speak(job: SpeakJob): Promise<Spoken>;
  close(): void;
}

export interface SpeakJob {
  text: string;
  language: string;
  speaker: Speaker;
  /** 1 is normal. */
  rate: number | undefined;
}

export interface Spoken {
  pcm: Pcm8k;
  /** Absent where the program does not tell. */
  words?: WordStart[];
}

/** Speech of a sentence takes 20–150 ms; a program that needs this long hangs. */
export const SPEAK_LIMIT_MS = 10_000;
