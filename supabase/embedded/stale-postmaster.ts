import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const FAST_STOP_MS = 5000;
const POLL_MS = 50;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
}

function commandLine(pid: number): string {
  try {
    if (existsSync("/proc"))
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-p", String(pid), "-o", "command="], {
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch {
    return "";
  }
}

async function goneWithin(pid: number, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += POLL_MS) {
    if (!isAlive(pid)) return true;
    await delay(POLL_MS);
  }
  return !isAlive(pid);
}

/**
 * Clears what a killed start left behind. A Postgres that outlived it is stopped; a lock file whose
 * process number now belongs to another program is removed, since Postgres itself would only see a
 * living process and refuse.
 * @returns what was found, for the log
 */
export async function clearStalePostmaster(
  dataDir: string,
): Promise<"nothing" | "stopped" | "removed"> {
  const lock = path.join(dataDir, "postmaster.pid");
  if (!existsSync(lock)) return "nothing";
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  const ours = Number.isInteger(pid) && isAlive(pid) && commandLine(pid).includes(dataDir);
  if (!ours) {
    rmSync(lock, { force: true });
    return "removed";
  }
  process.kill(pid, "SIGINT");
  if (!(await goneWithin(pid, FAST_STOP_MS))) {
    process.kill(pid, "SIGQUIT");
    await goneWithin(pid, FAST_STOP_MS);
  }
  return "stopped";
}
