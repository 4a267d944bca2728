import type { Language } from "@patchbay/contracts";
import type { TextToSpeech } from "../../ports/speech.ts";
import { readMulaw } from "./sound-readers.ts";
import { createPost } from "./post.ts";
import { spoken, type Patience } from "./spoken.ts";

const VENDOR = "deepgram";
const BASE_URL = "https://api.deepgram.com";
/** Aura-2 speaks seven languages; Turkish and Russian are not among them. */
const VOICES: Partial<Record<Language, string>> = {
  "en-US": "aura-2-thalia-en",
  "de-DE": "aura-2-viktoria-de",
};

export type DeepgramVoiceOptions = Patience & {
  readonly key: string;
  /** No trailing slash. */
  readonly baseUrl?: string;
  readonly voices?: Partial<Record<Language, string>>;
};

/**
 * Deepgram's Aura over HTTP (`/v1/speak`). The vendor's model is the voice, such as
 * `aura-2-thalia-en`; it takes up to 2,000 characters.
 */
export function createDeepgramVoice(options: DeepgramVoiceOptions): TextToSpeech {
  const voices = { ...VOICES, ...options.voices };
  const post = createPost(() => options.clock.wall());
  return {
    name: VENDOR,
    speaks: (language) => voices[language] !== undefined,
    speak({ text, language, voice }, signal) {
      const query = new URLSearchParams({
        model: voice ?? voices[language] ?? "",
        encoding: "mulaw",
        sample_rate: "8000",
        container: "none",
      });
      const attempt = (trying: AbortSignal) =>
        post(
          {
            url: `${options.baseUrl ?? BASE_URL}/v1/speak?${query.toString()}`,
            headers: { Authorization: `Token ${options.key}`, "Content-Type": "application/json" },
            body: JSON.stringify({ text }),
            reader: readMulaw(),
          },
          trying,
        );
      return spoken(VENDOR, options, attempt, signal);
    },
  };
}
