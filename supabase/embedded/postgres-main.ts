import path from "node:path";
import { startCluster } from "./cluster.ts";
import { readPostgresSettings } from "./config.ts";

/** Keeps one Postgres: starts it, says so on the channel, and takes it along when it is told to end. */
async function main(): Promise<void> {
  const settings = readPostgresSettings();
  let ending = false;
  let stop: (() => Promise<void>) | undefined;
  const end = (): void => {
    ending = true;
    void stop?.();
  };
  // From the first moment on: ended by default while Postgres starts, we would leave it behind.
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
  const cluster = await startCluster({
    home: path.resolve(import.meta.dirname, "../.."),
    dataDir: settings.PATCHBAY_DATA_DIR,
    port: settings.PORT,
    password: settings.POSTGRES_PASSWORD,
    log: (line) => console.log(line),
  });
  stop = cluster.stop;
  if (ending) void cluster.stop();
  process.send?.({ ready: true, pid: cluster.pid });
  await cluster.exited;
  if (!ending) console.error("Postgres ended by itself.");
  process.exit(ending ? 0 : 1);
}

main().catch((cause: unknown) => {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exit(1);
});
