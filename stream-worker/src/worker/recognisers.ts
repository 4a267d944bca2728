import type { SpeechToTextVendor } from "@patchbay/contracts";
import { createAzure } from "../adapters/stt/azure.ts";
import { createDeepgramFlux } from "../adapters/stt/deepgram-flux.ts";
import { createDeepgram } from "../adapters/stt/deepgram.ts";
import { createOpenAiTranscription } from "../adapters/stt/openai.ts";
import type { WhisperDialect } from "../adapters/stt/whisper-dialects.ts";
import { createWhisper } from "../adapters/stt/whisper.ts";
import type { SpeechConfig } from "../config/speech.ts";
import type { Clock } from "../ports.ts";
import type { SpeechToText } from "../ports/speech.ts";

const socketUrl = (url: string): string => url.replace(/^http/, "ws");

function dialectOf(whisper: NonNullable<SpeechConfig["whisper"]>): WhisperDialect {
  const { dialect: kind, field, languageField, resultKey, model } = whisper;
  const path = whisper.path === undefined ? {} : { path: whisper.path };
  if (kind === "openai") return { kind, model, ...path };
  if (kind === "whisper_cpp") return { kind, ...path };
  return {
    kind,
    ...path,
    ...(field !== undefined && { fileField: field }),
    ...(languageField !== undefined && { languageField }),
    ...(resultKey !== undefined && { resultKey }),
  };
}

/** The recognisers this worker has keys or addresses for. */
export function createRecognisers(
  config: SpeechConfig,
  clock: Clock,
  dropped: () => void,
): ReadonlyMap<SpeechToTextVendor, SpeechToText> {
  const { deepgram, azure, openAi, whisper, localRecogniserUrl } = config;
  const have = new Map<SpeechToTextVendor, SpeechToText>();
  if (deepgram !== null) {
    const baseUrl = deepgram.baseUrl && socketUrl(deepgram.baseUrl);
    have.set("deepgram", createDeepgram({ key: deepgram.key, baseUrl, clock, dropped }));
    have.set("deepgram_flux", createDeepgramFlux({ key: deepgram.key, baseUrl, clock, dropped }));
  }
  if (azure !== null) have.set("azure", createAzure({ ...azure, clock, dropped }));
  if (openAi !== null) {
    const baseUrl = openAi.baseUrl && socketUrl(openAi.baseUrl);
    have.set("openai", createOpenAiTranscription({ key: openAi.key, baseUrl, clock, dropped }));
  }
  if (whisper !== null) {
    const { url: baseUrl, key = null } = whisper;
    have.set("whisper", createWhisper({ baseUrl, key, dialect: dialectOf(whisper), clock }));
  }
  if (localRecogniserUrl !== undefined) {
    const dialect = { kind: "transcribe" } as const;
    have.set(
      "local",
      createWhisper({ name: "local", baseUrl: localRecogniserUrl, dialect, clock }),
    );
  }
  return have;
}
