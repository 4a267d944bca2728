import type { Language } from "@patchbay/contracts";
import type { Patience } from "./spoken.ts";

export type ElevenLabsModel = "eleven_multilingual_v2" | "eleven_flash_v2_5";

export type ElevenLabsOptions = Patience & {
  readonly key: string;
  /**
   * `socket` tells where in the text the sound is, so that what was heard is known to the word;
   * `http` keeps its connection between texts. Default `socket`.
   */
  readonly transport?: "socket" | "http";
  /** Default the flash model: about 75 ms to the first sound by the vendor's word. */
  readonly model?: ElevenLabsModel;
  /** An https:// or http:// address, also for the socket; no trailing slash. */
  readonly baseUrl?: string;
  /** The vendor's ids of voices, by language. */
  readonly voices?: Partial<Record<Language, string>>;
};

/** One part of a text on its way to the vendor. */
export type ElevenLabsPart = {
  readonly text: string;
  readonly language: Language;
  readonly voiceId: string;
  readonly previousText: string;
};

const BASE_URL = "https://api.elevenlabs.io";

/** The melody is carried on from the last sentence or two; more is only sent and paid for. */
const MAX_PREVIOUS_CHARS = 300;

/** The multilingual model hears the language out of the text, and older servers refuse the code. */
function languageOf(model: ElevenLabsModel, language: Language): Record<string, string> {
  return model === "eleven_flash_v2_5" ? { language_code: language.slice(0, 2) } : {};
}

export function headersOf(options: ElevenLabsOptions): Record<string, string> {
  return { "xi-api-key": options.key };
}

export function streamUrl(options: ElevenLabsOptions, part: ElevenLabsPart): string {
  const voice = encodeURIComponent(part.voiceId);
  return `${options.baseUrl ?? BASE_URL}/v1/text-to-speech/${voice}/stream?output_format=ulaw_8000`;
}

export function streamBody(model: ElevenLabsModel, part: ElevenLabsPart): string {
  const previous = part.previousText.slice(-MAX_PREVIOUS_CHARS).toWellFormed();
  return JSON.stringify({
    text: part.text,
    model_id: model,
    ...languageOf(model, part.language),
    ...(previous !== "" && { previous_text: previous }),
  });
}

export function socketUrl(
  options: ElevenLabsOptions,
  model: ElevenLabsModel,
  part: ElevenLabsPart,
): string {
  const query = new URLSearchParams({
    model_id: model,
    output_format: "ulaw_8000",
    // Otherwise short replies wait until 120 characters have come together.
    auto_mode: "true",
    sync_alignment: "true",
    ...languageOf(model, part.language),
  });
  const base = (options.baseUrl ?? BASE_URL).replace(/^http/u, "ws");
  const voice = encodeURIComponent(part.voiceId);
  return `${base}/v1/text-to-speech/${voice}/stream-input?${query.toString()}`;
}
