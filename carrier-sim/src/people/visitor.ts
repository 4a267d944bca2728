import {
  FRAME_SAMPLES,
  type Dispose,
  type Pcm8k,
  type Person,
  type VoiceBank,
  type Words,
} from "../ports.ts";
import { createSpeechActivity } from "../audio/speech-activity.ts";
import { createListeners } from "./listeners.ts";
import { createMicrophone, type MicrophoneStats } from "./microphone.ts";
import { createMouth } from "./mouth.ts";

/** A person played by somebody at the booth: typed words get a voice, a microphone is heard as it is. */
export interface VisitorPerson extends Person {
  readonly kind: "visitor";
  /** Speaks typed words; the recogniser gets them as said. Returns false when too many lines wait. */
  say(text: string): boolean;
  press(digit: string): void;
  /** Sound of the microphone, 8 kHz, any length. What comes too early is buffered, what is too much dropped. */
  push(pcm: Pcm8k): void;
  /** Every frame heard, on the tick; the array is reused, copy what you keep. */
  onHeard(listener: (frame: Pcm8k) => void): Dispose;
  microphone(): MicrophoneStats;
}

export interface VisitorOptions {
  voices: VoiceBank;
  /** The audio clock, ms. */
  now(): number;
  /** BCP 47 of the typed words. */
  locale: string;
  voice?: string | undefined;
  /** Told of typed words before they sound. */
  onTyped?(text: string): void;
}

const KEYS = /^[0-9*#A-D]$/;

export function createVisitorPerson({
  voices,
  now,
  locale,
  voice,
  onTyped,
}: VisitorOptions): VisitorPerson {
  const words = createListeners<Words>();
  const digits = createListeners<string>();
  const heard = createListeners<Pcm8k>();
  const microphone = createMicrophone();
  const activity = createSpeechActivity();
  const mixed = new Int16Array(FRAME_SAMPLES);
  let spokeFromMs: number | undefined;
  const mouth = createMouth({
    voices,
    now,
    locale,
    voice,
    onWords: (said) => words.emit(said),
    onLineEnded: () => undefined,
  });

  /** A microphone has no words here: the carrier knows that there was speech, and from when to when. */
  function notice(frame: Pcm8k): void {
    const edge = activity.push(frame, now());
    if (edge?.kind === "on") {
      spokeFromMs = edge.atMs;
      words.emit({ kind: "started", atMs: edge.atMs });
    } else if (edge?.kind === "off" && spokeFromMs !== undefined) {
      words.emit({ kind: "unknown", startedMs: spokeFromMs, endedMs: edge.atMs });
      spokeFromMs = undefined;
    }
  }

  return {
    kind: "visitor",
    say(text) {
      onTyped?.(text);
      return mouth.say(text);
    },
    press(digit) {
      if (!KEYS.test(digit)) return;
      mouth.press(digit);
      digits.emit(digit);
    },
    push: (pcm) => microphone.push(pcm),
    onHeard: (listener) => heard.add(listener),
    microphone: () => microphone.stats(),
    speak() {
      const live = microphone.pull();
      const typed = mouth.speak();
      if (live !== undefined || activity.active()) notice(live ?? SILENCE);
      if (live === undefined || typed === undefined) return typed ?? live;
      for (let i = 0; i < FRAME_SAMPLES; i += 1)
        mixed[i] = Math.max(-32_768, Math.min(32_767, live[i]! + typed[i]!));
      return mixed;
    },
    hear: (frame) => heard.emit(frame),
    ringing: () => undefined,
    connected: () => undefined,
    ended: () => mouth.stop(),
    told: () => undefined,
    onWords: (listener) => words.add(listener),
    onDigit: (listener) => digits.add(listener),
  };
}

const SILENCE: Pcm8k = new Int16Array(FRAME_SAMPLES);
