import { cp } from "node:fs/promises";
import path from "node:path";
import { webDist } from "../../scripts/start/places.ts";
import { ensureWebBuilt } from "../../scripts/start/web-build.ts";

/** The built console, copied into a data folder: a build made meanwhile takes no file from under a long run. */
export async function ownConsole(dataDir: string): Promise<string> {
  await ensureWebBuilt(process.stderr);
  const copy = path.join(dataDir, "console");
  await cp(webDist, copy, { recursive: true });
  return copy;
}
