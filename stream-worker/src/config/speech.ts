import path from "node:path";
import { z } from "zod";

const key = z.string().trim().min(1).optional();
const url = (name: string, example: string) =>
  z.url({ error: `${name} must be an address, such as ${example}.` }).optional();

/** The settings of vendors that hear and speak for the `stream` engine; none is needed. */
export const speechSettings = {
  DEEPGRAM_API_KEY: key,
  DEEPGRAM_URL: url("DEEPGRAM_URL", "https://api.deepgram.com"),
  AZURE_SPEECH_KEY: key,
  AZURE_SPEECH_REGION: z.string().trim().min(1).optional(),
  ELEVENLABS_API_KEY: key,
  ELEVENLABS_MODEL: z
    .enum(["eleven_multilingual_v2", "eleven_flash_v2_5"], {
      error: "ELEVENLABS_MODEL must be eleven_multilingual_v2 or eleven_flash_v2_5.",
    })
    .default("eleven_flash_v2_5"),
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: url("OPENAI_BASE_URL", "https://api.openai.com"),
  OPENAI_VOICE_MODEL: z.string().trim().min(1).default("gpt-4o-mini-tts"),
  WHISPER_URL: url("WHISPER_URL", "http://127.0.0.1:8080"),
  WHISPER_API_KEY: key,
  WHISPER_DIALECT: z
    .enum(["openai", "whisper_cpp", "transcribe"], {
      error: "WHISPER_DIALECT must be openai, whisper_cpp or transcribe.",
    })
    .default("openai"),
  WHISPER_PATH: z.string().startsWith("/", "WHISPER_PATH begins with a slash.").optional(),
  WHISPER_FIELD: z.string().trim().min(1).optional(),
  WHISPER_RESULT_KEY: z.string().trim().min(1).optional(),
  WHISPER_LANGUAGE_FIELD: z.string().trim().min(1).optional(),
  WHISPER_MODEL: z.string().trim().min(1).default("whisper-1"),
  LOCAL_RECOGNISER_URL: url("LOCAL_RECOGNISER_URL", "http://127.0.0.1:4050"),
  LOCAL_VOICE_URL: url("LOCAL_VOICE_URL", "http://127.0.0.1:4050"),
  PATH: z.string().default(""),
  VOICE_DETECTOR: z
    .enum(["silero", "fvad"], { error: "VOICE_DETECTOR must be silero or fvad." })
    .default("silero"),
  VOICE_DETECTOR_THREADS: z.coerce.number().int().min(1).max(16).optional(),
};

type Settings = z.infer<z.ZodObject<typeof speechSettings>>;

export type SpeechConfig = {
  deepgram: { key: string; baseUrl: string | undefined } | null;
  azure: { key: string; region: string } | null;
  elevenLabs: { key: string; model: Settings["ELEVENLABS_MODEL"] } | null;
  openAi: { key: string; baseUrl: string | undefined; voiceModel: string } | null;
  whisper: {
    url: string;
    key: string | undefined;
    dialect: Settings["WHISPER_DIALECT"];
    path: string | undefined;
    field: string | undefined;
    languageField: string | undefined;
    resultKey: string | undefined;
    model: string;
  } | null;
  localRecogniserUrl: string | undefined;
  localVoiceUrl: string | undefined;
  /** Where programs with a voice are looked for. */
  programPaths: readonly string[];
  detector: Settings["VOICE_DETECTOR"];
  detectorThreads: number | undefined;
};

const bare = (address: string): string => address.replace(/\/+$/, "");

export function speechConfigOf(env: Settings): SpeechConfig {
  const openAiUrl = env.OPENAI_BASE_URL && bare(env.OPENAI_BASE_URL);
  return {
    deepgram:
      env.DEEPGRAM_API_KEY === undefined
        ? null
        : { key: env.DEEPGRAM_API_KEY, baseUrl: env.DEEPGRAM_URL && bare(env.DEEPGRAM_URL) },
    azure:
      env.AZURE_SPEECH_KEY === undefined || env.AZURE_SPEECH_REGION === undefined
        ? null
        : { key: env.AZURE_SPEECH_KEY, region: env.AZURE_SPEECH_REGION },
    elevenLabs:
      env.ELEVENLABS_API_KEY === undefined
        ? null
        : { key: env.ELEVENLABS_API_KEY, model: env.ELEVENLABS_MODEL },
    openAi:
      env.OPENAI_API_KEY === undefined
        ? null
        : { key: env.OPENAI_API_KEY, baseUrl: openAiUrl, voiceModel: env.OPENAI_VOICE_MODEL },
    whisper:
      env.WHISPER_URL === undefined
        ? null
        : {
            url: bare(env.WHISPER_URL),
            key: env.WHISPER_API_KEY,
            dialect: env.WHISPER_DIALECT,
            path: env.WHISPER_PATH,
            field: env.WHISPER_FIELD,
            languageField: env.WHISPER_LANGUAGE_FIELD,
            resultKey: env.WHISPER_RESULT_KEY,
            model: env.WHISPER_MODEL,
          },
    localRecogniserUrl: env.LOCAL_RECOGNISER_URL && bare(env.LOCAL_RECOGNISER_URL),
    localVoiceUrl: env.LOCAL_VOICE_URL && bare(env.LOCAL_VOICE_URL),
    programPaths: env.PATH.split(path.delimiter).filter((folder) => folder !== ""),
    detector: env.VOICE_DETECTOR,
    detectorThreads: env.VOICE_DETECTOR_THREADS,
  };
}
