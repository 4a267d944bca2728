import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Language } from "@patchbay/contracts";
import type { Speaker } from "../corpus/calls.ts";
import { telephoneBand } from "./filters.ts";
import { trimmed } from "./levels.ts";
import { RATE, resampled } from "./resample.ts";

const run = promisify(execFile);
const VOICES: Readonly<Record<Language, string>> = {
  "en-US": "en-us",
  "de-DE": "de",
  "tr-TR": "tr",
  "ru-RU": "ru",
};
/** Programs that run at a time. */
const AT_ONCE = 4;
const MAX_WAV_BYTES = 32 * 1024 * 1024;

/** Says a text at 8 kHz in the telephone's band, without silence around it; peak at full scale. */
export type Render = (
  text: string,
  language: Language,
  speaker: Pick<Speaker, "variant" | "wordsAMinute" | "pitch">,
) => Promise<Float32Array>;

/** 16-bit mono samples of a WAV that was written to a pipe: its header's sizes are not true. */
function samplesOf(wav: Buffer): { rate: number; samples: Float32Array } {
  const data = wav.indexOf("data");
  if (wav.toString("latin1", 0, 4) !== "RIFF" || data < 0) {
    throw new Error("espeak-ng did not answer with a WAV file.");
  }
  const rate = wav.readUInt32LE(24);
  const count = Math.floor((wav.length - data - 8) / 2);
  const samples = Float32Array.from(
    { length: count },
    (_, index) => wav.readInt16LE(data + 8 + index * 2) / 32_768,
  );
  return { rate, samples };
}

/** Debian's espeak-ng; what it has said once is kept in `folder`. */
export function createEspeak(folder: string): Render {
  const cached = new Map<string, Promise<Float32Array>>();
  const waiting: (() => void)[] = [];
  let running = 0;

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };

  const say = async (file: string, args: readonly string[]): Promise<Float32Array> => {
    const known = await readFile(file).catch(() => null);
    if (known !== null) return new Float32Array(Uint8Array.from(known).buffer);
    const { stdout } = await inTurn(() =>
      run("espeak-ng", [...args], { encoding: "buffer", maxBuffer: MAX_WAV_BYTES }),
    );
    const { rate, samples } = samplesOf(stdout);
    const sound = trimmed(telephoneBand(resampled(samples, rate, RATE)));
    await mkdir(folder, { recursive: true });
    // Two runs at once must not read each other's halves.
    await writeFile(`${file}.${process.pid}`, Buffer.from(sound.buffer));
    await rename(`${file}.${process.pid}`, file);
    return sound;
  };

  return (text, language, { variant, wordsAMinute, pitch }) => {
    const voice = `${VOICES[language]}${variant === "" ? "" : `+${variant}`}`;
    const args = ["-v", voice, "-s", String(wordsAMinute), "-p", String(pitch), "--stdout", text];
    const name = createHash("sha256").update(args.join("\0")).digest("hex").slice(0, 32);
    const sound = cached.get(name) ?? say(path.join(folder, `${name}.f32`), args);
    cached.set(name, sound);
    return sound;
  };
}

/** Whether it is there at all. */
export async function hasEspeak(): Promise<boolean> {
  try {
    await run("espeak-ng", ["--version"]);
    return true;
  } catch {
    return false;
  }
}
