import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { voiceName } from "./espeak-debian.ts";
import { createProgram } from "./program.ts";
import { speakable, wordsAMinute } from "./speaker.ts";
import type { Synthesizer } from "./synthesizer.ts";

/** eSpeak NG from npm, as a program over a pipe. undefined where the optional package is not installed. */
export function createNpmEspeak(): Synthesizer | undefined {
  const library = installed("@echogarden/espeak-ng-emscripten");
  if (library === undefined) return undefined;
  const program = createProgram(new URL("./programs/espeak.ts", import.meta.url), [
    pathToFileURL(library).href,
  ]);
  return {
    voiceFor: (language, speaker) => {
      const name = voiceName(language, speaker);
      return name === undefined ? undefined : `espeak-ng (npm), ${name}`;
    },
    speak: ({ text, language, speaker, rate }) =>
      program.speak({
        text: speakable(text),
        voice: voiceName(language, speaker)!,
        pitch: speaker.pitch,
        wordsAMinute: wordsAMinute(rate),
      }),
    close: () => program.close(),
  };
}

/** The path of a package's main file, found without loading it. */
export function installed(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch {
    return undefined;
  }
}
