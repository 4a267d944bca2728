import type { Language } from "@patchbay/contracts";
import { encodeMulaw } from "../../src/domain/mulaw.ts";
import type { SpokenPiece } from "../../src/ports/speech.ts";
import type { Render } from "../sound/espeak.ts";
import { atLevel, fromDb } from "../sound/levels.ts";
import { RATE } from "../sound/resample.ts";
import type { TimedWord } from "../sound/clip.ts";

const VOICE = { variant: "f3", wordsAMinute: 165, pitch: 55 };
const LEVEL_DB = -22;
/** Between words, and behind punctuation. */
const GAP_MS = 15;
const COMMA_MS = 220;
const STOP_MS = 380;
const CHUNK_BYTES = 1_600;

const samplesIn = (ms: number): number => Math.round((ms * RATE) / 1_000);

/**
 * The bot's voice, word by word: no beauty, but of each word it is known exactly when it has been
 * said. It tells the engine no timing, as most voices do not.
 */
export type BotVoice = {
  speak(text: string, signal: AbortSignal): AsyncIterable<SpokenPiece>;
  /** Where each word of a text stands in its sound. */
  words(text: string): Promise<readonly TimedWord[]>;
  /** Resolves once nothing is being rendered: virtual time waits for that. */
  rendered(): Promise<unknown>;
};

export function createBotVoice(language: Language, render: Render): BotVoice {
  const known = new Map<string, Promise<{ bytes: Uint8Array; words: TimedWord[] }>>();

  const build = async (text: string) => {
    const parts: Float32Array[] = [];
    const words: TimedWord[] = [];
    let at = 0;
    const said = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
    const sounds = await Promise.all(said.map((word) => render(word, language, VOICE)));
    for (const [index, written] of said.entries()) {
      const sound = atLevel(sounds[index] ?? new Float32Array(0), fromDb(LEVEL_DB));
      const pause = /[.!?…]["»”]?$/u.test(written)
        ? STOP_MS
        : /[,;:]$/u.test(written)
          ? COMMA_MS
          : GAP_MS;
      words.push({
        text: written,
        startMs: (at * 1_000) / RATE,
        endMs: ((at + sound.length) * 1_000) / RATE,
      });
      parts.push(sound, new Float32Array(samplesIn(pause)));
      at += sound.length + samplesIn(pause);
    }
    const pcm = new Int16Array(at);
    let filled = 0;
    for (const part of parts) {
      for (const sample of part) {
        pcm[filled] = Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
        filled += 1;
      }
    }
    return { bytes: encodeMulaw(pcm), words };
  };
  const built = (text: string) => {
    const key = text.trim();
    const sound = known.get(key) ?? build(key);
    known.set(key, sound);
    return sound;
  };

  return {
    async *speak(text, signal) {
      const { bytes } = await built(text);
      for (let at = 0; at < bytes.length && !signal.aborted; at += CHUNK_BYTES) {
        yield { type: "audio", audio: bytes.subarray(at, at + CHUNK_BYTES) };
      }
    },
    words: async (text) => (await built(text)).words,
    rendered: () => Promise.all(known.values()),
  };
}
