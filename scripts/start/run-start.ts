import { banner } from "./banner.ts";
import { readEnvironment, SettingsError } from "./config.ts";
import { restartOnChange } from "./dev-watch.ts";
import { Refusal } from "./refusal.ts";
import { startStack, type Stack, type StackOptions } from "./stack.ts";

/** After this the supervisor leaves whatever happens; its parts' leashes do the rest. */
const LAST_RESORT_MS = 9800;

let ending = false;
let exitCode = 0;

function sentenceOf(cause: unknown): string {
  if (cause instanceof Refusal || cause instanceof SettingsError) return cause.message;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/**
 * `npm start` from the first line to the last: starts, prints the block, and on Ctrl-C ends every
 * part in order.
 */
export async function runStart(
  options: Pick<StackOptions, "dev" | "entries" | "webDist"> = {},
): Promise<void> {
  const startedAt = performance.now();
  // A closed terminal must not turn the orderly end into a crash.
  process.stdout.on("error", () => undefined);
  const notice = (line: string): void => console.log(`  ${line}`);
  const abort = new AbortController();
  const starting = (async () =>
    startStack({
      ...options,
      signal: abort.signal,
      env: readEnvironment(),
      notice,
    }))();
  // Both npm and the terminal may deliver the same Ctrl-C; one ending is enough.
  const end = (): void => {
    if (ending) return;
    ending = true;
    console.log("\n  Stopping…");
    abort.abort();
    setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
    starting
      .then((stack: Stack) => stack.stop())
      .catch(() => undefined)
      .finally(() => process.exit(exitCode));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  try {
    const stack = await starting;
    if (ending) return;
    console.log(banner(stack, performance.now() - startedAt));
    if (options.dev === true) restartOnChange(stack.restart, notice);
  } catch (cause) {
    if (!ending) console.error(`\n  Patchbay did not start. ${sentenceOf(cause)}\n`);
    exitCode = 1;
    process.exit(1);
  }
}
