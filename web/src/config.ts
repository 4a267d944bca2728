import { consoleConfig } from "@patchbay/contracts";
import type { ConsoleConfig } from "@patchbay/contracts";

/** Asks the origin that served this page how it is set up. Throws when it does not answer. */
export async function loadConfig(): Promise<ConsoleConfig> {
  const answer = await fetch("/api/config", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`GET /api/config answered ${answer.status}`);
  return consoleConfig.parse(await answer.json());
}
