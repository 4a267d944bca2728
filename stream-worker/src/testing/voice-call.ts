import type { SpokenPiece, TextToSpeech } from "../ports/speech.ts";
import { createBreakers } from "../runtime/breaker.ts";
import { createVoice, type VoiceOptions } from "../runtime/voices/voice.ts";
import { fakeVoice, type FakeVoiceOptions } from "./fake-voice.ts";
import { manualClock } from "./manual-clock.ts";

export const TEXT = "One two three four five six seven.";

/** A call with vendors of our own, on a clock of its own that runs while somebody listens. */
export function voiceCall(options: Partial<VoiceOptions> = {}) {
  const clock = manualClock();
  const after = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => signal.addEventListener("abort", clock.after(ms, resolve)));
  const breakers = createBreakers(clock);
  const changes: string[] = [];
  const vendor = (given: FakeVoiceOptions) => fakeVoice({ after, ...given });

  /** Lets the clock run until the text is over; answers what was heard, by whom, and when first. */
  const listen = async (pieces: AsyncIterable<SpokenPiece>, onPiece = (): void => undefined) => {
    const startedAt = clock.now();
    const heard: SpokenPiece[] = [];
    let firstMs: number | null = null;
    let fault: unknown = null;
    let isOver = false;
    const take = async (): Promise<void> => {
      try {
        for await (const piece of pieces) {
          heard.push(piece);
          if (piece.type === "audio") firstMs ??= clock.now() - startedAt;
          onPiece();
        }
      } catch (cause) {
        fault = cause;
      }
      isOver = true;
    };
    const taking = take();
    while (!isOver) {
      for (let turn = 0; turn < 20 && !isOver; turn += 1) await Promise.resolve();
      await new Promise(setImmediate);
      if (!isOver) clock.advance(20);
    }
    await taking;
    const sound = Buffer.concat(heard.flatMap((one) => (one.type === "audio" ? [one.audio] : [])));
    const by = [...sound].filter((byte, at) => byte !== sound[at - 1]);
    return { heard, sound, by, firstMs, fault };
  };
  const voiceOf = (voices: readonly TextToSpeech[], more: Partial<VoiceOptions> = {}) => {
    const voice = createVoice({
      voices,
      language: "en-US",
      voice: null,
      breakers,
      clips: { get: () => null },
      fellBack: (from, to) => changes.push(`${from} → ${to}`),
      clock,
      ...options,
      ...more,
    });
    const say = (text: string = TEXT, previous = "", signal = new AbortController().signal) =>
      listen(voice.speak(text, previous, signal));
    return { voice, say };
  };
  return { clock, breakers, changes, vendor, listen, voiceOf };
}
