import path from "node:path";
import { z } from "zod";
import { speechConfigOf, speechSettings, type SpeechConfig } from "./config/speech.ts";

const text = (remedy: string) => z.string({ error: remedy }).trim().min(1, remedy);

const schema = z.object({
  PORT: z.coerce
    .number("PORT must be a number; leave it out for 4020, 0 takes any free port.")
    .int()
    .min(0)
    .max(65_535)
    .default(4020),
  HOST: z.string().default("127.0.0.1"),
  API_URL: z.url({
    protocol: /^https?$/,
    error: "API_URL must be the address of the api, such as http://127.0.0.1:4000.",
  }),
  WORKER_TOKEN: text("WORKER_TOKEN is missing: give api and worker the same secret.").min(
    16,
    "WORKER_TOKEN is too short: use at least 16 characters.",
  ),
  MEDIA_TOKEN_SECRET: text(
    "MEDIA_TOKEN_SECRET is missing: give api and worker the same secret.",
  ).min(32, "MEDIA_TOKEN_SECRET is too short: HS256 needs at least 32 characters."),
  TWILIO_AUTH_TOKEN: text(
    "TWILIO_AUTH_TOKEN is missing: copy it from the carrier; media sockets are checked with it.",
  ),
  TWILIO_AUTH_TOKEN_SECONDARY: z.string().trim().min(1).optional(),
  WORKER_PUBLIC_URL: z.url({
    protocol: /^(wss?|https?)$/,
    error:
      "WORKER_PUBLIC_URL must be the address at which the carrier reaches this worker, such as wss://media.example.com.",
  }),
  ANTHROPIC_API_KEY: z.string().trim().min(1).optional(),
  ANTHROPIC_BASE_URL: z
    .url({ error: "ANTHROPIC_BASE_URL is not an address; leave it out for the vendor’s own." })
    .optional(),
  ANTHROPIC_MODEL: z.string().trim().min(1).default("claude-haiku-5-5"),
  ANTHROPIC_FALLBACK_MODEL: z.string().trim().default("claude-sonnet-5-5"),
  ...speechSettings,
  PATCHBAY_DATA_DIR: z.string().trim().min(1).default(".patchbay"),
  WORKER_ID: z.string().max(64).optional(),
  WORKER_DRAIN_MS: z.coerce.number().int().min(0).max(600_000).default(5_000),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Config = {
  port: number;
  host: string;
  apiUrl: string;
  workerToken: string;
  mediaTokenSecret: string;
  /** Primary first; both are accepted while a token is rotated. */
  carrierTokens: readonly string[];
  /** ws:// or wss://, without a trailing slash. */
  publicUrl: string;
  /** Names in the order in which the models are asked; never twice the same. */
  model: { apiKey: string; baseUrl: string | undefined; names: readonly string[] } | null;
  speech: SpeechConfig;
  dataDir: string;
  workerId: string | undefined;
  drainMs: number;
  logLevel: string;
};

/** Every fault at once, each with its remedy; never a value. */
export class ConfigError extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The worker cannot start:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.name = "ConfigError";
    this.faults = faults;
  }
}

function socketUrl(url: string): string {
  return url.replace(/^http/, "ws").replace(/\/+$/, "");
}

export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  // An empty line in .env means "not set", but for the one setting that it turns off.
  const given = Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => value !== "" || name === "ANTHROPIC_FALLBACK_MODEL",
    ),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) =>
        issue.message.includes(String(issue.path[0]))
          ? issue.message
          : `${String(issue.path[0])}: ${issue.message}`,
      ),
    );
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    apiUrl: env.API_URL.replace(/\/+$/, ""),
    workerToken: env.WORKER_TOKEN,
    mediaTokenSecret: env.MEDIA_TOKEN_SECRET,
    carrierTokens: [env.TWILIO_AUTH_TOKEN, env.TWILIO_AUTH_TOKEN_SECONDARY].filter(
      (token) => token !== undefined,
    ),
    publicUrl: socketUrl(env.WORKER_PUBLIC_URL),
    model:
      env.ANTHROPIC_API_KEY === undefined
        ? null
        : {
            apiKey: env.ANTHROPIC_API_KEY,
            baseUrl: env.ANTHROPIC_BASE_URL,
            names: [...new Set([env.ANTHROPIC_MODEL, env.ANTHROPIC_FALLBACK_MODEL])].filter(
              Boolean,
            ),
          },
    speech: speechConfigOf(env),
    dataDir: path.resolve(env.PATCHBAY_DATA_DIR),
    workerId: env.WORKER_ID,
    drainMs: env.WORKER_DRAIN_MS,
    logLevel: env.LOG_LEVEL,
  };
}
