import { consoleCommands, describe, problem, serverMessages } from "@patchbay/contracts";
import type {
  Ack,
  CommandInput,
  CommandOutput,
  ConsoleCommand,
  ConsoleToServer,
  ServerToConsole,
} from "@patchbay/contracts";
import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import type { z } from "zod";
import type { Session } from "./session.ts";

export type ServerMessage = keyof typeof serverMessages;
export type MessageOf<M extends ServerMessage> = z.infer<(typeof serverMessages)[M]>;
export type LinkState = "connecting" | "up" | "lost" | "refused";

/** The console's line to the api. Commands always settle: with the answer, or with a problem. */
export interface Link {
  open(): void;
  close(): void;
  state(): LinkState;
  onState(listener: (state: LinkState) => void): () => void;
  on<M extends ServerMessage>(message: M, listener: (payload: MessageOf<M>) => void): () => void;
  onAudio(listener: (frame: Uint8Array) => void): () => void;
  command<C extends ConsoleCommand>(
    name: C,
    input: CommandInput<C>,
  ): Promise<Ack<CommandOutput<C>>>;
}

/** A takeover is decided within a second; after this long nobody will answer any more. */
const ANSWER_WITHIN_MS = 8_000;

type ConsoleSocket = Socket<ServerToConsole, ConsoleToServer>;

export function createLink(session: Pick<Session, "token" | "onChange">): Link {
  const socket: ConsoleSocket = io("/console", {
    autoConnect: false,
    transports: ["websocket"],
    reconnectionDelay: 250,
    reconnectionDelayMax: 3_000,
    auth: (give) => {
      void session.token().then((token) => give({ token: token ?? "" }));
    },
  });
  let state: LinkState = "connecting";
  let wanted = false;
  const watchers = new Set<(state: LinkState) => void>();
  const become = (next: LinkState) => {
    state = next;
    for (const watcher of watchers) watcher(next);
  };

  socket.on("connect", () => become("up"));
  socket.on("disconnect", (reason) => {
    if (!wanted) return;
    become("lost");
    // The server ends a connection whose token ran out; the library then waits to be told.
    if (reason === "io server disconnect") socket.connect();
  });
  socket.on("connect_error", () => {
    // `active` is false when the server refused the token: retrying with the same is pointless.
    become(socket.active ? "lost" : "refused");
  });
  session.onChange((signedIn) => {
    if (wanted && signedIn && state === "refused") socket.connect();
  });

  return {
    open: () => {
      wanted = true;
      become("connecting");
      socket.connect();
    },
    close: () => {
      wanted = false;
      socket.disconnect();
      become("connecting");
    },
    state: () => state,
    onState: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    on: (message, listener) => {
      const receive = (payload: unknown) => {
        const read = serverMessages[message].safeParse(payload);
        // The one place where the map's type and the message's name meet again.
        if (read.success) listener(read.data as MessageOf<typeof message>);
        else console.warn(`A ${message} message did not have its shape and was dropped.`);
      };
      socket.on(message as "call.event", receive);
      return () => socket.off(message as "call.event", receive);
    },
    onAudio: (listener) => {
      const receive = (frame: ArrayBuffer | Uint8Array) =>
        listener(frame instanceof Uint8Array ? frame : new Uint8Array(frame));
      socket.on("audio.frame", receive);
      return () => socket.off("audio.frame", receive);
    },
    command: async <C extends ConsoleCommand>(name: C, input: CommandInput<C>) => {
      if (!socket.connected) return { ok: false, problem: unreachable() };
      // Typed emits cannot follow a name that is itself a type parameter.
      const timed = socket.timeout(ANSWER_WITHIN_MS) as unknown as {
        emitWithAck(name: string, input: unknown): Promise<Ack<unknown>>;
      };
      let answer: Ack<unknown>;
      try {
        answer = await timed.emitWithAck(name, input);
      } catch {
        return { ok: false, problem: unreachable() };
      }
      if (!answer.ok) {
        const known = problem.safeParse(answer.problem);
        return { ok: false, problem: known.success ? known.data : describe("internal") };
      }
      const read = consoleCommands[name][1].safeParse(answer.data ?? null);
      if (!read.success) return { ok: false, problem: describe("internal") };
      return { ok: true, data: read.data as CommandOutput<C> };
    },
  };
}

function unreachable() {
  return describe("internal", { detail: "unreachable" });
}
