import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { prepareBinaries, type Binaries } from "./binaries.ts";
import { asUser, prepareDataFolder } from "./data-folder.ts";
import { findServiceUser, openPlaceFor, runsAsRoot, type ServiceUser } from "./places.ts";
import { clearStalePostmaster } from "./stale-postmaster.ts";

export type ClusterOptions = {
  /** The checkout; names the open folder that root's binaries are copied to. */
  home: string;
  /** Where an ordinary user's data lives; as root it names the open folder instead. */
  dataDir: string;
  port: number;
  password: string;
  /** Gives up safety against power loss for speed; for tests alone. */
  disposable?: boolean;
  log: (line: string) => void;
};

export type Cluster = {
  url: string;
  port: number;
  pid: number;
  /** Settles when the server has ended, however it ended. */
  exited: Promise<void>;
  /** Ends connections and stops ("fast shutdown"). */
  stop: () => Promise<void>;
};

const READY = "database system is ready to accept connections";
// After a kill -9 the old backends hold the shared memory for some moments longer.
const RETRYABLE = ["pre-existing shared memory block", 'postmaster.pid" already exists'];
const RETRY_LIMIT_MS = 5000;
const RETRY_STEP_MS = 250;
const FAST_STOP_MS = 7000;
const KEPT_LOG_LINES = 30;

/** Where the cluster's files are for these options. */
export function clusterFolder(dataDir: string): string {
  return runsAsRoot() ? path.join(openPlaceFor(dataDir), "pgdata") : path.join(dataDir, "pgdata");
}

type Started = { child: ChildProcess; exited: Promise<void> } | { refused: string };

function launch(
  binaries: Binaries,
  folder: string,
  options: ClusterOptions,
  user?: ServiceUser,
): Promise<Started> {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=120",
    "timezone=UTC",
    // Details, context and statements of errors quote rows: words said and telephone numbers.
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
  ];
  if (options.disposable)
    settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
  const child = spawn(
    binaries.postgres,
    ["-D", folder, "-p", String(options.port), ...settings.flatMap((setting) => ["-c", setting])],
    // Its own process group: a Ctrl-C in the terminal must reach Postgres last, through us.
    { ...asUser(user, folder), detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const exited = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return new Promise((resolve, reject) => {
    const kept: string[] = [];
    child.once("error", reject);
    child.stderr?.on("data", (chunk: Buffer) => {
      for (const line of chunk.toString("utf8").split("\n").filter(Boolean)) {
        options.log(line);
        kept.push(line);
        if (kept.length > KEPT_LOG_LINES) kept.shift();
        if (line.includes(READY)) resolve({ child, exited });
      }
    });
    void exited.then(() => resolve({ refused: kept.join("\n") }));
  });
}

function explain(refused: string, options: ClusterOptions): Error {
  if (/could not (bind|create any TCP)/.test(refused)) {
    return new Error(
      `Port ${options.port} for Postgres is taken: stop what uses it or choose another POSTGRES_PORT.`,
    );
  }
  if (refused.includes("incompatible with server")) {
    return new Error(
      'The stored data was made by another version of Postgres: run "npm run reset" to begin anew.',
    );
  }
  return new Error(`Postgres did not start: ${refused.split("\n").slice(-3).join(" ")}`);
}

/**
 * Starts the packaged Postgres 18 on the loopback address, making its data folder first if needed
 * and recovering from a start that was killed.
 * @throws Error with a plain sentence when it cannot start
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = await prepareBinaries(options.home);
  const user = runsAsRoot() ? findServiceUser() : undefined;
  const folder = clusterFolder(options.dataDir);
  const stale = await clearStalePostmaster(folder);
  if (stale === "stopped") options.log("a Postgres left over from a killed start was stopped");
  await prepareDataFolder({ ...options, folder, binaries, user });
  for (let waitedMs = 0; ; waitedMs += RETRY_STEP_MS) {
    const started = await launch(binaries, folder, options, user);
    if ("child" in started) return describe(started.child, started.exited, options);
    const mayPass = RETRYABLE.some((sign) => started.refused.includes(sign));
    if (!mayPass || waitedMs >= RETRY_LIMIT_MS) throw explain(started.refused, options);
    await delay(RETRY_STEP_MS);
  }
}

function describe(child: ChildProcess, exited: Promise<void>, options: ClusterOptions): Cluster {
  return {
    url: `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/postgres`,
    port: options.port,
    pid: child.pid ?? 0,
    exited,
    stop: async () => {
      child.kill("SIGINT");
      const hurry = setTimeout(() => child.kill("SIGQUIT"), FAST_STOP_MS);
      await exited;
      clearTimeout(hurry);
    },
  };
}
