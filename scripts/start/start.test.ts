import { chownSync, chmodSync, mkdtempSync, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { clusterFolder } from "../../supabase/embedded/cluster.ts";
import { forgetData } from "./forget-data.ts";
import { findServiceUser, runsAsRoot } from "../../supabase/embedded/places.ts";
import {
  isAlive,
  pressCtrlC,
  readRunFile,
  startAtTerminal,
  type Terminal,
} from "./fixtures/terminal.ts";
import { anyPorts } from "./ports.ts";

const READY = "Patchbay is ready";
const STOP_LIMIT_MS = 10_000;

// Several cold starts in one test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const folders: string[] = [];
const terminals: Terminal[] = [];

function newDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "patchbay-start-"));
  folders.push(folder);
  return folder;
}

function start(env: Record<string, string>, as?: string[]): Terminal {
  const terminal = startAtTerminal({ ...anyPorts, ...env }, as);
  terminals.push(terminal);
  return terminal;
}

function pidsOf(dataDir: string): number[] {
  const run = readRunFile(dataDir);
  return [run.pid, ...Object.values(run.pids).flat()];
}

async function allGone(pids: number[]): Promise<void> {
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), {
    timeout: STOP_LIMIT_MS,
    interval: 50,
  });
}

afterEach(async () => {
  for (const terminal of terminals.splice(0)) {
    if (terminal.child.exitCode === null && terminal.child.signalCode === null)
      pressCtrlC(terminal);
    await terminal.exit;
  }
  for (const folder of folders.splice(0)) await forgetData(folder);
});

describe("npm start", () => {
  it("prints one block, and Ctrl-C ends every process within 10 s", async () => {
    const dataDir = newDataDir();
    const terminal = start({ PATCHBAY_DATA_DIR: dataDir });
    await terminal.says("Stop with Ctrl-C");
    const { urls, ports } = readRunFile(dataDir);
    expect(terminal.output()).toContain(`Console      ${urls.console}`);
    expect(terminal.output()).toContain(`Phone booth  ${urls.booth}`);
    expect(terminal.output()).toContain("operator@assetcare24.example");
    expect(terminal.output()).toContain("TWILIO_ACCOUNT_SID");
    expect(new Set(Object.values(ports)).size).toBe(6);
    expect(statSync(path.join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(dataDir, "run.json"), "utf8")).not.toContain("postgres://");

    const pids = pidsOf(dataDir);
    const pressedAt = performance.now();
    pressCtrlC(terminal);
    expect(await terminal.exit).toBe(0);
    expect(performance.now() - pressedAt).toBeLessThan(STOP_LIMIT_MS);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(existsSync(path.join(dataDir, "run.json"))).toBe(false);
  });

  it("ends everything when Ctrl-C comes in the middle of starting", async () => {
    const dataDir = newDataDir();
    const terminal = start({ PATCHBAY_DATA_DIR: dataDir });
    const log = path.join(dataDir, "logs", "postgres.log");
    await vi.waitFor(() => expect(existsSync(log)).toBe(true), { timeout: 10_000, interval: 20 });
    pressCtrlC(terminal);
    await terminal.exit;
    expect(terminal.output()).not.toContain(READY);
    expect(existsSync(path.join(clusterFolder(dataDir), "postmaster.pid"))).toBe(false);
    expect(existsSync(path.join(dataDir, "lock"))).toBe(false);
  });

  it("refuses a second start in the same folder and names the first", async () => {
    const dataDir = newDataDir();
    const first = start({ PATCHBAY_DATA_DIR: dataDir });
    await first.says(READY);
    const second = start({ PATCHBAY_DATA_DIR: dataDir });
    expect(await second.exit).toBe(1);
    expect(second.output()).toContain("already runs in this folder");
    expect(second.output()).toContain(`kill ${readRunFile(dataDir).pid}`);
    expect(second.output()).not.toMatch(/\n\s+at /);
  });

  it("refuses a port that was asked for and is taken, naming it and the remedy", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => {
      blocker.listen(0, "127.0.0.1", resolve);
    });
    const { port } = blocker.address() as AddressInfo;
    const terminal = start({ PATCHBAY_DATA_DIR: newDataDir(), PORT: String(port) });
    expect(await terminal.exit).toBe(1);
    expect(terminal.output()).toContain(`Port ${port} for the console is taken`);
    expect(terminal.output()).toContain("set PORT to another port");
    blocker.close();
  });

  it("tells every malformed or missing setting at once, without its value", async () => {
    const terminal = start({
      PATCHBAY_DATA_DIR: newDataDir(),
      PORT: "many",
      SUPABASE_URL: "https://project.example",
      TWILIO_ACCOUNT_SID: "ACnonsense",
    });
    expect(await terminal.exit).toBe(1);
    for (const name of ["PORT", "DATABASE_URL", "SUPABASE_SECRET_KEY", "TWILIO_ACCOUNT_SID"]) {
      expect(terminal.output()).toContain(`- ${name} `);
    }
    expect(terminal.output()).not.toContain("ACnonsense");
  });

  it("leaves nothing behind when it is killed outright, and starts again on the same data", async () => {
    const dataDir = newDataDir();
    const terminal = start({ PATCHBAY_DATA_DIR: dataDir });
    await terminal.says(READY);
    const pids = pidsOf(dataDir);
    process.kill(readRunFile(dataDir).pid, "SIGKILL");
    await allGone(pids);
    const again = start({ PATCHBAY_DATA_DIR: dataDir });
    await again.says(READY);
    expect(readRunFile(dataDir).pid).not.toBe(pids[0]);
  });

  it("recovers after every process was killed outright, Postgres too", async () => {
    const dataDir = newDataDir();
    const terminal = start({ PATCHBAY_DATA_DIR: dataDir });
    await terminal.says(READY);
    const pids = pidsOf(dataDir);
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await allGone(pids);
    expect(existsSync(path.join(clusterFolder(dataDir), "postmaster.pid"))).toBe(true);
    const again = start({ PATCHBAY_DATA_DIR: dataDir });
    await again.says(READY);
  });

  it("starts a part again that crashed", async () => {
    const dataDir = newDataDir();
    const terminal = start({ PATCHBAY_DATA_DIR: dataDir });
    await terminal.says(READY);
    process.kill(readRunFile(dataDir).pids.worker?.[0] ?? 0, "SIGKILL");
    await terminal.says("worker is back.");
    expect((await fetch(`${readRunFile(dataDir).urls.worker}/readyz`)).status).toBe(200);
  });

  it("uses a Postgres and a Supabase that run elsewhere when the settings name them", async () => {
    const elsewhere = newDataDir();
    const provider = start({ PATCHBAY_DATA_DIR: elsewhere });
    await provider.says(READY);
    const { ports, urls } = readRunFile(elsewhere);
    const secrets = JSON.parse(readFileSync(path.join(elsewhere, "secrets.json"), "utf8")) as {
      postgresPassword: string;
      publishableKey: string;
      secretKey: string;
    };
    const dataDir = newDataDir();
    const terminal = start({
      PATCHBAY_DATA_DIR: dataDir,
      DATABASE_URL: `postgres://postgres:${secrets.postgresPassword}@127.0.0.1:${ports.POSTGRES_PORT}/postgres`,
      SUPABASE_URL: urls.supabase,
      SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
      SUPABASE_SECRET_KEY: secrets.secretKey,
      DEMO_MODE: "1",
    });
    await terminal.says("Stop with Ctrl-C");
    const run = readRunFile(dataDir);
    expect(run.simulated).toMatchObject({ database: false, supabase: false, carrier: true });
    expect(Object.keys(run.pids).toSorted()).toEqual(["api", "carrier-sim", "speech", "worker"]);
    expect(terminal.output()).not.toContain("DATABASE_URL");
  });

  it.runIf(runsAsRoot())(
    "runs for an ordinary user under a home that is closed to others",
    async () => {
      const { uid, gid } = findServiceUser();
      const home = newDataDir();
      chmodSync(home, 0o700);
      chownSync(home, uid, gid);
      const dataDir = path.join(home, "data");
      const terminal = start({ PATCHBAY_DATA_DIR: dataDir, HOME: home }, [
        "setpriv",
        `--reuid=${uid}`,
        `--regid=${gid}`,
        "--clear-groups",
      ]);
      await terminal.says(READY);
      expect(existsSync(path.join(dataDir, "pgdata", "PG_VERSION"))).toBe(true);
      const pids = pidsOf(dataDir);
      pressCtrlC(terminal);
      expect(await terminal.exit).toBe(0);
      expect(pids.filter(isAlive)).toEqual([]);
    },
  );
});
