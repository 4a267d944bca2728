import { readFileSync } from "node:fs";
import { z } from "zod";

const address = z.string().url();
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be E.164, e.g. +493012345678");
const sid = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `must be ${prefix} and 32 hexadecimal digits`);
const method = z.enum(["GET", "POST"]).default("POST");

const phoneNumber = z.object({
  sid: sid("PN"),
  e164,
  friendlyName: z.string().default(""),
  /** Shown in the booth; the carrier itself does not care. */
  language: z.string().optional(),
  engine: z.string().optional(),
  voiceUrl: z.string(),
  voiceMethod: method,
  voiceFallbackUrl: z.string().optional(),
  statusCallback: z.string().optional(),
});

const application = z.object({
  sid: sid("AP"),
  friendlyName: z.string().default(""),
  voiceUrl: address,
  voiceMethod: method,
  voiceFallbackUrl: z.string().optional(),
  statusCallback: z.string().optional(),
});

const twimlBin = z.object({ sid: sid("EH"), twiml: z.string().min(1).max(4_000) });

/** Recordings the account has from before; spoken at the start from what was said. */
const archivedCall = z.object({
  recordingSid: sid("RE"),
  callSid: sid("CA"),
  startedAtMs: z.number(),
  durationMs: z.number().positive().max(3_600_000),
  language: z.string(),
  lines: z
    .array(
      z.object({
        atMs: z.number().min(0),
        channel: z.union([z.literal(1), z.literal(2)]),
        text: z.string().max(2000),
        voice: z.string().optional(),
      }),
    )
    .max(500),
});

const fileSchema = z.object({
  account: z.object({
    sid: sid("AC"),
    authToken: z.string().min(8),
    apiKeySid: sid("SK"),
    apiKeySecret: z.string().min(8),
  }),
  applications: z.array(application).max(100).default([]),
  phoneNumbers: z.array(phoneNumber).max(200).default([]),
  bins: z.array(twimlBin).max(100).default([]),
  archive: z.array(archivedCall).max(100).default([]),
  /** Base address of the local recogniser and voice; without one nobody understands a bot on a media stream. */
  speechUrl: address.optional(),
  prices: z
    .object({
      inboundPerMinute: z.number().min(0),
      outboundPerMinute: z.number().min(0),
      unit: z.string().length(3),
    })
    .default({ inboundPerMinute: 0.012, outboundPerMinute: 0.024, unit: "EUR" }),
});

const environmentSchema = z.object({
  SIM_CONFIG_FILE: z
    .string()
    .min(1, "set SIM_CONFIG_FILE to a JSON file with account, applications and phoneNumbers"),
  SIM_HOST: z.string().default("127.0.0.1"),
  /** Where the simulator is reached from elsewhere (RecordingUrl); default its own loopback address. */
  SIM_PUBLIC_URL: address.optional(),
  /** Spoken clips are kept here between starts. */
  SIM_VOICE_CACHE_DIR: z.string().min(1).optional(),
  SIM_PORT: z.coerce.number().int().min(0).max(65_535).default(4010),
});

export type PhoneNumber = z.infer<typeof phoneNumber>;
export type TwimlApplication = z.infer<typeof application>;
export type CarrierConfig = z.infer<typeof fileSchema>;
export interface Config extends CarrierConfig {
  host: string;
  port: number;
  publicUrl: string | undefined;
  voiceCacheDir: string | undefined;
}

/** Thrown with every fault at once, in sentences; never with a value, because values may be secret. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Accounts, numbers and applications from parsed JSON. Throws `ConfigError`. */
export function parseCarrierConfig(json: unknown): CarrierConfig {
  return checked(fileSchema, json);
}

/** The whole configuration from the environment and the file it names. Throws `ConfigError`. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const env = checked(environmentSchema, environment);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(env.SIM_CONFIG_FILE, "utf8"));
  } catch {
    throw new ConfigError("SIM_CONFIG_FILE: the file is missing or not JSON");
  }
  return {
    ...parseCarrierConfig(json),
    host: env.SIM_HOST,
    port: env.SIM_PORT,
    publicUrl: env.SIM_PUBLIC_URL?.replace(/\/$/, ""),
    voiceCacheDir: env.SIM_VOICE_CACHE_DIR,
  };
}

function checked<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
  );
}
