/**
 * A program of its own, started over a pipe: it alone loads eSpeak NG (GPL-3.0-or-later), and nothing of
 * Patchbay imports it. Reads jobs as JSON lines, answers as `program.ts` describes. Argument: the module's URL.
 */
import { createInterface } from "node:readline";
import type { ProgramAnswer, ProgramJob } from "../program.ts";

interface EspeakEvent {
  type: string;
  /** Characters (code points) from 1. */
  text_position: number;
  audio_position: number;
}

interface Espeak {
  set_voice(name: string, language: string, gender: number, age: number, variant: number): number;
  set_rate(wordsAMinute: number): void;
  set_pitch(pitch: number): void;
  get_samplerate(): number;
  synthesize(
    text: string,
    onSound: (samples: Int16Array | undefined, events: EspeakEvent[]) => boolean,
  ): void;
}

const load = (await import(process.argv[2]!)) as {
  default: (options: object) => Promise<{ eSpeakNGWorker: new () => Espeak }>;
};
const library = await load.default({ print: () => undefined, printErr: () => undefined });
const espeak = new library.eSpeakNGWorker();

for await (const line of createInterface({ input: process.stdin })) {
  const job = JSON.parse(line) as ProgramJob;
  if (espeak.set_voice(job.voice, "", 0, 0, 0) !== 0) answer({ error: `no voice ${job.voice}` });
  else speak(job);
}

function speak(job: ProgramJob): void {
  espeak.set_rate(job.wordsAMinute);
  espeak.set_pitch(job.pitch);
  const pieces: Int16Array[] = [];
  const events: EspeakEvent[] = [];
  espeak.synthesize(job.text, (samples, found) => {
    if (samples !== undefined) pieces.push(samples);
    events.push(...found);
    return false;
  });
  const body = Buffer.concat(
    pieces.map((piece) => new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)),
  );
  const indexOf = indexes(job.text);
  const words = events
    .filter((event) => event.type === "word")
    .map((event): [number, number] => [indexOf(event.text_position - 1), event.audio_position]);
  answer({ sampleRate: espeak.get_samplerate(), samples: body.length / 2, words }, body);
}

/** From code points, as the library counts, to indexes into a JavaScript string. */
function indexes(text: string): (codePoint: number) => number {
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    at.push(index);
    index += character.length;
  }
  return (codePoint) => at[codePoint] ?? text.length;
}

function answer(header: ProgramAnswer, body?: Uint8Array): void {
  process.stdout.write(`${JSON.stringify(header)}\n`);
  if (body !== undefined) process.stdout.write(body);
}
