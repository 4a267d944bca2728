import type { Logger } from "pino";

/**
 * How this process ends: in order on a signal, at once on what nobody caught. `isHarmless` names
 * the exceptions that leave nothing undone.
 */
export function guardProcess(
  log: Logger,
  isHarmless: (error: unknown) => boolean,
  stop: () => Promise<void>,
): void {
  let isStopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop();
    });
  process.on("uncaughtException", (error) => {
    if (isHarmless(error)) {
      log.warn("the database went away in the middle of a statement");
      return;
    }
    log.fatal(
      { error: `${error.name}: ${error.stack?.split("\n")[1]?.trim() ?? ""}` },
      "the api ends",
    );
    process.exit(1);
  });
}
