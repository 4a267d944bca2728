import { rmSync } from "node:fs";
import path from "node:path";
import { clusterFolder } from "../../supabase/embedded/cluster.ts";
import { clearStalePostmaster } from "../../supabase/embedded/stale-postmaster.ts";
import { dataDirOf, readEnvironment, readSettings } from "./config.ts";
import { lockHolder } from "./lock.ts";

/** Removes everything this folder's Patchbay has stored, after making sure that nothing uses it. */
async function reset(): Promise<void> {
  const dataDir = dataDirOf(readSettings(readEnvironment()));
  const holder = lockHolder(dataDir);
  if (holder !== undefined) {
    console.error(
      `Patchbay is running in this folder (process ${holder}): stop it with Ctrl-C there, then reset.`,
    );
    process.exitCode = 1;
    return;
  }
  const database = clusterFolder(dataDir);
  await clearStalePostmaster(database);
  rmSync(database, { recursive: true, force: true });
  // As root the database lives in a folder of its own elsewhere; see places.ts.
  if (!database.startsWith(`${dataDir}${path.sep}`)) {
    rmSync(path.dirname(database), { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
  console.log(
    `${dataDir} is gone, database and recordings with it; "npm start" begins anew. Whatever .env points to elsewhere is untouched.`,
  );
}

await reset();
