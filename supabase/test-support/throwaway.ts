import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { clusterFolder } from "../embedded/cluster.ts";
import { clearStalePostmaster } from "../embedded/stale-postmaster.ts";

const PREFIX = "patchbay-test-";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes a throw-away data folder, and the database wherever it lies. Safe to repeat. */
export async function discard(dataDir: string): Promise<void> {
  const database = clusterFolder(dataDir);
  await clearStalePostmaster(database);
  rmSync(database, { recursive: true, force: true });
  if (!database.startsWith(dataDir))
    rmSync(path.dirname(database), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** A new folder of ours, after sweeping out those of test runs that were killed. */
export async function throwawayFolder(): Promise<string> {
  for (const name of readdirSync(os.tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const left = path.join(os.tmpdir(), name);
    try {
      const owner = Number(readFileSync(path.join(left, "owner"), "utf8"));
      if (!isAlive(owner)) await discard(left);
    } catch {
      continue; // Just being made, or somebody else's; not ours to judge.
    }
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), PREFIX));
  writeFileSync(path.join(folder, "owner"), String(process.pid));
  return folder;
}
