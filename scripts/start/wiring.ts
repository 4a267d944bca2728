import type { Environment } from "./config.ts";
import type { PartName } from "./part.ts";
import { voiceCache } from "./places.ts";
import type { Ports } from "./ports.ts";
import type { Secrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { speechVendors } from "./speech-vendors.ts";

/** What stands in for the real thing in this start, decided once from the settings. */
export type Simulated = {
  carrier: boolean;
  database: boolean;
  supabase: boolean;
  languageModel: boolean;
  /** The bot's ears or its voice on the `stream` engine. */
  speech: boolean;
};

export type Urls = {
  console: string;
  api: string;
  worker: string;
  workerSockets: string;
  booth: string | undefined;
  /** The local recogniser and voice. */
  speech: string | undefined;
  supabase: string;
  database: string;
};

export type Wiring = {
  simulated: Simulated;
  urls: Urls;
  demo: boolean;
  /** The console hands out the demo's password, to whoever opens it. */
  oneClick: boolean;
  /** One environment per part: the one table of names that all workspaces read in their `config.ts`. */
  env: Record<PartName, Environment>;
};

export type WiringInput = {
  settings: Settings;
  ports: Ports;
  secrets: Secrets;
  dataDir: string;
  webDist: string;
  simConfigFile: string;
  /** Everything that was set; api and worker get the vendors' keys among it. */
  environment: Environment;
  dev: boolean;
  /** In dev the console's port is Vite's, and the api listens here behind it. */
  apiPort: number;
};

/** What any program needs from the machine, and no key of anybody's. */
const MACHINE = ["PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "NODE_EXTRA_CA_CERTS"];

function decide(settings: Settings): Simulated {
  const carrier = settings.TWILIO_ACCOUNT_SID === undefined;
  const { hear, speak } = speechVendors(settings);
  return {
    carrier,
    database: settings.DATABASE_URL === undefined,
    supabase: settings.SUPABASE_URL === undefined,
    languageModel: settings.ANTHROPIC_API_KEY === undefined,
    // At a real carrier nothing stands in: without vendors its own bot has the call.
    speech: carrier && !(hear && speak),
  };
}

function addresses(input: WiringInput, simulated: Simulated): Urls {
  const { settings, ports, secrets } = input;
  const local = (port: number): string => `http://127.0.0.1:${port}`;
  return {
    // "localhost" lets a browser use its microphone without a certificate, and reads well.
    console: settings.PUBLIC_URL?.replace(/\/$/, "") ?? `http://localhost:${ports.PORT}`,
    api: local(input.apiPort),
    worker: local(ports.WORKER_PORT),
    workerSockets: settings.WORKER_PUBLIC_URL ?? `ws://127.0.0.1:${ports.WORKER_PORT}`,
    booth: simulated.carrier ? `http://localhost:${ports.SIM_PORT}` : undefined,
    speech: simulated.carrier ? local(ports.SPEECH_PORT) : undefined,
    supabase: settings.SUPABASE_URL ?? local(ports.SUPABASE_PORT),
    database:
      settings.DATABASE_URL ??
      `postgres://postgres:${encodeURIComponent(secrets.postgresPassword)}@127.0.0.1:${ports.POSTGRES_PORT}/postgres`,
  };
}

/** Only a browser on this machine reaches such an address. */
export const isThisMachine = (url: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** Decides what is real, and writes down what each part is told. Pure. */
export function wire(input: WiringInput): Wiring {
  const { settings, ports, secrets } = input;
  const simulated = decide(settings);
  const urls = addresses(input, simulated);
  // A stranger's database is not filled with demo calls unless that is asked for.
  const demo = settings.DEMO_MODE ?? simulated.database;
  // To the world only when somebody says so: an admin's password is in it.
  const oneClick = demo && (settings.DEMO_MODE === true || isThisMachine(urls.console));
  const machine = Object.fromEntries(MACHINE.map((name) => [name, input.environment[name]]));
  const inherited = { ...machine, ...input.environment };

  const supabaseKeys = {
    SUPABASE_URL: urls.supabase,
    SUPABASE_PUBLISHABLE_KEY: settings.SUPABASE_PUBLISHABLE_KEY ?? secrets.publishableKey,
    SUPABASE_SECRET_KEY: settings.SUPABASE_SECRET_KEY ?? secrets.secretKey,
    // Hosted Supabase signs with keys it publishes; only a local one shares a secret.
    SUPABASE_JWT_SECRET: simulated.supabase
      ? (settings.SUPABASE_JWT_SECRET ?? secrets.jwtSecret)
      : settings.SUPABASE_JWT_SECRET,
  };
  const carrierAuthToken = settings.TWILIO_AUTH_TOKEN ?? secrets.carrier.authToken;
  const shared = {
    WORKER_TOKEN: secrets.workerToken,
    WORKER_PUBLIC_URL: urls.workerSockets,
    MEDIA_TOKEN_SECRET: secrets.mediaTokenSecret,
    TWILIO_AUTH_TOKEN: carrierAuthToken,
    TWILIO_AUTH_TOKEN_SECONDARY: settings.TWILIO_AUTH_TOKEN_SECONDARY,
    ANTHROPIC_API_KEY: settings.ANTHROPIC_API_KEY,
    ANTHROPIC_BASE_URL: settings.ANTHROPIC_BASE_URL,
    PATCHBAY_DATA_DIR: input.dataDir,
  };
  const simulator = `http://127.0.0.1:${ports.SIM_PORT}`;

  return {
    simulated,
    urls,
    demo,
    oneClick,
    env: {
      postgres: {
        ...machine,
        PORT: String(ports.POSTGRES_PORT),
        PATCHBAY_DATA_DIR: input.dataDir,
        POSTGRES_PASSWORD: secrets.postgresPassword,
      },
      supabase: {
        ...machine,
        ...supabaseKeys,
        PORT: String(ports.SUPABASE_PORT),
        DATABASE_URL: urls.database,
        PATCHBAY_DATA_DIR: input.dataDir,
        PUBLIC_URL: urls.console,
      },
      "carrier-sim": {
        ...machine,
        PORT: String(ports.SIM_PORT),
        SIM_PORT: String(ports.SIM_PORT),
        SIM_CONFIG_FILE: input.simConfigFile,
      },
      speech: {
        ...machine,
        PORT: String(ports.SPEECH_PORT),
        SPEECH_PORT: String(ports.SPEECH_PORT),
        SPEECH_VOICE_CACHE_DIR: voiceCache,
      },
      api: {
        ...inherited,
        ...supabaseKeys,
        ...shared,
        PORT: String(input.apiPort),
        PUBLIC_URL: urls.console,
        DATABASE_URL: urls.database,
        TWILIO_ACCOUNT_SID: settings.TWILIO_ACCOUNT_SID ?? secrets.carrier.accountSid,
        TWILIO_API_KEY_SID: settings.TWILIO_API_KEY_SID ?? secrets.carrier.apiKeySid,
        TWILIO_API_KEY_SECRET: settings.TWILIO_API_KEY_SECRET ?? secrets.carrier.apiKeySecret,
        TWILIO_TWIML_APP_SID: settings.TWILIO_TWIML_APP_SID ?? secrets.carrier.twimlAppSid,
        TWILIO_API_BASE_URL: simulated.carrier ? simulator : undefined,
        VOICE_SIGNAL_HOST: simulated.carrier ? `127.0.0.1:${ports.SIM_PORT}` : undefined,
        TEST_CALLER_URL: simulated.carrier ? simulator : undefined,
        RECORDING_MASTER_KEY: settings.RECORDING_MASTER_KEY ?? secrets.recordingMasterKey,
        SPEECH_SIMULATED: simulated.speech ? "1" : undefined,
        DEMO_MODE: demo ? "1" : undefined,
        DEMO_PASSWORD: oneClick ? secrets.demoPassword : undefined,
        WEB_DIST_DIR: input.webDist,
      },
      worker: {
        ...inherited,
        ...shared,
        PORT: String(ports.WORKER_PORT),
        API_URL: urls.api,
        LOCAL_RECOGNISER_URL: settings.LOCAL_RECOGNISER_URL ?? urls.speech,
        LOCAL_VOICE_URL: settings.LOCAL_VOICE_URL ?? urls.speech,
        // Less than what a stop allows it (plan.ts), so that it ends by itself.
        WORKER_DRAIN_MS: input.environment["WORKER_DRAIN_MS"] ?? "3000",
        // The worker keeps no rows: what it knows, the api tells it.
        DATABASE_URL: undefined,
        SUPABASE_SECRET_KEY: undefined,
        SUPABASE_JWT_SECRET: undefined,
        RECORDING_MASTER_KEY: undefined,
      },
      web: { ...machine, PORT: String(ports.PORT), API_URL: urls.api },
    },
  };
}
