import { dataDirOf, readEnvironment, readSettings } from "./config.ts";
import { forgetData } from "./forget-data.ts";
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
  await forgetData(dataDir);
  console.log(
    `${dataDir} is gone, database and recordings with it; "npm start" begins anew. Whatever .env points to elsewhere is untouched.`,
  );
}

await reset();
