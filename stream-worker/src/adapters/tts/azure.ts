import type { Language } from "@patchbay/contracts";
import type { TextToSpeech } from "../../ports/speech.ts";
import { readMulaw } from "./sound-readers.ts";
import { createPost } from "./post.ts";
import { spoken, type Patience } from "./spoken.ts";
import { ssml } from "./ssml.ts";

const VENDOR = "azure";
const VOICES: Readonly<Record<Language, string>> = {
  "en-US": "en-US-JennyNeural",
  "de-DE": "de-DE-KatjaNeural",
  "tr-TR": "tr-TR-EmelNeural",
  "ru-RU": "ru-RU-SvetlanaNeural",
};

export type AzureVoiceOptions = Patience & {
  readonly key: string;
  /** The resource's region, such as `westeurope`. */
  readonly region: string;
  /** Another address than the region's; no trailing slash. */
  readonly baseUrl?: string;
  readonly voices?: Partial<Record<Language, string>>;
};

/**
 * Azure's neural voices over REST (`/cognitiveservices/v1`): SSML out, mu-law back while it is made.
 * A voice's name is one of the vendor's list, such as `de-DE-KatjaNeural`.
 */
export function createAzureVoice(options: AzureVoiceOptions): TextToSpeech {
  const { key, region } = options;
  const baseUrl = options.baseUrl ?? `https://${region}.tts.speech.microsoft.com`;
  const post = createPost(() => options.clock.wall());
  return {
    name: VENDOR,
    speaks: () => true,
    speak({ text, language, voice }, signal) {
      const name = voice ?? options.voices?.[language] ?? VOICES[language];
      const attempt = (trying: AbortSignal) =>
        post(
          {
            url: `${baseUrl}/cognitiveservices/v1`,
            headers: {
              "Ocp-Apim-Subscription-Key": key,
              "Content-Type": "application/ssml+xml",
              "X-Microsoft-OutputFormat": "raw-8khz-8bit-mono-mulaw",
              "User-Agent": "patchbay",
            },
            body: ssml(text, language, name),
            reader: readMulaw(),
          },
          trying,
        );
      return spoken(VENDOR, options, attempt, signal);
    },
  };
}
