import { type Clip, FRAME_SAMPLES, type Pcm8k, type VoiceBank, type Words } from "../ports.ts";
import { dtmf } from "../audio/tones.ts";
import { wordsOf } from "../voices/word-ends.ts";
import { type Delivery, speakLine, spokenText } from "./spoken-line.ts";

/** Recognisers send partials every 200–270 ms, a little behind the voice, and the final half a second after its end. */
const PARTIAL_EVERY_MS = 230;
const BEHIND_MS = 150;
const FINAL_AFTER_MS = 500;
/** Lines that wait to be spoken: a visitor who types faster than anybody talks. */
const MAX_WAITING = 20;

export interface MouthOptions extends Delivery {
  voices: VoiceBank;
  /** The audio clock, ms. */
  now(): number;
  onWords(words: Words): void;
  onLineEnded(): void;
}

export interface Mouth {
  /** Queues a line. Returns false when too many wait. */
  say(line: string): boolean;
  /** Queues a key's tone. */
  press(key: string): void;
  /** The frame of this tick; undefined is silence. Called once a tick. */
  speak(): Pcm8k | undefined;
  busy(): boolean;
  /** Says no more, and sends no more words. */
  stop(): void;
}

interface Utterance {
  text: string;
  clip: Clip;
  at: number;
  startedMs: number;
  partialAtMs: number;
  partial: string;
}

/** Speaks lines one after the other, 20 ms at a time, and tells the recogniser's words as a carrier would. */
export function createMouth(options: MouthOptions): Mouth {
  const frame = new Int16Array(FRAME_SAMPLES);
  const queue: { text: string; clip: Clip | undefined }[] = [];
  let current: Utterance | undefined;
  let final: { dueMs: number; words: Words } | undefined;
  let stopped = false;

  function flushFinal(): void {
    if (final === undefined) return;
    const { words } = final;
    final = undefined;
    options.onWords(words);
  }

  function begin(): void {
    const next = queue[0];
    if (next?.clip === undefined) return;
    queue.shift();
    flushFinal();
    const startedMs = options.now();
    current = {
      text: next.text,
      clip: next.clip,
      at: 0,
      startedMs,
      partialAtMs: startedMs,
      partial: "",
    };
    if (next.text !== "") options.onWords({ kind: "started", atMs: startedMs });
  }

  function partial(utterance: Utterance): void {
    const now = options.now();
    if (utterance.text === "" || now - utterance.partialAtMs < PARTIAL_EVERY_MS) return;
    utterance.partialAtMs = now;
    const spoken = now - utterance.startedMs - BEHIND_MS;
    const count = utterance.clip.wordEndsMs.filter((end) => end <= spoken).length;
    const text = wordsOf(utterance.text).slice(0, count).join(" ");
    if (text === utterance.partial) return;
    utterance.partial = text;
    options.onWords({ kind: "partial", text, language: options.locale, atMs: now });
  }

  function finish(utterance: Utterance): void {
    current = undefined;
    if (utterance.text === "") return;
    const endedMs = utterance.startedMs + Math.round(utterance.clip.pcm.length / 8);
    final = {
      dueMs: endedMs + FINAL_AFTER_MS,
      words: {
        kind: "final",
        text: utterance.text,
        language: options.locale,
        startedMs: utterance.startedMs,
        endedMs,
      },
    };
    options.onLineEnded();
  }

  return {
    say(line) {
      const text = spokenText(line);
      if (stopped || text === "" || queue.length >= MAX_WAITING) return false;
      const entry: { text: string; clip: Clip | undefined } = { text, clip: undefined };
      queue.push(entry);
      void speakLine(options.voices, text, options).then(
        (clip) => {
          entry.clip = clip;
        },
        () => {
          // Without a sound the words are said all the same: a silent clip of the time they take.
          entry.clip = { pcm: new Int16Array(text.length * 65 * 8), voice: "tone", wordEndsMs: [] };
        },
      );
      return true;
    },
    press(key) {
      if (stopped || queue.length >= MAX_WAITING) return;
      queue.push({ text: "", clip: { pcm: dtmf(key), voice: "tone", wordEndsMs: [] } });
    },
    speak() {
      if (stopped) return undefined;
      if (current === undefined) begin();
      if (final !== undefined && options.now() >= final.dueMs) flushFinal();
      if (current === undefined) return undefined;
      const { clip } = current;
      const piece = clip.pcm.subarray(current.at, current.at + FRAME_SAMPLES);
      frame.set(piece);
      if (piece.length < FRAME_SAMPLES) frame.fill(0, piece.length);
      current.at += FRAME_SAMPLES;
      partial(current);
      if (current.at >= clip.pcm.length) finish(current);
      return frame;
    },
    busy: () => current !== undefined || queue.length > 0,
    stop() {
      stopped = true;
      queue.length = 0;
      current = undefined;
      final = undefined;
    },
  };
}
