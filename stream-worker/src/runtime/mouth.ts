import type { Language } from "@patchbay/contracts";
import { energyOf, MULAW_SILENCE, rms } from "../domain/mulaw.ts";
import { readAloud, textChars } from "../domain/reading/read-aloud.ts";
import type { VoiceEvent } from "../domain/voice/state.ts";
import type { SpokenPiece } from "../ports/speech.ts";

/** Bytes of mu-law in a millisecond. */
const BYTES_PER_MS = 8;
/** Longer than any sentence; what a voice sends beyond it is not kept. */
const MAX_SOUND_BYTES = 60_000 * BYTES_PER_MS;
const FIRST_BYTES = 8_000;
/** RMS of 16-bit samples below which a voice's sound is a breath, not a word. */
const VOICED_RMS = 120;
const WINDOW_BYTES = 160;

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;
type RenderEvent = WithoutInstant<
  Extract<VoiceEvent, { type: "rendered" | "timed" | "renderDone" | "renderFailed" }>
>;

/** Renders what the voice machine asks for and keeps the sounds until they are forgotten. */
export type Mouth = {
  render(id: number, text: string, previousText: string): void;
  /** Probably asked for next: its sound is begun, and used if it is. */
  prepare(text: string): void;
  /** `ms` of a sound from `fromMs`; what is not there is silence. */
  take(id: number, fromMs: number, ms: number): Uint8Array;
  forget(id: number): void;
  close(): void;
};

export type Speak = (
  text: string,
  previousText: string,
  signal: AbortSignal,
) => AsyncIterable<SpokenPiece>;

class Sound {
  readonly abort = new AbortController();
  #bytes = new Uint8Array(FIRST_BYTES);
  length = 0;
  voicedFrom: number | null = null;
  voicedTo = 0;
  /** Told to whoever uses it; null while nobody does. */
  tell: ((event: DistributiveOmit<RenderEvent, "id">) => void) | null = null;
  readonly missed: DistributiveOmit<RenderEvent, "id">[] = [];

  add(audio: Uint8Array): void {
    const more = audio.subarray(0, Math.max(0, MAX_SOUND_BYTES - this.length));
    const needed = this.length + more.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.length));
      this.#bytes = grown;
    }
    this.#bytes.set(more, this.length);
    this.#findVoice(this.length, needed);
    this.length = needed;
  }

  /** The first and last window of it that is not silence. */
  #findVoice(from: number, to: number): void {
    for (let at = from; at < to; at += WINDOW_BYTES) {
      const window = this.#bytes.subarray(at, Math.min(at + WINDOW_BYTES, to));
      if (rms(energyOf(window), window.length) < VOICED_RMS) continue;
      this.voicedFrom ??= at;
      this.voicedTo = at + window.length;
    }
  }

  slice(from: number, bytes: number): Uint8Array {
    const out = new Uint8Array(bytes).fill(MULAW_SILENCE);
    out.set(this.#bytes.subarray(from, Math.min(from + bytes, this.length)));
    return out;
  }

  rendered(): DistributiveOmit<RenderEvent, "id"> {
    const ms = this.length / BYTES_PER_MS;
    return {
      type: "rendered",
      ms,
      voicedFromMs: (this.voicedFrom ?? 0) / BYTES_PER_MS,
      // A sound without a voice in it counts as heard when it has been played.
      voicedToMs: this.voicedFrom === null ? ms : this.voicedTo / BYTES_PER_MS,
    };
  }

  report(event: DistributiveOmit<RenderEvent, "id">): void {
    if (this.tell === null) this.missed.push(event);
    else this.tell(event);
  }
}

type DistributiveOmit<E, K extends string> = E extends unknown ? Omit<E, K> : never;

/** Renders by `speak`, which is given texts the way they are to be said in `language`. */
export function createMouth(
  speak: Speak,
  language: Language,
  report: (event: RenderEvent) => void,
): Mouth {
  const sounds = new Map<number, Sound>();
  let prepared: { readonly text: string; readonly sound: Sound } | null = null;

  const fill = async (sound: Sound, text: string, previousText: string): Promise<void> => {
    const { signal } = sound.abort;
    const reading = readAloud(text, language);
    try {
      for await (const piece of speak(reading.spoken, previousText, signal)) {
        if (signal.aborted) return;
        if (piece.type === "timing") {
          const timing = { ms: piece.ms, chars: textChars(reading, piece.chars) };
          sound.report({ type: "timed", timing });
          continue;
        }
        sound.add(piece.audio);
        sound.report(sound.rendered());
      }
      if (!signal.aborted) sound.report({ type: "renderDone" });
    } catch {
      if (!signal.aborted) sound.report({ type: "renderFailed" });
    }
  };

  const begin = (text: string, previousText: string): Sound => {
    const sound = new Sound();
    void fill(sound, text, previousText);
    return sound;
  };

  const dropPrepared = (): void => {
    prepared?.sound.abort.abort();
    prepared = null;
  };

  return {
    render(id, text, previousText) {
      const ready = prepared?.text === text ? prepared.sound : null;
      if (ready === null) dropPrepared();
      prepared = null;
      const sound = ready ?? begin(text, previousText);
      sounds.set(id, sound);
      sound.tell = (event) => report({ ...event, id });
      for (const event of sound.missed.splice(0)) sound.tell(event);
    },
    prepare(text) {
      if (prepared?.text === text) return;
      dropPrepared();
      prepared = { text, sound: begin(text, "") };
    },
    take: (id, fromMs, ms) =>
      sounds.get(id)?.slice(fromMs * BYTES_PER_MS, ms * BYTES_PER_MS) ??
      new Uint8Array(ms * BYTES_PER_MS).fill(MULAW_SILENCE),
    forget(id) {
      sounds.get(id)?.abort.abort();
      sounds.delete(id);
    },
    close() {
      dropPrepared();
      for (const sound of sounds.values()) sound.abort.abort();
      sounds.clear();
    },
  };
}
