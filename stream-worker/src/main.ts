import { pino } from "pino";
import { ConfigError, readConfig } from "./config.ts";
import { systemClock } from "./runtime/clock.ts";
import { startWorker } from "./worker.ts";

async function main(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel, base: { part: "worker" } });
  const worker = await startWorker(config, systemClock, log);
  log.info({ port: worker.port }, "The worker listens");

  let closing = false;
  const close = (): void => {
    if (closing) return;
    closing = true;
    log.info({}, "Draining: no new sessions, running ones are finished or handed over");
    worker.close(config.drainMs).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", close);
  process.on("SIGINT", close);
  // Only a process started with a channel has a parent whose end means ours.
  if (process.channel) process.on("disconnect", close);
}

main().catch((cause: unknown) => {
  const busy = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
  const sentence =
    cause instanceof ConfigError
      ? cause.message
      : busy
        ? "The worker cannot start: its port is taken. Set PORT to a free one, or stop the other process."
        : `The worker cannot start: ${cause instanceof Error ? cause.message : "unknown fault"}`;
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
});
