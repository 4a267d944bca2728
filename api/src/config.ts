import { z } from "zod";

/** Every setting this process knows. The environment is read here and nowhere else. */

const needed = (remedy: string) =>
  z.string({ error: `is missing: ${remedy}` }).min(1, `is empty: ${remedy}`);
const url = (remedy: string) => needed(remedy).pipe(z.url(`is not a URL: ${remedy}`));
const sid = (prefix: string, what: string) =>
  needed(`copy the ${what} from the carrier's console`).regex(
    new RegExp(`^${prefix}[0-9a-zA-Z]{32}$`),
    `is not a ${what} (${prefix} and 32 characters)`,
  );
const secret = (remedy: string) =>
  needed(remedy).min(32, `is too short: ${remedy}, at least 32 characters`);

const environment = z.object({
  PORT: z.coerce
    .number({ error: "is not a port: use 0 to 65535" })
    .int("is not a port: use 0 to 65535")
    .min(0, "is not a port: use 0 to 65535")
    .max(65_535, "is not a port: use 0 to 65535")
    .default(4000),
  HOST: z.string().default("127.0.0.1"),
  PUBLIC_URL: url("the address under which the carrier and browsers reach this api"),
  DATABASE_URL: needed("a direct connection, postgres://…").regex(
    /^postgres(ql)?:\/\//,
    "is not a Postgres address: it starts with postgres://",
  ),
  SUPABASE_URL: url("the project URL from Supabase's settings"),
  SUPABASE_PUBLISHABLE_KEY: needed("the publishable key from Supabase's settings"),
  SUPABASE_SECRET_KEY: needed("the secret key from Supabase's settings"),
  SUPABASE_JWT_SECRET: z.string().min(32, "is too short: at least 32 characters").optional(),
  TWILIO_ACCOUNT_SID: sid("AC", "account SID"),
  TWILIO_AUTH_TOKEN: needed("copy the auth token from the carrier's console"),
  TWILIO_AUTH_TOKEN_SECONDARY: z.string().optional(),
  TWILIO_API_KEY_SID: sid("SK", "API key SID"),
  TWILIO_API_KEY_SECRET: needed("create an API key in the carrier's console"),
  TWILIO_TWIML_APP_SID: sid("AP", "TwiML App SID"),
  TWILIO_API_BASE_URL: z.url("is not a URL; leave it out at the real carrier").optional(),
  VOICE_SIGNAL_HOST: z
    .string()
    .regex(/^[\w.-]+:\d+$/, "is not host:port; leave it out at the real carrier")
    .optional(),
  WORKER_TOKEN: secret("one random text for api and stream-worker"),
  WORKER_PUBLIC_URL: url("the address under which the carrier reaches the stream-worker"),
  MEDIA_TOKEN_SECRET: secret("one random text for api and stream-worker"),
  RECORDING_MASTER_KEY: needed(
    "32 random bytes in base64; several separated by commas, newest first",
  ),
  TEST_CALLER_URL: z.url("is not a URL; leave it out at the real carrier").optional(),
  DEMO_MODE: z.enum(["0", "1", "true", "false"], "is neither 1 nor 0").default("0"),
  DEMO_PASSWORD: z.string().optional(),
  PATCHBAY_DATA_DIR: z.string().default(".patchbay"),
  WEB_DIST_DIR: z.string().optional(),
  ANTHROPIC_API_KEY: z.string().optional(),
  SPEECH_SIMULATED: z.enum(["0", "1"], "is neither 1 nor 0").default("0"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** Named in full once: the rest of the api receives only the part it needs. */
export interface Config {
  port: number;
  host: string;
  /** Without a trailing slash; signatures are checked over it. */
  publicUrl: string;
  databaseUrl: string;
  supabase: { url: string; publishableKey: string; secretKey: string; jwtSecret: string | null };
  carrier: {
    accountSid: string;
    /** The primary token, then the one it is being rotated to or from. */
    authTokens: string[];
    apiKeySid: string;
    apiKeySecret: string;
    twimlAppSid: string;
    /** Set only for a simulated carrier. */
    apiBaseUrl: string | null;
    voiceSignalHost: string | null;
  };
  worker: { token: string; publicUrl: string };
  mediaTokenSecret: string;
  recordingMasterKey: string;
  testCallerUrl: string | null;
  demo: { on: boolean; password: string | null };
  dataDir: string;
  webDistDir: string | null;
  /** Only to say in words what is simulated. */
  hasModelKey: boolean;
  /** As above: the bot's ears or its voice on the `stream` engine. */
  isSpeechSimulated: boolean;
  logLevel: string;
}

/** Thrown with every fault at once, each with its remedy; values never appear in it. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

const bare = (address: string): string => address.replace(/\/+$/, "");

/** Reads all settings. Throws ConfigError. An empty value counts as absent. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(
      `The api cannot start:\n${parsed.error.issues
        .map((issue) => `  - ${issue.path.join(".")} ${issue.message}`)
        .join("\n")}`,
    );
  const v = parsed.data;
  return {
    port: v.PORT,
    host: v.HOST,
    publicUrl: bare(v.PUBLIC_URL),
    databaseUrl: v.DATABASE_URL,
    supabase: {
      url: bare(v.SUPABASE_URL),
      publishableKey: v.SUPABASE_PUBLISHABLE_KEY,
      secretKey: v.SUPABASE_SECRET_KEY,
      jwtSecret: v.SUPABASE_JWT_SECRET ?? null,
    },
    carrier: {
      accountSid: v.TWILIO_ACCOUNT_SID,
      authTokens: [v.TWILIO_AUTH_TOKEN, v.TWILIO_AUTH_TOKEN_SECONDARY].filter(
        (token) => token !== undefined,
      ),
      apiKeySid: v.TWILIO_API_KEY_SID,
      apiKeySecret: v.TWILIO_API_KEY_SECRET,
      twimlAppSid: v.TWILIO_TWIML_APP_SID,
      apiBaseUrl: v.TWILIO_API_BASE_URL === undefined ? null : bare(v.TWILIO_API_BASE_URL),
      voiceSignalHost: v.VOICE_SIGNAL_HOST ?? null,
    },
    worker: { token: v.WORKER_TOKEN, publicUrl: bare(v.WORKER_PUBLIC_URL) },
    mediaTokenSecret: v.MEDIA_TOKEN_SECRET,
    recordingMasterKey: v.RECORDING_MASTER_KEY,
    testCallerUrl: v.TEST_CALLER_URL === undefined ? null : bare(v.TEST_CALLER_URL),
    demo: { on: v.DEMO_MODE === "1" || v.DEMO_MODE === "true", password: v.DEMO_PASSWORD ?? null },
    dataDir: v.PATCHBAY_DATA_DIR,
    webDistDir: v.WEB_DIST_DIR ?? null,
    hasModelKey: v.ANTHROPIC_API_KEY !== undefined,
    isSpeechSimulated: v.SPEECH_SIMULATED === "1",
    logLevel: v.LOG_LEVEL,
  };
}
