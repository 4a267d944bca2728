import { consoleCommands } from "@patchbay/contracts";
import type { Logger } from "pino";
import type { Person } from "../domain/person.ts";
import { viewOf } from "../domain/view.ts";
import type { CallReading, Clock, StoryStore } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { nameOf } from "../runtime/name-of.ts";
import { answer } from "./answer.ts";
import { createCallCommands, type CallCommandDeps } from "./console-calls.ts";
import { createListening, type Listening } from "./listening.ts";
import type { ConsolePresence } from "./presence.ts";
import { createRateLimit } from "./rate-limit.ts";
import { orgRoom, userRoom, type ConsoleSpace } from "./sockets.ts";

export interface ConsoleSocketDeps extends CallCommandDeps {
  people: { verify(token: string): Promise<Person | undefined> };
  reading: CallReading;
  story: StoryStore;
  runtime: CallRuntime;
  presence: ConsolePresence;
  clock: Clock;
  log: Logger;
}

/** Commands a person can need; a page that sends more is broken. */
const COMMANDS = { most: 60, perMs: 10_000 };

type ConsoleSocket = Parameters<Parameters<ConsoleSpace["on"]>[1]>[0];

/** Consoles: who they are, what they see, what they command. */
export function serveConsoles(space: ConsoleSpace, deps: ConsoleSocketDeps): void {
  const listening = createListening(deps);
  space.use((socket, next) => {
    const { token } = socket.handshake.auth as { token?: unknown };
    if (typeof token !== "string" || token.length > 4096) return next(new Error("not_signed_in"));
    deps.people
      .verify(token)
      .then((person) => {
        if (person === undefined) return next(new Error("not_signed_in"));
        socket.data.person = person;
        next();
      })
      .catch((error: unknown) => {
        next(new Error(nameOf(error) === "database_away" ? "database_away" : "internal"));
      });
  });
  space.on("connection", (socket) => {
    void serveConsole(socket, socket.data.person as Person, listening, deps);
  });
}

async function serveConsole(
  socket: ConsoleSocket,
  person: Person,
  listening: Listening,
  deps: ConsoleSocketDeps,
): Promise<void> {
  const { presence, clock, log } = deps;
  const organizationId = person.organization.id;
  const commands = createCallCommands(socket, person, listening, deps);
  answer(
    socket,
    consoleCommands,
    {
      ...commands,
      "presence.set": async (input) => {
        presence.set(person.userId, input.presence);
        return null;
      },
    },
    { log, limit: createRateLimit(COMMANDS, () => clock.now()) },
  );
  // The browser comes back by itself with a fresh token, and nothing is missed by the numbers.
  const expiry = setTimeout(
    () => socket.conn.close(),
    Math.min(2 ** 31 - 1, Math.max(1000, person.expiresAt.getTime() - clock.now() + 5000)),
  );
  socket.on("disconnect", () => {
    clearTimeout(expiry);
    presence.closed(person.userId, socket.id);
    listening.gone(socket.id, person);
  });
  await socket.join([orgRoom(organizationId), userRoom(person.userId)]);
  presence.opened(person, socket.id);
  try {
    await greet(socket, person, deps);
  } catch (error) {
    log.warn({ error: nameOf(error) }, "a console could not be shown the calls");
    // It tries again by itself; without a snapshot it would show an empty board as the truth.
    socket.conn.close();
  }
}

async function greet(
  socket: ConsoleSocket,
  person: Person,
  deps: ConsoleSocketDeps,
): Promise<void> {
  const organizationId = person.organization.id;
  const calls = await deps.reading.liveOf(organizationId);
  socket.emit("calls.snapshot", {
    calls,
    operators: deps.presence.of(organizationId),
    serverTime: new Date(deps.clock.now()).toISOString(),
  });
  // A ring that began before this page was there.
  for (const call of calls) {
    const state = deps.runtime.latest(call.id);
    const ringing = state === undefined ? call.ringing : viewOf(state).ringing;
    if (ringing !== null && ringing.operatorId === person.userId)
      socket.emit("ring.offered", { call, ringing });
  }
}
