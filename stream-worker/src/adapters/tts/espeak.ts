import type { Language } from "@patchbay/contracts";
import type { SpokenPiece } from "../../ports/speech.ts";
import { runProgram } from "./program.ts";
import { readWav } from "./sound-readers.ts";

const VOICES: Readonly<Record<Language, string>> = {
  "en-US": "en-us+f2",
  "de-DE": "de+f2",
  "tr-TR": "tr+f2",
  "ru-RU": "ru+f2",
};
/** Easy to follow on the telephone; its own default is 175. */
const WORDS_A_MINUTE = "162";

/** espeak-ng's voice for a language, or the one that is named; null where that is no name. */
export function espeakVoice(language: Language, name: string | null): string | null {
  if (name === null) return VOICES[language];
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}(?:\+[a-zA-Z0-9]{1,12})?$/u.test(name) ? name : null;
}

/** One text by espeak-ng: it writes while it speaks, the first sound some 25 ms after its start. */
export async function runEspeak(
  { program, voice, text }: { program: string; voice: string; text: string },
  put: (piece: SpokenPiece) => void,
  signal: AbortSignal,
): Promise<void> {
  const reader = readWav();
  const hear = (audio: Uint8Array): void => {
    if (audio.length > 0) put({ type: "audio", audio });
  };
  try {
    const args = ["-v", voice, "-s", WORDS_A_MINUTE, "-b", "1", "--stdin", "--stdout"];
    const output = (chunk: Uint8Array): void => hear(reader.take(chunk));
    await runProgram({ program, args, input: text, output }, signal);
    hear(reader.end());
  } finally {
    reader.close();
  }
}
