import { renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { PartName } from "./part.ts";
import type { Ports } from "./ports.ts";
import type { Simulated, Urls } from "./wiring.ts";

/** What `run.json` says while Patchbay runs: where everything really is. It holds no secret. */
export type Run = {
  pid: number;
  startedAt: string;
  urls: Omit<Urls, "database">;
  ports: Ports;
  simulated: Simulated;
  demo: boolean;
  oneClick: boolean;
  /** Process numbers by part, refreshed at every start of one. */
  pids: Partial<Record<PartName, number[]>>;
};

export function writeRun(dataDir: string, run: Run): void {
  const file = path.join(dataDir, "run.json");
  writeFileSync(`${file}.new`, `${JSON.stringify(run, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeRun(dataDir: string): void {
  rmSync(path.join(dataDir, "run.json"), { force: true });
}
