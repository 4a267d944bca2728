import type { Language } from "@patchbay/contracts";
import type { TextToSpeech } from "../../ports/speech.ts";
import { createPost } from "./post.ts";
import { readPcm, readWav } from "./sound-readers.ts";
import { spoken, type Patience } from "./spoken.ts";

const VENDOR = "openai";
const BASE_URL = "https://api.openai.com";
/** The vendor has announced the end of its speech models for January 2027; others speak this wire on. */
const MODEL = "gpt-4o-mini-tts";
const VOICE = "marin";
const PCM_HZ = 24_000;

export type OpenAiVoiceOptions = Patience & {
  /** Who it is called in errors and breakers, where it is another's server; default `openai`. */
  readonly name?: string;
  /** null where the server wants none, as most that one runs oneself. */
  readonly key: string | null;
  /** Without `/v1` and without a trailing slash. */
  readonly baseUrl?: string;
  readonly model?: string;
  readonly voices?: Partial<Record<Language, string>>;
  /** What the server speaks; default all of ours. */
  readonly languages?: readonly Language[];
  /** `pcm` starts sooner; `wav` for servers whose rate is not the vendor's. */
  readonly format?: "pcm" | "wav";
  /** Rate of `pcm`; the vendor's own is 24 kHz. */
  readonly pcmHz?: number;
};

/** OpenAI's speech over HTTP (`/v1/audio/speech`), which many servers of other voices speak, too. */
export function createOpenAiVoice(options: OpenAiVoiceOptions): TextToSpeech {
  const { key, name: vendor = VENDOR, model = MODEL, format = "pcm", languages } = options;
  const post = createPost(() => options.clock.wall());
  return {
    name: vendor,
    speaks: (language) => languages?.includes(language) ?? true,
    speak({ text, language, voice }, signal) {
      const name = voice ?? options.voices?.[language] ?? VOICE;
      const attempt = (trying: AbortSignal) =>
        post(
          {
            url: `${options.baseUrl ?? BASE_URL}/v1/audio/speech`,
            headers: {
              "Content-Type": "application/json",
              ...(key !== null && { Authorization: `Bearer ${key}` }),
            },
            body: JSON.stringify({ model, input: text, voice: name, response_format: format }),
            reader: format === "wav" ? readWav() : readPcm(options.pcmHz ?? PCM_HZ),
          },
          trying,
        );
      return spoken(vendor, options, attempt, signal);
    },
  };
}
