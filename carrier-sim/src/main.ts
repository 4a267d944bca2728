import { ConfigError, loadConfig } from "./config.ts";
import { startCarrier } from "./start-carrier.ts";
import pino from "pino";

/** A stop that takes longer than this is not waited for. */
const STOP_WITHIN_MS = 1_800;

const log = pino({ name: "carrier-sim", base: null }, pino.destination({ fd: 2, sync: true }));

function ready(port: number): void {
  const news = { ready: true, port };
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(news)}\n`);
  else process.send(news);
}

async function main(): Promise<void> {
  const carrier = await startCarrier(loadConfig(), log);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    void carrier.stop().finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  // A parent that died without a word would leave an orphan holding the port.
  process.once("disconnect", stop);
  ready(carrier.port);
}

main().catch((cause: unknown) => {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (cause instanceof ConfigError)
    log.fatal(`The carrier simulator cannot start:\n${cause.message}`);
  else if (code === "EADDRINUSE")
    log.fatal(
      "The port of the carrier simulator is taken: set SIM_PORT to a free one, or 0 for any.",
    );
  else
    log.fatal(
      { error: cause instanceof Error ? cause.message : "unknown" },
      "The carrier simulator cannot start",
    );
  process.exit(1);
});
