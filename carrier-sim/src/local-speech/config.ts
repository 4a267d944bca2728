import { z } from "zod";
import { ConfigError } from "../config.ts";

const schema = z.object({
  SPEECH_PORT: z.coerce
    .number("must be a port number, or 0 for any free one")
    .int()
    .min(0)
    .max(65_535)
    .default(4050),
  /** The sound of the personas' lines is kept here between starts. */
  SPEECH_VOICE_CACHE_DIR: z.string().min(1).optional(),
});

export interface SpeechConfig {
  port: number;
  voiceCacheDir: string | undefined;
}

/** The settings of the local recogniser and voice. Throws `ConfigError` with every fault at once. */
export function loadSpeechConfig(environment: NodeJS.ProcessEnv = process.env): SpeechConfig {
  const { data, error } = schema.safeParse(environment);
  if (data === undefined)
    throw new ConfigError(
      error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  return { port: data.SPEECH_PORT, voiceCacheDir: data.SPEECH_VOICE_CACHE_DIR };
}
