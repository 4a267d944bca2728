import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import {
  prepareDatabase,
  type Prepared,
  type PrepareOptions,
} from "../../supabase/embedded/prepare-database.ts";
import { findFreePort } from "../../supabase/embedded/free-port.ts";
import { dataDirOf, readSettings, type Environment } from "./config.ts";
import { takeLock } from "./lock.ts";
import { openLog } from "./log-file.ts";
import type { Part, PartName } from "./part.ts";
import { supabaseFolder, webDist } from "./places.ts";
import { planParts } from "./plan.ts";
import { anyPorts, choosePorts, type Ports } from "./ports.ts";
import { Refusal } from "./refusal.ts";
import { removeRun, writeRun, type Run } from "./run-file.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";
import { writeSimConfig } from "./sim-config.ts";
import { ensureWebBuilt } from "./web-build.ts";
import { wire, type Urls, type Wiring } from "./wiring.ts";

export type StackOptions = {
  /** Settings by name, as in `.env`; nothing is read from the process's own environment. */
  env: Environment;
  /** Overrides PATCHBAY_DATA_DIR. */
  dataDir?: string;
  /** `any`: every port a free one, whatever the settings say. */
  ports?: "any";
  /** Other programs in the place of a part's own. */
  entries?: Partial<Record<PartName, string>>;
  /** Serve the console from Vite, rebuilding as sources change. */
  dev?: boolean;
  /** Serve this folder as the console and build nothing. */
  webDist?: string;
  /** Ends a start that is still under way. */
  signal?: AbortSignal;
  /** Sentences for the person at the terminal. */
  notice?: (line: string) => void;
};

export type Stack = {
  urls: Urls;
  run: Run;
  ports: Ports;
  secrets: Secrets;
  dataDir: string;
  /** Ends every part in order; at most 10 s. */
  stop: () => Promise<void>;
  /** The processes a part consists of now. */
  pids: (part: PartName) => number[];
  /** Kill -9; the part stays down until `restart`. */
  kill: (part: PartName) => Promise<void>;
  /** Ends the part in the ordinary way if it runs, starts it and waits until it is ready. */
  restart: (part: PartName) => Promise<void>;
};

/** Who ends before whom: callers of a thing before the thing. Together within 10 s. */
const STOP_ORDER: PartName[][] = [
  ["web", "api", "worker"],
  ["carrier-sim", "supabase"],
  ["postgres", "speech"],
];

function openDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    chmodSync(dataDir, 0o700);
  } catch (cause) {
    throw new Refusal(
      `The data folder ${dataDir} cannot be used (${(cause as NodeJS.ErrnoException).code}): make it yours, or set PATCHBAY_DATA_DIR to a folder that is.`,
      { cause },
    );
  }
}

/**
 * Starts everything that the settings do not say is elsewhere, each part a process of its own, and
 * resolves once all of it is ready.
 * @throws Refusal or SettingsError, with nothing left running
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const notice = options.notice ?? (() => undefined);
  const environment = options.ports === "any" ? { ...options.env, ...anyPorts } : options.env;
  const settings = readSettings(environment);
  const dataDir = options.dataDir ?? dataDirOf(settings);
  openDataDir(dataDir);
  const lock = takeLock(dataDir);
  let parts = new Map<PartName, Part>();
  const logs = path.join(dataDir, "logs");

  let stopped: Promise<void> | undefined;
  const stopInOrder = async (): Promise<void> => {
    for (const stage of STOP_ORDER)
      await Promise.all(stage.map(async (name) => parts.get(name)?.stop()));
    removeRun(dataDir);
    lock.release();
  };
  const stop = (): Promise<void> => (stopped ??= stopInOrder());
  // A part that is told to end while starting rejects its start, which ends in the catch below.
  const hurry = (): void => void Promise.all([...parts.values()].map((part) => part.stop()));
  options.signal?.addEventListener("abort", hurry, { once: true });

  try {
    const ports = await choosePorts(settings, notice);
    const secrets = loadSecrets(dataDir);
    const wiring = wire({
      settings,
      ports,
      secrets,
      dataDir,
      environment,
      webDist: options.webDist ?? webDist,
      simConfigFile: path.join(dataDir, "carrier-sim.json"),
      dev: options.dev === true,
      apiPort:
        options.dev === true ? await findFreePort(new Set(Object.values(ports))) : ports.PORT,
    });
    options.signal?.throwIfAborted();
    parts = planParts({
      wiring,
      ports,
      logs,
      dev: options.dev === true,
      entries: options.entries ?? {},
      notice,
    });
    await startParts(wiring, options, secrets, dataDir, logs, parts);

    options.signal?.throwIfAborted();
    const run: Run = {
      pid: process.pid,
      startedAt: new Date().toISOString(),
      urls: withoutDatabase(wiring.urls),
      ports,
      simulated: wiring.simulated,
      demo: wiring.demo,
      oneClick: wiring.oneClick,
      pids: {},
    };
    const record = (): void => {
      for (const part of parts.values()) run.pids[part.name] = part.pids();
      writeRun(dataDir, run);
    };
    record();
    const find = (name: PartName): Part => {
      const part = parts.get(name);
      if (!part) throw new Error(`${name} does not run in this stack`);
      return part;
    };
    return {
      urls: wiring.urls,
      run,
      ports,
      secrets,
      dataDir,
      stop,
      pids: (name) => find(name).pids(),
      kill: (name) => find(name).kill(),
      restart: async (name) => {
        await find(name).stop();
        await find(name).start();
        record();
      },
    };
  } catch (cause) {
    await stop();
    throw cause;
  } finally {
    options.signal?.removeEventListener("abort", hurry);
  }
}

function withoutDatabase({ database: _secret, ...urls }: Urls): Run["urls"] {
  return urls;
}

/** What needs no seed and the console's build begin together; the rest waits for the seed. */
async function startParts(
  wiring: Wiring,
  options: StackOptions,
  secrets: Secrets,
  dataDir: string,
  logs: string,
  parts: Map<PartName, Part>,
): Promise<void> {
  const start = async (name: PartName): Promise<void> => parts.get(name)?.start();
  const built =
    options.dev === true || options.webDist !== undefined
      ? Promise.resolve(false)
      : ensureWebBuilt(openLog(logs, "web-build"), options.signal);
  const grounds = Promise.all((["postgres", "supabase", "speech"] as const).map(start)).then(() =>
    prepare({
      databaseUrl: wiring.urls.database,
      folder: supabaseFolder,
      ...(wiring.demo ? { demoPassword: secrets.demoPassword } : {}),
      ...(wiring.simulated.supabase
        ? {}
        : {
            hosted: {
              supabaseUrl: wiring.urls.supabase,
              secretKey: String(wiring.env.api["SUPABASE_SECRET_KEY"]),
            },
          }),
    }),
  );
  // A failed build must not leave the other branch starting processes behind our back.
  const [prepared] = await settleBoth(grounds, built);
  options.signal?.throwIfAborted();
  if (wiring.simulated.supabase) void warmUp(wiring);
  const { console: publicUrl, booth: carrierUrl = "", speech: speechUrl } = wiring.urls;
  const addresses = { publicUrl, carrierUrl, speechUrl };
  writeSimConfig(path.join(dataDir, "carrier-sim.json"), addresses, secrets, prepared);
  await Promise.all((["carrier-sim", "api", "worker", "web"] as const).map(start));
}

/**
 * The local Supabase reads the schema and grants its roles at its first request; it should not be a
 * person's who is signing in. Its failure means nothing.
 */
async function warmUp({ env, urls }: Wiring): Promise<void> {
  const headers = { apikey: String(env.supabase["SUPABASE_PUBLISHABLE_KEY"]) };
  const address = `${urls.supabase}/rest/v1/organizations?select=id&limit=1`;
  await fetch(address, { headers }).then(
    (response) => response.body?.cancel(),
    () => undefined,
  );
}

/** What Postgres refuses (a migration, a seed, a password) is told in its sentence, not as a stack. */
async function prepare(options: PrepareOptions): Promise<Prepared> {
  try {
    return await prepareDatabase(options);
  } catch (cause) {
    throw new Refusal(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function settleBoth<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return Promise.all([first, second]);
}
