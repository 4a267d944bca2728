import { inspect } from "node:util";
import type { Language } from "@patchbay/contracts";
import { SpeechError, type SpokenPiece, type TextToSpeech } from "../ports/speech.ts";

/** For real clocks: a busy machine must not look like a slow vendor. */
export const UNHURRIED = { firstByteMs: 15_000, betweenMs: 15_000 } as const;

export type SpokenText = {
  readonly pieces: readonly SpokenPiece[];
  readonly audio: Buffer;
  /** null where the voice came to its end. */
  readonly fault: string | null;
  /** The whole error as a log would print it. */
  readonly printed: string;
};

/** Has a voice say a text to its end or its error, and gathers what was heard. */
export async function sayWith(
  voice: TextToSpeech,
  request: {
    text: string;
    language?: Language;
    voice?: string | null;
    previousText?: string;
  },
  signal: AbortSignal = new AbortController().signal,
  onPiece: (piece: SpokenPiece) => void | Promise<void> = () => undefined,
): Promise<SpokenText> {
  const pieces: SpokenPiece[] = [];
  let error: unknown = null;
  const asked = { language: "en-US", voice: null, previousText: "", ...request } as const;
  try {
    for await (const piece of voice.speak(asked, signal)) {
      pieces.push(piece);
      await onPiece(piece);
    }
  } catch (cause) {
    error = cause;
  }
  if (error !== null && !(error instanceof SpeechError)) throw error;
  const sounds = pieces.flatMap((piece) => (piece.type === "audio" ? [piece.audio] : []));
  return {
    pieces,
    audio: Buffer.concat(sounds),
    fault: error?.fault ?? null,
    printed: inspect(error, { depth: 9, showHidden: true }),
  };
}
