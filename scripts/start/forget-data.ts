import { rmSync } from "node:fs";
import path from "node:path";
import { clusterFolder } from "../../supabase/embedded/cluster.ts";
import { clearStalePostmaster } from "../../supabase/embedded/stale-postmaster.ts";

/** Removes all that a stopped stack has stored: the data folder, and the database wherever it lies. */
export async function forgetData(dataDir: string): Promise<void> {
  const database = clusterFolder(dataDir);
  await clearStalePostmaster(database);
  rmSync(database, { recursive: true, force: true });
  // As root the database lives in a folder of its own elsewhere; see places.ts.
  if (!database.startsWith(`${dataDir}${path.sep}`)) {
    rmSync(path.dirname(database), { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
}
