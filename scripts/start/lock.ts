import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.ts";

export type Lock = { release: () => void };
type Holder = { pid: number; born: string };

/** When a process began, as the kernel counts it; tells a process from a later one of its number. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function isAlive({ pid, born }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return birthOf(pid) === born;
}

/** Who holds the folder now; `undefined` when nobody does, or only a lock that a killed start left. */
export function lockHolder(dataDir: string): number | undefined {
  try {
    const holder = JSON.parse(readFileSync(path.join(dataDir, "lock"), "utf8")) as Holder;
    return isAlive(holder) ? holder.pid : undefined;
  } catch {
    return undefined;
  }
}

function consoleAddress(dataDir: string): string {
  try {
    const run = JSON.parse(readFileSync(path.join(dataDir, "run.json"), "utf8")) as {
      urls?: { console?: string };
    };
    return run.urls?.console === undefined ? "" : ` at ${run.urls.console}`;
  } catch {
    return "";
  }
}

/**
 * Takes the folder for this process.
 * @throws Refusal when another living start holds it
 */
export function takeLock(dataDir: string): Lock {
  const file = path.join(dataDir, "lock");
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, born: birthOf(process.pid) }), {
    mode: 0o600,
  });
  try {
    for (;;) {
      // A link appears with its content or not at all; nobody sees a half-written lock.
      if (linkUnlessThere(draft, file)) return { release: () => rmSync(file, { force: true }) };
      const holder = lockHolder(dataDir);
      if (holder !== undefined) {
        throw new Refusal(
          `Patchbay already runs in this folder${consoleAddress(dataDir)} (process ${holder}): use it, or stop it with Ctrl-C there or "kill ${holder}". For a second one set PATCHBAY_DATA_DIR to another folder.`,
        );
      }
      setAside(file, `${draft}.stale`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

function linkUnlessThere(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw cause;
  }
}

/** Moving, unlike removing, succeeds for only one of two starts that find the same stale lock. */
function setAside(file: string, place: string): void {
  try {
    renameSync(file, place);
    rmSync(place, { force: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT") throw cause;
  }
}
