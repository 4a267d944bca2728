import { MAX_LEVELS, type WorkerLevels } from "@patchbay/contracts";
import type { Clock } from "../ports.ts";

/** Nobody sees a meter move a fiftieth of a second later. */
const GATHER_MS = 20;

/**
 * Gathers the meters of all calls into few messages: alone they were ten a second and call, and with a
 * hundred calls each a twentieth of a worker's work. Of one call the newest counts.
 */
export function createLevelBatch(
  clock: Clock,
  send: (levels: WorkerLevels[]) => void,
): (levels: WorkerLevels) => void {
  const gathered = new Map<string, WorkerLevels>();
  const flush = (): void => {
    const all = [...gathered.values()];
    gathered.clear();
    for (let at = 0; at < all.length; at += MAX_LEVELS) send(all.slice(at, at + MAX_LEVELS));
  };
  return (levels) => {
    if (gathered.size === 0) clock.after(GATHER_MS, flush);
    gathered.set(levels.callId, levels);
  };
}
