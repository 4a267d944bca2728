import { randomUUID } from "node:crypto";
import { open, unlink, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { sentenceEnds } from "../../domain/sentence-ends.ts";
import { hasWords } from "../../domain/speakable.ts";
import type { SpokenPiece } from "../../ports/speech.ts";
import { runProgram } from "./program.ts";
import { readWav } from "./sound-readers.ts";
import { Setback } from "./watch.ts";

/** The clearest of the voices it comes with. */
const VOICE = "slt";
/** It also takes files and addresses for voices; only what is built in may be named. */
const VOICES: ReadonlySet<string> = new Set(["slt", "rms", "awb", "kal", "kal16"]);
/** A minute at 16 kHz. */
const MAX_FILE_BYTES = 2_000_000;
const BYTES_PER_MS = 8;

export function fliteVoice(name: string | null): string | null {
  return name === null ? VOICE : VOICES.has(name) ? name : null;
}

/** It reads bytes as letters: what has no ASCII form is left out. */
function ascii(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/[‘’]/gu, "'")
    .replaceAll(/[–—]/gu, ", ")
    .replaceAll(/[^\x20-\x7e]/gu, "");
}

/** A file without a name: nobody else can open it, and it is gone with us. */
async function nameless(): Promise<FileHandle> {
  const name = path.join(tmpdir(), `patchbay-${randomUUID()}`);
  const file = await open(name, "wx+", 0o600);
  await unlink(name);
  return file;
}

async function contentOf(file: FileHandle): Promise<Uint8Array> {
  const { size } = await file.stat();
  if (size > MAX_FILE_BYTES) throw new Setback("garbage");
  const bytes = new Uint8Array(size);
  await file.read(bytes, 0, size, 0);
  return bytes;
}

/**
 * flite reads its text from a file and seeks in its output, which pipes cannot do; through its
 * arguments, where pipes would do, others could read the words.
 */
async function sayOne(
  program: string,
  voice: string,
  sentence: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const files: FileHandle[] = [];
  const reader = readWav();
  try {
    const input = await nameless();
    files.push(input);
    const output = await nameless();
    files.push(output);
    await input.write(sentence);
    const args = ["-voice", voice, "-f", "/dev/stdin", "-o", "/dev/stdout"];
    await runProgram({ program, args, input: input.fd, output: output.fd }, signal);
    return Buffer.concat([reader.take(await contentOf(output)), reader.end()]);
  } finally {
    reader.close();
    await Promise.all(files.map((file) => file.close()));
  }
}

/** One text by flite, English only: a run for each sentence, so that the first sounds in 30–50 ms. */
export async function runFlite(
  { program, voice, text }: { program: string; voice: string; text: string },
  put: (piece: SpokenPiece) => void,
  signal: AbortSignal,
): Promise<void> {
  const ends = [...sentenceEnds(text, "en-US"), text.length];
  let from = 0;
  let bytes = 0;
  for (const end of ends) {
    const sentence = ascii(text.slice(from, end));
    from = end;
    if (!hasWords(sentence)) continue;
    const audio = await sayOne(program, voice, sentence, signal);
    bytes += audio.length;
    put({ type: "audio", audio });
    put({ type: "timing", ms: bytes / BYTES_PER_MS, chars: end });
  }
}
