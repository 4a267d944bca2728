import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createResampler } from "../adapters/resample.ts";
import { createWavReader } from "../domain/audio/wav-reader.ts";
import { wavOf } from "../domain/audio/wav.ts";

/** A text's sound as a file at 8 kHz, and where in it each of its words is over. */
export type TimedSound = {
  readonly wav: Uint8Array<ArrayBuffer>;
  readonly ms: number;
  readonly wordEndsMs: readonly number[];
};

type Pcm = { readonly hz: number; readonly samples: Int16Array };

const HZ = 8_000;
/** Below it there is nothing to hear: espeak-ng's silence is zeros. */
const HEARD = 100;
/** Between words said one by one, and after a clause and a sentence: an even, slow speaker. */
const GAP_MS = 40;
const CLAUSE_GAP_MS = 160;
const SENTENCE_GAP_MS = 350;

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== "");
const escaped = (text: string): string => text.replaceAll(/[&<>]/gu, " ");

async function espeak(voice: string, wordsAMinute: number, ssml: string): Promise<Pcm> {
  const { stdout } = await promisify(execFile)(
    "espeak-ng",
    ["-v", voice, "-s", String(wordsAMinute), "-m", "--stdout", `<speak>${ssml}</speak>`],
    { encoding: "buffer", maxBuffer: 32_000_000 },
  );
  const wav = createWavReader().push(stdout);
  if (wav.kind !== "sound") throw new Error("espeak-ng gave no sound");
  return { hz: wav.rateHz, samples: wav.pcm };
}

const heardTo = ({ samples }: Pcm): number =>
  samples.findLastIndex((sample) => Math.abs(sample) >= HEARD) + 1;

function timed({ hz, samples }: Pcm, ends: readonly number[]): TimedSound {
  const resampler = createResampler(hz, HZ);
  const line = Int16Array.from([...resampler.push(samples), ...resampler.end()]);
  return {
    wav: wavOf(line, HZ),
    ms: line.length / (HZ / 1_000),
    wordEndsMs: ends.map((end) => (end * 1_000) / hz),
  };
}

/**
 * The text as espeak-ng says it. Where a word is over tells the same text once more with all that
 * follows it said in silence: the melody and every length stay, and the sound ends with the word.
 */
export async function sayWhole(
  voice: string,
  wordsAMinute: number,
  text: string,
): Promise<TimedSound> {
  const words = wordsOf(escaped(text));
  const whole = await espeak(voice, wordsAMinute, words.join(" "));
  const ends: number[] = [];
  for (let count = 1; count < words.length; count += 1) {
    const rest = words.slice(count).join(" ");
    const muted = `${words.slice(0, count).join(" ")} <prosody volume="silent">${rest}</prosody>`;
    ends.push(heardTo(await espeak(voice, wordsAMinute, muted)));
  }
  return timed(whole, [...ends, heardTo(whole)]);
}

function gapAfter(word: string): number {
  if (/[.!?…]$/u.test(word)) return SENTENCE_GAP_MS;
  return /[,;:]$/u.test(word) ? CLAUSE_GAP_MS : GAP_MS;
}

/** The text word by word, each rendered by itself: where one is over is known to the sample. */
export async function sayWordByWord(
  voice: string,
  wordsAMinute: number,
  text: string,
): Promise<TimedSound> {
  const parts: number[] = [];
  const ends: number[] = [];
  let hz = HZ;
  for (const word of wordsOf(escaped(text))) {
    const said = await espeak(voice, wordsAMinute, word);
    const from = said.samples.findIndex((sample) => Math.abs(sample) >= HEARD);
    hz = said.hz;
    for (const sample of said.samples.subarray(Math.max(0, from), heardTo(said)))
      parts.push(sample);
    ends.push(parts.length);
    const gap = Math.round((gapAfter(word) * hz) / 1_000);
    for (let index = 0; index < gap; index += 1) parts.push(0);
  }
  return timed({ hz, samples: Int16Array.from(parts) }, ends);
}
