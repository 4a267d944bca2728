import { cleanTranscript } from "../../domain/listening/clean-transcript.ts";
import { isNearSilence } from "../../domain/listening/loudness.ts";
import { SpeechError, type TranscriptStream } from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import { createGate } from "./gate.ts";
import type { Telling } from "./telling.ts";
import { BYTES_PER_MS, join } from "./unsent.ts";
import { createWhisperTurn, type Piece } from "./whisper-turn.ts";

/** Whisper's window is 30 s and it goes on in steps; a minute is as long as anybody is let talk. */
const MAX_UTTERANCE_BYTES = 60_000 * BYTES_PER_MS;
/** Less than this is a click. */
const LEAST_BYTES = 100 * BYTES_PER_MS;
/** Less than this is mostly pre-roll: Whisper makes up the rest of the sentence. */
const LEAST_PARTIAL_BYTES = 800 * BYTES_PER_MS;
/** Making the file costs 1 ms a second of speech at 16 kHz, in which no other call is served. */
const MOST_PARTIAL_BYTES = 15_000 * BYTES_PER_MS;
const LEAST_PARTIAL_EVERY_MS = 700;
/** Utterances that wait behind a slow upload; more is a server that does not keep up with speech. */
const MAX_WAITING = 8;

/** `flushes` wait for this utterance's words; none when it was cut for its length. */
type Utterance = Piece & { flushes: number };

export type WhisperStreamOptions = {
  readonly clock: Clock;
  readonly telling: Telling;
  readonly partialEveryMs: number | null;
  /** Audio → raw text; throws `SpeechError`. A partial is not worth a second try. */
  recognise(audio: Uint8Array, partial: boolean, signal: AbortSignal): Promise<string>;
};

/** Turns one-shot recognition into a stream: utterances in order, one request at a time. */
export function createWhisperStream(options: WhisperStreamOptions): TranscriptStream {
  const { clock, telling } = options;
  const everyMs =
    options.partialEveryMs === null
      ? null
      : Math.max(LEAST_PARTIAL_EVERY_MS, options.partialEveryMs);
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let pause: Uint8Array | null = null;
  let waiting: Utterance[] = [];
  let running: { readonly partial: boolean; readonly controller: AbortController } | null = null;
  let answerMs = 0;
  let cancelTick = (): void => undefined;

  const take = (): Piece => {
    const piece = { audio: join(parts, bytes), pause };
    parts = [];
    bytes = 0;
    pause = null;
    return piece;
  };
  const end = (): void => {
    cancelTick();
    running?.controller.abort();
    waiting = [];
    take();
  };
  const fail = (cause: unknown): void => {
    telling.failed(cause instanceof SpeechError ? cause.fault : "cut");
    end();
  };

  const ask = async (audio: Uint8Array, partial: boolean): Promise<string | null> => {
    const controller = new AbortController();
    running = { partial, controller };
    const startedAt = clock.now();
    try {
      const text = await options.recognise(audio, partial, controller.signal);
      answerMs = clock.now() - startedAt;
      return telling.ended() ? null : cleanTranscript(text, isNearSilence(audio));
    } catch (cause) {
      // A partial is a courtesy: without it the next final shows whether the server works.
      if (partial && !controller.signal.aborted) answerMs = Number.POSITIVE_INFINITY;
      if (!partial && !telling.ended()) fail(cause);
      return null;
    } finally {
      running = null;
    }
  };

  const recognisePiece = createWhisperTurn((audio) => ask(audio, false));

  const finish = async (utterance: Utterance): Promise<void> => {
    const silent = utterance.audio.length < LEAST_BYTES;
    const text = silent ? "" : await recognisePiece(utterance);
    if (text === null || telling.ended()) return;
    waiting = waiting.slice(1);
    telling.final(text);
    for (let flush = 0; flush < utterance.flushes; flush += 1) telling.flushed();
    next();
  };
  const next = (): void => {
    const [first] = waiting;
    if (!first) return;
    if (running === null) void finish(first);
    else if (running.partial) running.controller.abort();
  };

  const queue = (utterance: Utterance): void => {
    const last = waiting.at(-1);
    if (last && utterance.audio.length < LEAST_BYTES) {
      last.flushes += utterance.flushes;
      return;
    }
    if (waiting.length >= MAX_WAITING) return fail(new SpeechError("whisper", "overloaded"));
    waiting.push(utterance);
    // Not from within the call that asks: an utterance without sound is answered at once.
    if (waiting.length === 1) queueMicrotask(next);
  };

  const tick = (): void => {
    if (everyMs === null || telling.ended()) return;
    cancelTick = clock.after(everyMs, tick);
    const idle = running === null && waiting.length === 0;
    const fits = bytes >= LEAST_PARTIAL_BYTES && bytes <= MOST_PARTIAL_BYTES;
    if (!idle || !fits || answerMs >= everyMs / 2) return;
    const begun = parts;
    void ask(join(parts, bytes), true).then((text) => {
      if (text !== null && parts === begun) telling.partial(text);
      next();
    });
  };

  const gate = createGate((audio) => {
    parts.push(audio);
    bytes += audio.length;
    if (bytes >= MAX_UTTERANCE_BYTES) queue({ ...take(), flushes: 0 });
  });

  return {
    push(audio) {
      if (!telling.ended()) gate.push(audio);
    },
    speechStarted(agoMs) {
      if (telling.ended()) return;
      pause ??= gate.speechStarted(agoMs);
      cancelTick();
      if (everyMs !== null) cancelTick = clock.after(everyMs, tick);
    },
    flush() {
      if (telling.ended()) return;
      cancelTick();
      gate.flush();
      queue({ ...take(), flushes: 1 });
    },
    close() {
      if (telling.ended()) return;
      telling.end();
      end();
    },
  };
}
