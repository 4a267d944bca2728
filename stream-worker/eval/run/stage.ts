import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Listening, SpeechSetup } from "@patchbay/contracts";
import type { SileroModel } from "../../src/adapters/silero/model.ts";
import { openStreamSession } from "../../src/runtime/stream-session.ts";
import { createTicker } from "../../src/runtime/ticker.ts";
import { manualClock } from "../../src/testing/manual-clock.ts";
import type { Call } from "../corpus/calls.ts";
import { LINES } from "../corpus/lines/all.ts";
import type { Clip } from "../sound/clip.ts";
import { fromDb } from "../sound/levels.ts";
import { createStepwiseActivity } from "./activity.ts";
import type { BotVoice } from "./bot-voice.ts";
import { type Carrier, createCarrier } from "./carrier.ts";
import { createLabelledWords, type LabelledWords } from "./labelled-words.ts";
import { createMicrophone } from "./microphone.ts";
import { aHead, aLink, noHints, noLog, noMetrics } from "./stand-ins.ts";
import { createWatch, type Watch } from "./watch.ts";

const FRAME_MS = 20;
/** Of full scale: louder than a voice's breath. */
const AUDIBLE = 0.01;

export type Parts = {
  readonly model: SileroModel;
  readonly voice: BotVoice;
  readonly listening: Listening;
  /** 20 s or more of the call's surroundings, full scale 1. */
  readonly noise: Float32Array;
};

/** One call on the engine as it is, with everything around it in virtual time. */
export type Stage = {
  readonly watch: Watch;
  readonly carrier: Carrier;
  now(): number;
  /** The bot says this, whatever it was about to say. */
  botSays(text: string): void;
  callerSays(clip: Clip): void;
  key(digit: string): void;
  /** What the caller hears this very moment is the bot. */
  botSounds(): boolean;
  /** Lets time pass until it is so, or for `mostMs`; whether it was. */
  until(met: () => boolean, mostMs: number): Promise<boolean>;
  /** Neither side has made a sound for so long. */
  quietFor(ms: number, mostMs: number): Promise<void>;
  close(): void;
};

export function openStage(call: Call, parts: Parts): Stage {
  const { language, surroundings } = call;
  const { listening, voice } = parts;
  const setup: SpeechSetup = {
    speechToText: ["local"],
    textToSpeech: ["local"],
    voice: null,
    listening,
  };
  const clock = manualClock();
  const activity = createStepwiseActivity(parts.model);
  const watch = createWatch({ language, listening });
  const { echoDb } = surroundings;
  const microphone = createMicrophone(parts.noise, echoDb === null ? 0 : fromDb(echoDb));
  const callId = randomUUID();
  let words: LabelledWords | null = null;
  let botSounds = false;

  const carrier = createCarrier(clock, watch.feeds, (name) => session.mark(name));
  const session = openStreamSession({
    callId,
    epoch: 1,
    language,
    link: aLink(callId, language, setup),
    heads: aHead(LINES[language].noted),
    hints: noHints,
    clock,
    metrics: noMetrics,
    log: noLog,
    wire: carrier.wire,
    record: watch.take,
    speech: {
      activity,
      setup,
      ears(_setup, _language, hear) {
        words = createLabelledWords(clock, hear);
        return words.stream;
      },
      voice: () => (text, _previous, signal) => voice.speak(text, signal),
      ticker: createTicker(clock, FRAME_MS),
    },
  });

  const frame = async (): Promise<void> => {
    const heard = carrier.play(clock.now());
    botSounds = heard.some((sample) => Math.abs(sample) > AUDIBLE);
    session.media(clock.now(), microphone.frame(heard));
    await activity.judged();
    clock.advance(FRAME_MS);
    // What the engine awaits (its head, its voice) comes before time goes on.
    await setImmediate();
    await voice.rendered();
    await setImmediate();
  };
  const until = async (met: () => boolean, mostMs: number): Promise<boolean> => {
    const limit = clock.now() + mostMs;
    while (!met()) {
      if (clock.now() >= limit) return false;
      await frame();
    }
    return true;
  };

  return {
    watch,
    carrier,
    now: () => clock.now(),
    botSays: (text) => session.whisper("say", text),
    callerSays(clip) {
      words?.will(clip.words);
      microphone.play(clip.samples);
    },
    key: (digit) => session.key(digit),
    botSounds: () => botSounds,
    until,
    async quietFor(ms, mostMs) {
      let since = clock.now();
      await until(() => {
        if (carrier.sounding() || !microphone.idle()) since = clock.now();
        return clock.now() - since >= ms;
      }, mostMs);
    },
    close: () => session.closed(1_000),
  };
}
