import { cp, mkdtemp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Environment } from "../../scripts/start/config.ts";
import { forgetData } from "../../scripts/start/forget-data.ts";
import { startStack, type Stack } from "../../scripts/start/stack.ts";

const MACHINE = ["PATH", "HOME", "LANG"];

/** Everything, on free ports and in a data folder of its own; no key of anybody's reaches it but these settings. */
export async function startJourneyStack(settings: Environment): Promise<Stack> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "patchbay-journeys-"));
  const env = Object.fromEntries(MACHINE.map((name) => [name, process.env[name]]));
  return startStack({ env: { ...env, ...settings }, dataDir, ports: "any" });
}

/** Ends it; what its parts wrote is kept where the failed journey's own files are. */
export async function stopJourneyStack(stack: Stack, logsTo: string | undefined): Promise<void> {
  await stack.stop();
  if (logsTo !== undefined) await cp(path.join(stack.dataDir, "logs"), logsTo, { recursive: true });
  await forgetData(stack.dataDir);
}
