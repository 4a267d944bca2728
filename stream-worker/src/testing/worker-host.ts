import { readConfig } from "../config.ts";
import { systemClock } from "../runtime/clock.ts";
import { startWorker } from "../worker.ts";
import { silentLog } from "./harness.ts";
import { answerParent } from "./parent.ts";
import { createDeafActivity, createLoudActivity } from "./simple-activity.ts";
import { usage, usageCollected } from "./usage.ts";

/**
 * The start of a process: the worker as it is, by its environment, that tells its parent what it
 * takes. `loud` or `deaf` as its argument puts that detector in the place of the configured one.
 */
const DETECTORS = new Map([
  ["loud", createLoudActivity],
  ["deaf", createDeafActivity],
]);
const activity = DETECTORS.get(process.argv[2] ?? "")?.();
const worker = await startWorker(readConfig(), systemClock, silentLog, activity);
const close = (): void => void worker.close(0).finally(() => process.exit(0));
process.once("SIGTERM", close);
answerParent({ usage, usageCollected }, { port: worker.port });
