import type { Clock } from "../../ports.ts";
import { SpeechError, type SpokenPiece, type TextToSpeech } from "../../ports/speech.ts";

/** A voice answers in 200–500 ms; one that has not by now has the next one begin beside it. */
const HEAD_START_MS = 900;
/** With five voices the last begins at 1.8 s: whoever can in 0.7 s is heard within 2.5 s. */
const NEXT_AFTER_MS = 300;
/** A caller must not hear nothing for longer, whatever vendors may promise. */
const LIMIT_MS = 3_000;

/** A voice that has begun to be heard. */
export type Begun = {
  readonly voice: TextToSpeech;
  /** Up to its first sound. */
  readonly early: readonly SpokenPiece[];
  readonly rest: AsyncIterator<SpokenPiece>;
  /** Must be called in the end; before its end it ends it. */
  stop(): void;
};

export type FirstVoiceOptions = {
  /** In the order they are asked. */
  readonly voices: readonly TextToSpeech[];
  say(voice: TextToSpeech, signal: AbortSignal): AsyncIterable<SpokenPiece>;
  /** It could not, or another was sooner although it began later. */
  failed(voice: TextToSpeech): void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

async function untilSound(voice: TextToSpeech, pieces: AsyncIterator<SpokenPiece>) {
  const early: SpokenPiece[] = [];
  for (;;) {
    const next = await pieces.next();
    if (next.done === true) throw new SpeechError(voice.name, "silent");
    early.push(next.value);
    if (next.value.type === "audio" && next.value.audio.length > 0) return early;
  }
}

/**
 * Asks voice after voice for the same text: the next one when one fails, or is slow. The first to
 * sound has it, the others are ended. Rejects with the `SpeechError` of the last where none can.
 */
export function firstToSpeak(options: FirstVoiceOptions): Promise<Begun> {
  const { voices, clock, signal } = options;
  const { promise, resolve, reject } = Promise.withResolvers<Begun>();
  const running = new Map<TextToSpeech, AbortController>();
  let started = 0;
  let over = false;
  let cancelNext = (): void => undefined;

  const end = (): void => {
    over = true;
    cancelNext();
    cancelLimit();
    signal.removeEventListener("abort", aborted);
  };
  const giveUp = (cause: unknown): void => {
    if (over) return;
    end();
    for (const controller of running.values()) controller.abort();
    reject(cause);
  };
  const aborted = (): void => giveUp(new SpeechError(voices[0]?.name ?? "voice", "aborted"));

  const won = (voice: TextToSpeech, early: SpokenPiece[], rest: AsyncIterator<SpokenPiece>) => {
    const controller = running.get(voice);
    end();
    for (const [other, others] of running) {
      if (other === voice) continue;
      others.abort();
      if (voices.indexOf(other) < voices.indexOf(voice)) options.failed(other);
    }
    const follow = (): void => controller?.abort();
    signal.addEventListener("abort", follow, { once: true });
    const stop = (): void => {
      signal.removeEventListener("abort", follow);
      follow();
    };
    resolve({ voice, early, rest, stop });
  };

  const lost = (voice: TextToSpeech, cause: unknown): void => {
    if (over) return;
    running.delete(voice);
    options.failed(voice);
    if (started < voices.length) startNext();
    else if (running.size === 0) giveUp(cause);
  };

  const startNext = (): void => {
    cancelNext();
    const voice = voices[started];
    if (voice === undefined) return giveUp(new SpeechError("voice", "refused"));
    const patienceMs = started === 0 ? HEAD_START_MS : NEXT_AFTER_MS;
    started += 1;
    const controller = new AbortController();
    running.set(voice, controller);
    const rest = options.say(voice, controller.signal)[Symbol.asyncIterator]();
    untilSound(voice, rest).then(
      (early) => {
        if (over) controller.abort();
        else won(voice, early, rest);
      },
      (cause: unknown) => lost(voice, cause),
    );
    if (started < voices.length) cancelNext = clock.after(patienceMs, startNext);
  };

  const cancelLimit = clock.after(LIMIT_MS, () => {
    for (const voice of running.keys()) options.failed(voice);
    giveUp(new SpeechError(voices.at(-1)?.name ?? "voice", "silent"));
  });
  signal.addEventListener("abort", aborted, { once: true });
  if (signal.aborted) aborted();
  else startNext();
  return promise;
}
