import { describe, type Ack, type Problem } from "@patchbay/contracts";
import type { Logger } from "pino";
import type { z } from "zod";
import { AppError } from "../domain/errors.ts";
import { storable } from "../domain/storable.ts";

/** Commands a socket may have unanswered at a time; beyond it is a flood. */
const PENDING_MOST = 200;

type CommandMap = Record<string, readonly [z.ZodType, z.ZodType]>;
export type Handlers<M extends CommandMap> = {
  [C in keyof M]: (input: z.infer<M[C][0]>) => Promise<z.infer<M[C][1]>>;
};

/** What a socket offers here; the typed one of the library fits. */
interface Wire {
  on(name: string, listener: (raw: unknown, ack: unknown) => void): unknown;
}

/** The one place where commands are parsed, awaited, caught and acknowledged. */
export function answer<M extends CommandMap>(
  wire: Wire,
  commands: M,
  handlers: Handlers<M>,
  options: { log: Logger; limit?: () => boolean },
): void {
  let pending = 0;
  for (const name of Object.keys(commands) as (keyof M & string)[]) {
    const schema = commands[name]?.[0];
    wire.on(name, (raw, ack) => {
      const reply = typeof ack === "function" ? (said: Ack<unknown>) => void ack(said) : () => {};
      if (pending >= PENDING_MOST || options.limit?.() === false)
        return reply({ ok: false, problem: describe("too_many_requests") });
      const parsed = schema?.safeParse(cleaned(raw));
      if (parsed?.success !== true)
        return reply({ ok: false, problem: describe("bad_request", { detail: name }) });
      pending += 1;
      handlers[name](parsed.data as z.infer<M[keyof M & string][0]>)
        .then((data) => reply({ ok: true, data }))
        .catch((error: unknown) => {
          reply({ ok: false, problem: problemOf(error, name, options.log) });
        })
        .finally(() => {
          pending -= 1;
        });
    });
  }
}

/** null where it cannot be looked at; no command is null. */
function cleaned(raw: unknown): unknown {
  try {
    return storable(raw);
  } catch {
    return null;
  }
}

function problemOf(error: unknown, command: string, log: Logger): Problem {
  if (error instanceof AppError) {
    if (error.code === "internal") log.error({ command }, "a command failed");
    return describe(error.code, error.detail === undefined ? {} : { detail: error.detail });
  }
  // Messages of unknown errors may hold what must not be logged; the place they came from does not.
  const place = error instanceof Error ? error.stack?.split("\n")[1]?.trim() : undefined;
  const name = error instanceof Error ? error.name : "unknown";
  log.error({ command, error: name, place }, "a command failed");
  return describe("internal");
}
