import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { forgetData } from "../../scripts/start/forget-data.ts";
import { root } from "../../scripts/start/config.ts";
import { openPlaceFor, runsAsRoot } from "../../supabase/embedded/places.ts";

const LEFT_BEHIND = new Set([
  "node_modules",
  ".git",
  ".patchbay",
  ".turbo",
  "dist",
  "test-results",
]);

export interface FreshCheckout {
  folder: string;
  dataDir: string;
  remove(): Promise<void>;
}

/** This checkout as it is right after `npm ci`: nothing built, nothing stored. */
export async function makeFreshCheckout(): Promise<FreshCheckout> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "patchbay-fresh-"));
  const isWanted = (file: string): boolean => {
    const name = path.basename(file);
    return !LEFT_BEHIND.has(name) && !name.startsWith(".env") && !name.startsWith("dist-");
  };
  await cp(root, folder, { recursive: true, filter: isWanted });
  const modules = (flags: string) =>
    promisify(execFile)("cp", [flags, path.join(root, "node_modules"), folder]);
  // Linked rather than copied where the file system allows it.
  await modules("-al").catch(() => modules("-a"));
  const dataDir = path.join(folder, ".patchbay");
  return {
    folder,
    dataDir,
    async remove() {
      await forgetData(dataDir);
      if (runsAsRoot()) await rm(openPlaceFor(folder), { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    },
  };
}
