import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { root, type Environment } from "./config.ts";
import { openLog } from "./log-file.ts";
import { Refusal } from "./refusal.ts";

export type PartName =
  | "postgres"
  | "supabase"
  | "carrier-sim"
  | "speech"
  | "api"
  | "worker"
  | "web";

export type PartPlan = {
  name: PartName;
  /** The TypeScript file to run. */
  entry: string;
  args?: string[];
  env: Environment;
  /** `message`: it says so on the channel; otherwise a URL that answers 200. */
  readiness: "message" | { url: string };
  /** How long it may take to end before it is killed. */
  graceMs: number;
};

export type Part = {
  name: PartName;
  /** The process that runs now, and those it told us of (Postgres' own). */
  pids: () => number[];
  start: () => Promise<void>;
  /** Asks it to end and waits; kills it when its grace is over. It stays down. */
  stop: () => Promise<void>;
  /** Kill -9 at once, and it stays down until `start`; for trials of what the others then do. */
  kill: () => Promise<void>;
};

const READY_LIMIT_MS = 60_000;
const POLL_MS = 40;
const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 10_000;
/** After this long in life a crash is a new one, not the old one again. */
const STEADY_MS = 30_000;
const KEPT_LINES = 12;

/** Compiled code of the last start; a worker that was killed is back in half the time. */
const compileCache = path.join(root, "node_modules", ".cache", "patchbay-compiled");

const leash = pathToFileURL(path.join(root, "scripts", "leash.mjs")).href;

function killGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ESRCH") throw cause;
  }
}

/** The sentence in a line of a structured log, or the line. */
function sentenceIn(line: string): string {
  try {
    const { msg, error } = JSON.parse(line) as { msg?: unknown; error?: unknown };
    const parts = [msg, error].filter((part) => typeof part === "string");
    return parts.length > 0 ? parts.join(": ") : line;
  } catch {
    return line;
  }
}

/** What a person should read of a process that ended while starting: its last words, not a stack. */
function lastWords(lines: string[]): string {
  const told = lines.filter((line) => line.trim() !== "" && !/^\s+at |^Node\.js v/.test(line));
  // A list of faults is told whole, from its heading on.
  const heading = told.findLastIndex((line) => !line.startsWith("  - "));
  const words = told.slice(Math.max(0, heading)).map((line) => sentenceIn(line.trimEnd()));
  return words.length > 0 ? words.join("\n").slice(0, 1200) : "it said nothing";
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/**
 * One supervised process: its output goes to its log file, its crashes are answered with a restart
 * that waits longer each time. It runs in a process group of its own, so that a Ctrl-C in the
 * terminal reaches it through us alone and in order, and on a leash (`leash.mjs`), so that it ends
 * when we are gone.
 */
export function createPart(
  plan: PartPlan,
  logFolder: string,
  notice: (line: string) => void,
): Part {
  const log = openLog(logFolder, plan.name);
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let extraPids: number[] = [];
  let wanted = false;
  let backoffMs = 0;

  const launch = (): { failed: Promise<never>; ready: Promise<void> } => {
    const startedAt = Date.now();
    const kept: string[] = [];
    let isReady = false;
    const process_ = spawn(
      process.execPath,
      ["--import", leash, plan.entry, ...(plan.args ?? [])],
      {
        cwd: root,
        env: { NODE_COMPILE_CACHE: compileCache, ...plan.env },
        detached: true,
        stdio: ["ignore", "pipe", "pipe", "ipc"],
      },
    );
    child = process_;
    extraPids = [];
    const keep = (chunk: Buffer): void => {
      log.write(chunk);
      kept.push(...chunk.toString("utf8").split("\n").filter(Boolean));
      kept.splice(0, Math.max(0, kept.length - KEPT_LINES));
    };
    process_.stdout?.on("data", keep);
    process_.stderr?.on("data", keep);
    const told = new Promise<void>((resolve) => {
      process_.on("message", (message: { ready?: boolean; pid?: number }) => {
        if (message.pid !== undefined) extraPids = [message.pid];
        if (message.ready === true) resolve();
      });
    });
    const failed = new Promise<never>((_resolve, reject) => {
      ended = new Promise((resolve) => {
        process_.once("error", reject);
        process_.once("close", () => {
          if (child === process_) child = undefined;
          if (!isReady) reject(new Refusal(`${plan.name} could not start: ${lastWords(kept)}`));
          else if (wanted) restartLater(Date.now() - startedAt);
          resolve();
        });
      });
    });
    failed.catch(() => undefined);
    const ready = (async () => {
      const abort = AbortSignal.timeout(READY_LIMIT_MS);
      if (plan.readiness === "message") await Promise.race([told, expiry(abort)]);
      else await poll(plan.readiness.url, abort, () => child === process_);
      isReady = true;
    })().catch((cause: unknown) => {
      if (child !== process_) return failed;
      throw new Refusal(
        `${plan.name} did not become ready within ${READY_LIMIT_MS / 1000} s: see ${path.join(logFolder, `${plan.name}.log`)}.`,
        { cause },
      );
    });
    return { failed, ready };
  };

  const restartLater = (livedMs: number): void => {
    // Callers are waiting: only what crashes again at once has to wait itself.
    const waitMs = livedMs > STEADY_MS ? 0 : backoffMs;
    backoffMs = Math.min(Math.max(waitMs * 2, BACKOFF_FIRST_MS), BACKOFF_MAX_MS);
    const when = waitMs === 0 ? "now" : `in ${waitMs} ms`;
    notice(`${plan.name} ended unexpectedly; it starts again ${when}.`);
    void delay(waitMs, undefined, { ref: false }).then(async () => {
      if (!wanted || child) return;
      try {
        const { failed, ready } = launch();
        await Promise.race([ready, failed]);
        notice(`${plan.name} is back.`);
      } catch {
        if (wanted && !child) restartLater(0);
      }
    });
  };

  return {
    name: plan.name,
    pids: () => [...(child?.pid === undefined ? [] : [child.pid]), ...extraPids],
    start: async () => {
      wanted = true;
      if (child) return;
      const { failed, ready } = launch();
      await Promise.race([ready, failed]);
    },
    stop: async () => {
      wanted = false;
      const running = child;
      if (!running?.pid) return;
      running.kill("SIGTERM");
      const hurry = setTimeout(() => killGroup(running.pid ?? 0, "SIGKILL"), plan.graceMs);
      await ended;
      clearTimeout(hurry);
      // Whatever it started in its own group goes with it.
      killGroup(running.pid, "SIGKILL");
    },
    kill: async () => {
      wanted = false;
      const running = child;
      if (!running?.pid) return;
      for (const pid of extraPids) killGroup(pid, "SIGKILL");
      killGroup(running.pid, "SIGKILL");
      await ended;
    },
  };
}

function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
}

async function poll(url: string, signal: AbortSignal, isAlive: () => boolean): Promise<void> {
  while (!(await answers(url))) {
    signal.throwIfAborted();
    if (!isAlive()) throw new Error("ended");
    await delay(POLL_MS);
  }
}
