import { z } from "zod";

const port = (fallback: number) =>
  z.coerce
    .number("must be a port number, for example 4000, or 0 for any free one")
    .int("must be a whole number")
    .min(0, "must be 0 or more")
    .max(65_535, "must be at most 65535")
    .optional()
    .transform((value) => ({ port: value ?? fallback, explicit: value !== undefined }));

const flag = z
  .enum(["0", "1", "true", "false"], "must be 1 or 0")
  .transform((value) => value === "1" || value === "true")
  .optional();

const url = (kinds: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && kinds.includes(new URL(value).protocol),
      `must be an address that begins with ${kinds.map((kind) => `${kind}//`).join(" or ")}`,
    )
    .optional();

const sid = (prefix: string) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}[0-9a-fA-F]{32}$`),
      `must be ${prefix} followed by 32 hexadecimal digits, as the carrier's console shows it`,
    )
    .optional();

const secret = z.string().min(8, "is too short; copy it whole").optional();

const MASTER_KEYS = /^([\w-]+:)?[A-Za-z0-9+/]{43}=(,([\w-]+:)?[A-Za-z0-9+/]{43}=)*$/;

/** Every setting of `.env` that the start itself understands. */
export const settingsSchema = z.object({
  PORT: port(4000),
  SIM_PORT: port(4010),
  WORKER_PORT: port(4020),
  SUPABASE_PORT: port(4030),
  POSTGRES_PORT: port(4040),
  SPEECH_PORT: port(4050),
  PATCHBAY_DATA_DIR: z.string().min(1).optional(),
  PUBLIC_URL: url(["http:", "https:"]),
  WORKER_PUBLIC_URL: url(["ws:", "wss:"]),
  DATABASE_URL: url(["postgres:", "postgresql:"]),
  SUPABASE_URL: url(["http:", "https:"]),
  SUPABASE_PUBLISHABLE_KEY: secret,
  SUPABASE_SECRET_KEY: secret,
  SUPABASE_JWT_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  TWILIO_ACCOUNT_SID: sid("AC"),
  TWILIO_AUTH_TOKEN: secret,
  TWILIO_AUTH_TOKEN_SECONDARY: secret,
  TWILIO_API_KEY_SID: sid("SK"),
  TWILIO_API_KEY_SECRET: secret,
  TWILIO_TWIML_APP_SID: sid("AP"),
  ANTHROPIC_API_KEY: secret,
  ANTHROPIC_BASE_URL: url(["http:", "https:"]),
  DEEPGRAM_API_KEY: secret,
  AZURE_SPEECH_KEY: secret,
  AZURE_SPEECH_REGION: z.string().min(1).optional(),
  ELEVENLABS_API_KEY: secret,
  OPENAI_API_KEY: secret,
  WHISPER_URL: url(["http:", "https:"]),
  LOCAL_RECOGNISER_URL: url(["http:", "https:"]),
  LOCAL_VOICE_URL: url(["http:", "https:"]),
  RECORDING_MASTER_KEY: z
    .string()
    .regex(
      MASTER_KEYS,
      'must be "id:base64 of 32 bytes", several separated by commas; make one with: echo "k1:$(openssl rand -base64 32)"',
    )
    .optional(),
  DEMO_MODE: flag,
});

export type Settings = z.infer<typeof settingsSchema>;

const CARRIER_KEYS: Record<string, string> = {
  TWILIO_ACCOUNT_SID: "a real carrier needs all of its keys",
  TWILIO_AUTH_TOKEN: "a real carrier needs all of its keys",
  TWILIO_API_KEY_SID: "make an API key in the carrier's console",
  TWILIO_API_KEY_SECRET: "it is shown once, when the API key is made",
  TWILIO_TWIML_APP_SID: "make a TwiML app whose voice URL is ours",
  PUBLIC_URL: "the carrier must reach this console from the internet",
  WORKER_PUBLIC_URL: "the carrier must reach the worker's sockets (wss://…)",
};

const SUPABASE_KEYS: Record<string, string> = {
  SUPABASE_URL: "the keys of a project are of no use without its address",
  SUPABASE_PUBLISHABLE_KEY: "copy the project's publishable key",
  SUPABASE_SECRET_KEY: "copy the project's secret key",
  DATABASE_URL: "SUPABASE_URL needs the same project's direct connection",
};

const AZURE_KEYS: Record<string, string> = {
  AZURE_SPEECH_KEY: "a region is of no use without its key",
  AZURE_SPEECH_REGION: "a key is for one region, such as westeurope",
};

/** What is named must be whole: half a carrier or half a project does not work. One fault a setting. */
export function missingSettings(given: Record<string, unknown>): string[] {
  const among = (keys: Record<string, string>, signs: string[]): string[] =>
    signs.some((name) => given[name] !== undefined)
      ? Object.entries(keys)
          .filter(([name]) => given[name] === undefined)
          .map(([name, why]) => `${name} is missing: ${why}`)
      : [];
  return [
    ...among(SUPABASE_KEYS, ["SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY"]),
    ...among(CARRIER_KEYS, [
      "TWILIO_ACCOUNT_SID",
      "TWILIO_AUTH_TOKEN",
      "TWILIO_API_KEY_SID",
      "TWILIO_TWIML_APP_SID",
    ]),
    ...among(AZURE_KEYS, Object.keys(AZURE_KEYS)),
  ];
}
