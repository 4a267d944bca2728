import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { test } from "@playwright/test";

/** The voice of an operator is made by these; where they are missing the journeys with one are not run. */
const PROGRAMS = ["espeak-ng", "sox"];

export function needsVoice(): void {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const missing = PROGRAMS.filter(
    (program) => !folders.some((folder) => existsSync(path.join(folder, program))),
  );
  test.skip(missing.length > 0, `not run: install ${missing.join(" ")}`);
}

const run = promisify(execFile);

/** Long enough for an answer before the sentence comes again. */
const SILENCE_SECONDS = 6;

/** A sentence as a WAV for a fake microphone, followed by a silence; it is looped by the browser. */
export async function spokenWav(text: string, voice: string): Promise<Buffer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "patchbay-voice-"));
  try {
    const spoken = path.join(folder, "spoken.wav");
    const padded = path.join(folder, "padded.wav");
    await run("espeak-ng", ["-v", voice, "-w", spoken, text]);
    await run("sox", [spoken, "-r", "48000", padded, "pad", "0", String(SILENCE_SECONDS)]);
    return await readFile(padded);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
