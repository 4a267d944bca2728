import {
  apiCommands,
  describe,
  type Ack,
  type ApiCommand,
  type ApiInput,
  type ApiOutput,
  type ApiToWorker,
  type WorkerToApi,
} from "@patchbay/contracts";
import type { Socket } from "socket.io-client";
import type { ApiCommands } from "../ports.ts";

type Handlers = { [C in ApiCommand]: (input: ApiInput<C>) => Ack<ApiOutput<C>> };

/** Parses, performs and acknowledges what the api asks; a handler that fails answers a problem. */
export function answerApi(socket: Socket<ApiToWorker, WorkerToApi>, commands: ApiCommands): void {
  const handlers: Handlers = {
    "bot.stop"(input) {
      const answer = commands.stopBot(input);
      return answer.ok
        ? { ok: true, data: { stoppedAt: answer.stoppedAt } }
        : { ok: false, problem: describe("wrong_state") };
    },
    "bot.resume": (input) =>
      commands.resumeBot(input)
        ? { ok: true, data: null }
        : { ok: false, problem: describe("not_found") },
    "bot.whisper": (input) =>
      commands.whisper(input)
        ? { ok: true, data: null }
        : { ok: false, problem: describe("not_found") },
    "listen.start"(input) {
      commands.listen(input.callId, true);
      return { ok: true, data: null };
    },
    "listen.stop"(input) {
      commands.listen(input.callId, false);
      return { ok: true, data: null };
    },
  };
  for (const name of Object.keys(handlers) as ApiCommand[]) on(socket, name, handlers);
}

function on<C extends ApiCommand>(
  socket: Socket<ApiToWorker, WorkerToApi>,
  name: C,
  handlers: Handlers,
): void {
  const listener = (raw: unknown, ack: unknown): void => {
    if (typeof ack !== "function") return;
    const parsed = apiCommands[name][0].safeParse(raw);
    if (!parsed.success) {
      ack({ ok: false, problem: describe("bad_request") });
      return;
    }
    try {
      ack(handlers[name](parsed.data as ApiInput<C>));
    } catch {
      ack({ ok: false, problem: describe("internal") });
    }
  };
  (socket as unknown as { on(name: string, listener: unknown): void }).on(name, listener);
}
