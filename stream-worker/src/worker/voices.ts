import type { Language, TextToSpeechVendor } from "@patchbay/contracts";
import { createAzureVoice } from "../adapters/tts/azure.ts";
import { createDeepgramVoice } from "../adapters/tts/deepgram.ts";
import { createElevenLabs } from "../adapters/tts/elevenlabs.ts";
import { createLocalVoice } from "../adapters/tts/local.ts";
import { createOpenAiVoice } from "../adapters/tts/openai.ts";
import type { SpeechConfig } from "../config/speech.ts";
import type { Clock } from "../ports.ts";
import type { TextToSpeech } from "../ports/speech.ts";

/** A speech server on this machine names its voices by what they speak. */
const BY_LANGUAGE: Readonly<Record<Language, string>> = {
  "en-US": "en-US",
  "de-DE": "de-DE",
  "tr-TR": "tr-TR",
  "ru-RU": "ru-RU",
};

/** The voices this worker has keys, addresses or programs for. */
export function createVoices(
  config: SpeechConfig,
  clock: Clock,
): ReadonlyMap<TextToSpeechVendor, TextToSpeech> {
  const { deepgram, azure, elevenLabs, openAi, localVoiceUrl } = config;
  const have = new Map<TextToSpeechVendor, TextToSpeech>();
  if (elevenLabs !== null) have.set("elevenlabs", createElevenLabs({ ...elevenLabs, clock }));
  if (azure !== null) have.set("azure", createAzureVoice({ ...azure, clock }));
  if (deepgram !== null) {
    const { key, baseUrl } = deepgram;
    have.set("deepgram", createDeepgramVoice({ key, clock, ...(baseUrl && { baseUrl }) }));
  }
  if (openAi !== null) {
    const { key, baseUrl, voiceModel: model } = openAi;
    have.set("openai", createOpenAiVoice({ key, model, clock, ...(baseUrl && { baseUrl }) }));
  }
  if (localVoiceUrl !== undefined) {
    const server = { name: "local", key: null, baseUrl: localVoiceUrl, model: "local" };
    const options = { ...server, format: "wav", voices: BY_LANGUAGE, clock } as const;
    have.set("local", createOpenAiVoice(options));
  } else {
    have.set("local", createLocalVoice({ paths: config.programPaths, clock }));
  }
  return have;
}
