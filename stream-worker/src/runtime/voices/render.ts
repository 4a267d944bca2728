import type { Language } from "@patchbay/contracts";
import { hasWords, speakable, splitSpeech } from "../../domain/speakable.ts";
import type { SpokenPiece, TextToSpeech } from "../../ports/speech.ts";
import { sayByName } from "./say-by-name.ts";

/**
 * Half a minute of speech. Longer texts go to vendors in parts: some take no more, and none may send
 * more than a minute for one.
 */
export const MAX_PART_CHARS = 450;

const BYTES_PER_MS = 8;

export type RenderRequest = {
  readonly vendor: TextToSpeech;
  readonly voice: string | null;
  readonly language: Language;
  readonly text: string;
};

export function msOf(piece: SpokenPiece): number {
  return piece.type === "audio" ? piece.audio.length / BYTES_PER_MS : 0;
}

/** A whole text by one vendor, as one sound. Rejects with its `SpeechError`. */
export async function render(request: RenderRequest, signal: AbortSignal): Promise<SpokenPiece[]> {
  const { vendor, voice, language } = request;
  const text = speakable(request.text);
  const sounds: Uint8Array[] = [];
  const timings: SpokenPiece[] = [];
  let baseMs = 0;
  let baseChars = 0;
  for (const part of splitSpeech(text, language, MAX_PART_CHARS)) {
    let ms = 0;
    if (hasWords(part)) {
      const previousText = text.slice(0, baseChars);
      const asked = { text: part, language, voice, previousText };
      for await (const piece of sayByName(vendor, asked, () => undefined, signal)) {
        ms += msOf(piece);
        if (piece.type === "audio") sounds.push(piece.audio);
        else timings.push({ ...piece, ms: baseMs + piece.ms, chars: baseChars + piece.chars });
      }
    }
    baseMs += ms;
    baseChars += part.length;
  }
  return [{ type: "audio", audio: Buffer.concat(sounds) }, ...timings];
}
