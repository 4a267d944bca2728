import {
  language,
  type Language,
  type Preparation,
  type SpeechSetup,
  type SpeechToTextVendor,
  type TextToSpeechVendor,
} from "@patchbay/contracts";
import { createFvad } from "../adapters/fvad.ts";
import { createVoiceActivity } from "../adapters/voice-activity.ts";
import type { SpeechConfig } from "../config/speech.ts";
import { LISTENING_PRESETS } from "../domain/activity/presets.ts";
import { phrases } from "../domain/phrases.ts";
import { readAloud } from "../domain/reading/read-aloud.ts";
import { speakable } from "../domain/speakable.ts";
import type { Clock, Log, Metrics } from "../ports.ts";
import type { VoiceActivity } from "../ports/speech.ts";
import { createBreakers } from "../runtime/breaker.ts";
import { createEars } from "../runtime/ears/ears.ts";
import type { SpeechParts } from "../runtime/stream-session.ts";
import { createTicker } from "../runtime/ticker.ts";
import { createClipCache } from "../runtime/voices/clip-cache.ts";
import { createVoice } from "../runtime/voices/voice.ts";
import { createRecognisers } from "./recognisers.ts";
import { createVoices } from "./voices.ts";

/** Three frames: a third as many wake-ups and messages as frames, and far less than the lead they keep up. */
const TICK_MS = 60;
/** An hour and a half of rendered sentences. */
const CLIP_BYTES = 40 * 1024 * 1024;

export type Speech = {
  readonly parts: SpeechParts;
  /** Languages heard and spoken by vendors; stand-ins on this machine do not count. */
  streams(): readonly Language[];
  /** Renders what will be said to the callers of these bots. */
  prepare(list: readonly Preparation[]): void;
  close(): Promise<void>;
};

function configuredActivity(
  config: SpeechConfig,
  deps: { clock: Clock; log: Log; dropped: (windows: number) => void },
): Promise<VoiceActivity> {
  if (config.detector === "fvad") return createFvad();
  const threads = config.detectorThreads;
  return createVoiceActivity({ ...deps, ...(threads !== undefined && { threads }) });
}

type SpeechDeps = {
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** In the place of the configured one. */
  readonly activity?: VoiceActivity | undefined;
};

/** The bot's ears, voice and detector, for all calls of this worker. */
export async function createSpeech(config: SpeechConfig, deps: SpeechDeps): Promise<Speech> {
  const { clock, log, metrics } = deps;
  const dropped = (windows: number): void => metrics.count("window_dropped", windows);
  const activity = deps.activity ?? (await configuredActivity(config, { clock, log, dropped }));
  log.info({ detector: activity.name }, "The bot listens");
  const recognisers = createRecognisers(config, clock, () => metrics.count("frame_dropped"));
  const voices = createVoices(config, clock);
  // A vendor that cannot hear may speak all the same.
  const earBreakers = createBreakers(clock);
  const breakers = createBreakers(clock);
  const clips = createClipCache({ maxBytes: CLIP_BYTES, breakers, clock });

  const earsOf = (setup: SpeechSetup, spoken: Language) =>
    setup.speechToText
      .map((vendor) => recognisers.get(vendor))
      .filter((one) => one !== undefined && one.speaks(spoken))
      .filter((one) => one !== undefined);
  const voicesOf = (setup: SpeechSetup) =>
    setup.textToSpeech.map((vendor) => voices.get(vendor)).filter((one) => one !== undefined);
  const speaks = (vendor: TextToSpeechVendor, spoken: Language): boolean =>
    vendor !== "local" && voices.get(vendor)?.speaks(spoken) === true;
  const hears = (vendor: SpeechToTextVendor, spoken: Language): boolean =>
    vendor !== "local" && recognisers.get(vendor)?.speaks(spoken) === true;

  return {
    parts: {
      activity,
      setup: {
        speechToText: [...recognisers.keys()],
        textToSpeech: [...voices.keys()],
        voice: null,
        listening: LISTENING_PRESETS.balanced,
      },
      ticker: createTicker(clock, TICK_MS),
      ears: (setup, spoken, hear, fellBack) =>
        createEars({
          recognisers: earsOf(setup, spoken),
          language: spoken,
          clock,
          breakerOf: earBreakers,
          hear,
          fellBack(from, to, fault) {
            log.warn({ from, to, fault }, "A recogniser failed");
            if (to !== null && to !== from) fellBack();
          },
        }),
      voice(setup, spoken, fellBack) {
        const voice = createVoice({
          voices: voicesOf(setup),
          language: spoken,
          voice: setup.voice,
          breakers,
          clips,
          clock,
          fellBack(from, to) {
            log.warn({ from, to }, "A voice failed");
            fellBack();
          },
        });
        return voice.speak;
      },
    },
    streams: () =>
      language.options.filter(
        (spoken) =>
          [...voices.keys()].some((vendor) => speaks(vendor, spoken)) &&
          [...recognisers.keys()].some((vendor) => hears(vendor, spoken)),
      ),
    prepare(list) {
      clips.prepare(
        list.flatMap((one) =>
          [...one.texts, ...ownTexts(one.language)].map((text) => ({
            voices: voicesOf(one.speech),
            voice: one.speech.voice,
            language: one.language,
            text: readAloud(speakable(text), one.language).spoken,
          })),
        ),
      );
    },
    async close() {
      clips.close();
      await activity.close();
    },
  };
}

/** What the bot says when something is slow or goes wrong: then a voice may be what is slow. */
function ownTexts(spoken: Language): string[] {
  const { fillers, stillThere, ...others } = phrases(spoken);
  return [...fillers, ...stillThere, ...Object.values(others)].filter(
    (text) => typeof text === "string",
  );
}
