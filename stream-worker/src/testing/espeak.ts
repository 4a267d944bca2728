import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { createResampler } from "../adapters/resample.ts";
import { createWavReader } from "../domain/audio/wav-reader.ts";
import type { Sound } from "./sounds.ts";

const PROGRAM = "/usr/bin/espeak-ng";
export const hasEspeak = existsSync(PROGRAM);

export type Sentence = {
  readonly name: string;
  readonly sound: Sound;
  /** Where it can first be heard, and last: samples, to 10 ms, 24 dB below its loudness. */
  readonly from: number;
  readonly to: number;
};

const FRAME = 80;

/** A sentence of Debian's espeak-ng at 8 kHz and a caller's usual loudness (RMS 2,500 while it sounds). */
export async function speak(voice: string, text: string): Promise<Sentence> {
  const { stdout } = await promisify(execFile)(
    PROGRAM,
    ["-v", voice, "-s", "150", "--stdout", text],
    {
      encoding: "buffer",
      maxBuffer: 8_000_000,
    },
  );
  const wav = createWavReader().push(stdout);
  if (wav.kind !== "sound") throw new Error("espeak-ng gave no sound");
  const resampler = createResampler(wav.rateHz, 8_000);
  const pcm = Float64Array.from([...resampler.push(wav.pcm), ...resampler.end()]);
  const levels = Array.from({ length: Math.floor(pcm.length / FRAME) }, (_, frame) => {
    const part = pcm.subarray(frame * FRAME, (frame + 1) * FRAME);
    return Math.sqrt(part.reduce((sum, one) => sum + one * one, 0) / FRAME);
  });
  const voiced = levels.filter((level) => level > 300);
  const loud = Math.sqrt(voiced.reduce((sum, one) => sum + one * one, 0) / voiced.length);
  const isHeard = (level: number): boolean => level > loud * 0.06;
  return {
    name: `${voice}: ${text}`,
    sound: pcm.map((sample) => (sample * 2_500) / loud),
    from: levels.findIndex(isHeard) * FRAME,
    to: (levels.findLastIndex(isHeard) + 1) * FRAME,
  };
}

const TEXTS: Record<string, readonly string[]> = {
  "tr+f2": [
    "Merhaba, mutfakta bir sorunum var, musluk akıyor.",
    "Evet.",
    "Hayır, yarın sabah olur mu?",
  ],
  "de+m3": ["Guten Tag, bei mir tropft der Wasserhahn.", "Ja.", "Nein, morgen früh wäre besser."],
  "ru+f2": ["Здравствуйте, у меня на кухне течёт кран.", "Да.", "Подождите минуту, пожалуйста."],
  "en-us+m3": ["Hello, the tap in my kitchen is leaking.", "Yes.", "Stop, please wait a minute."],
};

/** Twelve sentences, three in each of four languages. */
export function speakAll(): Promise<Sentence[]> {
  const all = Object.entries(TEXTS).flatMap(([voice, texts]) =>
    texts.map((text) => speak(voice, text)),
  );
  return Promise.all(all);
}
