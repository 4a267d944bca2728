import type {
  ApiCommand,
  ApiInput,
  ApiToWorker,
  Language,
  SessionPurpose,
  WorkerToApi,
} from "@patchbay/contracts";
import type { Logger } from "pino";
import type { Socket } from "socket.io";
import type { Clock, Workers } from "../ports.ts";

export type WorkerSocket = Socket<WorkerToApi, ApiToWorker>;

interface Session {
  callId: string;
  sessionId: string;
  purpose: SessionPurpose;
  /** null: its worker's line is cut, and may come back. */
  socket: WorkerSocket | null;
  lostAt: number | null;
}

/** A worker that is silent for longer has died, and its callers are fetched back. */
export const WORKER_SILENCE_MS = 2000;

/** The bot listens to its own commands; whoever has the call's sound serves those who listen in. */
const BOTS: readonly SessionPurpose[] = ["relay", "stream"];
const SOUNDS: readonly SessionPurpose[] = ["fork", "stream"];

const COMMAND_MS = 1500;
const WATCH_MS = 250;

/** Which worker serves which call, by what the workers themselves report. */
export function createWorkerHub(deps: {
  clock: Clock;
  log: Logger;
  /** The bot's session is gone with its worker. */
  lost(callId: string, sessionId: string): void;
  /** A worker is ready to serve. */
  came(): void;
}) {
  const { clock, log } = deps;
  const beats = new Map<WorkerSocket, number>();
  const streamed = new WeakMap<WorkerSocket, ReadonlySet<Language>>();
  const sessions = new Map<string, Session>();

  function forget(session: Session): void {
    sessions.delete(session.sessionId);
    if (session.purpose !== "fork") deps.lost(session.callId, session.sessionId);
  }

  function orphan(socket: WorkerSocket): void {
    for (const session of sessions.values())
      if (session.socket === socket) Object.assign(session, { socket: null, lostAt: clock.now() });
  }

  const watch = setInterval(() => {
    const now = clock.now();
    for (const [socket, beatAt] of beats)
      if (now - beatAt > WORKER_SILENCE_MS) {
        log.warn({ worker: socket.data["workerId"] as string }, "a worker has fallen silent");
        beats.delete(socket);
        for (const session of [...sessions.values()])
          if (session.socket === socket) forget(session);
      }
    for (const session of [...sessions.values()])
      if (session.lostAt !== null && now - session.lostAt > WORKER_SILENCE_MS) forget(session);
  }, WATCH_MS);
  watch.unref();

  /** Of the newest such session: while a call moves there are two for a moment. */
  function socketOf(callId: string, purposes: readonly SessionPurpose[]): WorkerSocket | undefined {
    let newest: WorkerSocket | undefined;
    for (const session of sessions.values())
      if (
        session.callId === callId &&
        purposes.includes(session.purpose) &&
        session.socket?.connected
      )
        newest = session.socket;
    return newest;
  }

  function beat(socket: WorkerSocket): void {
    const isNew = !beats.has(socket);
    beats.set(socket, clock.now());
    if (isNew) deps.came();
  }

  const workers: Workers = {
    isThere: () => beats.size > 0,
    streams: (language) =>
      [...beats.keys()].some((socket) => streamed.get(socket)?.has(language) === true),
    async tell<C extends ApiCommand>(callId: string, command: C, input: ApiInput<C>) {
      const socket = socketOf(callId, command.startsWith("bot.") ? BOTS : SOUNDS);
      if (socket === undefined) return false;
      try {
        // The emitter's overloads do not follow a generic name; the maps tie name and shapes.
        const emitter = socket.timeout(COMMAND_MS) as unknown as {
          emitWithAck(name: string, input: unknown): Promise<{ ok: boolean }>;
        };
        return (await emitter.emitWithAck(command, input)).ok;
      } catch {
        return false;
      }
    },
  };

  return {
    ...workers,
    beat,
    /** `languages`: what it streams with vendors of its own. */
    greet(socket: WorkerSocket, languages: readonly Language[]): void {
      streamed.set(socket, new Set(languages));
      beat(socket);
    },
    link(socket: WorkerSocket, session: Omit<Session, "socket" | "lostAt">): void {
      sessions.set(session.sessionId, { ...session, socket, lostAt: null });
    },
    /** The worker still has it: its line was only cut. */
    relink(socket: WorkerSocket, session: Omit<Session, "socket" | "lostAt">): void {
      const known = sessions.get(session.sessionId);
      sessions.set(session.sessionId, {
        ...session,
        purpose: known?.purpose ?? session.purpose,
        socket,
        lostAt: null,
      });
    },
    /** After our own restart: this session should be reported by some worker soon. */
    expect(session: Omit<Session, "socket" | "lostAt">, withinMs: number): void {
      sessions.set(session.sessionId, {
        ...session,
        socket: null,
        lostAt: clock.now() + withinMs - WORKER_SILENCE_MS,
      });
    },
    unlink(sessionId: string): void {
      sessions.delete(sessionId);
    },
    gone(socket: WorkerSocket): void {
      beats.delete(socket);
      orphan(socket);
    },
    sessionsOf: (callId: string): Session[] =>
      [...sessions.values()].filter((session) => session.callId === callId),
    close(): void {
      clearInterval(watch);
    },
  };
}
export type WorkerHub = ReturnType<typeof createWorkerHub>;
