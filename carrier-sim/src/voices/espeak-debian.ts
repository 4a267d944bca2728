import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readWav8k } from "../audio/wav.ts";
import { createGate } from "./gate.ts";
import { espeakLanguage, speakable, type Speaker, wordsAMinute } from "./speaker.ts";
import { SPEAK_LIMIT_MS, type SpeakJob, type Spoken, type Synthesizer } from "./synthesizer.ts";

const PLACES = ["/usr/bin/espeak-ng", "/usr/local/bin/espeak-ng", "/opt/homebrew/bin/espeak-ng"];
/** Five minutes of its 22.05 kHz sound. */
const MAX_WAV_BYTES = 14_000_000;

/** The system's own espeak-ng, one process a sentence (about 15 ms). undefined where it is not installed. */
export function createDebianEspeak(places: readonly string[] = PLACES): Synthesizer | undefined {
  const program = places.find((place) => existsSync(place));
  if (program === undefined) return undefined;
  const gate = createGate(2);
  const running = new Set<ReturnType<typeof spawn>>();

  function run(job: SpeakJob): Promise<Spoken> {
    const { promise, resolve, reject } = Promise.withResolvers<Spoken>();
    const args = [
      "-v",
      voiceName(job.language, job.speaker)!,
      "-p",
      String(job.speaker.pitch),
      "-s",
      String(wordsAMinute(job.rate)),
    ];
    // The words go through the pipe: other users of the machine can read a process's arguments.
    const child = spawn(program!, [...args, "-b", "1", "--stdin", "--stdout"], {
      stdio: ["pipe", "pipe", "ignore"],
      timeout: SPEAK_LIMIT_MS,
    });
    running.add(child);
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_WAV_BYTES) child.kill("SIGKILL");
      else chunks.push(chunk);
    });
    child.stdin.on("error", () => undefined);
    child.on("error", reject);
    child.on("close", (code) => {
      running.delete(child);
      const wav = readWav8k(Buffer.concat(chunks));
      if (code !== 0) reject(new Error(`espeak-ng ended with ${code ?? "a signal"}`));
      else if (wav.kind === "refused") reject(new Error(`espeak-ng gave no sound: ${wav.reason}`));
      else resolve({ pcm: wav.pcm });
    });
    child.stdin.end(speakable(job.text));
    return promise;
  }

  return {
    voiceFor: (language, speaker) => {
      const name = voiceName(language, speaker);
      return name === undefined ? undefined : `espeak-ng (Debian), ${name}`;
    },
    speak: (job) => gate(() => run(job)),
    close() {
      for (const child of running) child.kill("SIGKILL");
    },
  };
}

export function voiceName(language: string, speaker: Speaker): string | undefined {
  const name = espeakLanguage(language);
  return name === undefined ? undefined : `${name}+${speaker.variant}`;
}
