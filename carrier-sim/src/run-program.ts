import type { Logger } from "pino";
import { ConfigError } from "./config.ts";

/** A stop that takes longer than this is not waited for. */
const STOP_WITHIN_MS = 1_800;

export interface Program {
  port: number;
  stop(): Promise<void>;
}

export interface ProgramNames {
  /** As in "The … cannot start". */
  name: string;
  /** The setting of its port. */
  portSetting: string;
}

/** Starts a program of this workspace, says when it is ready and ends it when told to, or when its parent is gone. */
export function runProgram(
  { name, portSetting }: ProgramNames,
  log: Logger,
  start: () => Promise<Program>,
): void {
  const run = async (): Promise<void> => {
    const program = await start();
    let stopping = false;
    const stop = (): void => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
      void program.stop().finally(() => process.exit(0));
    };
    process.once("SIGTERM", stop);
    process.once("SIGINT", stop);
    // A parent that died without a word would leave an orphan holding the port.
    process.once("disconnect", stop);
    ready(program.port);
  };
  run().catch((cause: unknown) => {
    const error = cause instanceof Error ? cause : new Error("unknown");
    if (error instanceof ConfigError) log.fatal(`The ${name} cannot start:\n${error.message}`);
    else if ("code" in error && error.code === "EADDRINUSE")
      log.fatal(
        `The port of the ${name} is taken: set ${portSetting} to a free one, or 0 for any.`,
      );
    else log.fatal({ error: error.message }, `The ${name} cannot start`);
    process.exit(1);
  });
}

function ready(port: number): void {
  const news = { ready: true, port };
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(news)}\n`);
  else process.send(news);
}
