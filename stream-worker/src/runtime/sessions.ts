import type { ApiCommands } from "../ports.ts";
import type { RelaySession } from "./relay-session.ts";

export type ForkListener = { listen(on: boolean): void };

/** Calls listened to whose fork has not connected; a console has far fewer open at once. */
const MAX_LISTENED = 1_000;

export type Sessions = {
  addRelay(session: RelaySession): void;
  removeRelay(session: RelaySession): void;
  addFork(callId: string, fork: ForkListener): void;
  removeFork(callId: string, fork: ForkListener): void;
  size(): number;
  /** Resolves when the last session is gone. */
  gone(): Promise<void>;
  readonly commands: ApiCommands;
};

/** Which session serves which call, so that the api's commands find it. */
export function createSessions(wall: () => Date): Sessions {
  const relays = new Map<string, RelaySession>();
  const forks = new Map<string, ForkListener>();
  const listened = new Set<string>();
  let all = 0;
  let waiting: (() => void)[] = [];

  const left = (): void => {
    all -= 1;
    if (all > 0) return;
    for (const done of waiting) done();
    waiting = [];
  };

  return {
    addRelay(session) {
      all += 1;
      // The newest socket of a call is the one the caller is on.
      relays.set(session.callId, session);
    },
    removeRelay(session) {
      if (relays.get(session.callId) === session) relays.delete(session.callId);
      left();
    },
    addFork(callId, fork) {
      all += 1;
      forks.set(callId, fork);
      fork.listen(listened.has(callId));
    },
    removeFork(callId, fork) {
      if (forks.get(callId) === fork) forks.delete(callId);
      left();
    },
    size: () => all,
    gone() {
      return all === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
    },
    commands: {
      stopBot({ callId, epoch, reason }) {
        const session = relays.get(callId);
        if (session && session.epoch > epoch) return { ok: false };
        // Without a session nothing speaks, which is what was asked for.
        session?.stop(reason);
        return { ok: true, stoppedAt: wall().toISOString() };
      },
      resumeBot({ callId, epoch, reason }) {
        const session = relays.get(callId);
        if (!session || session.epoch > epoch) return false;
        session.resume(reason);
        return true;
      },
      listen(callId, on) {
        listened.delete(callId);
        if (on) listened.add(callId);
        const oldest = listened.size > MAX_LISTENED ? listened.values().next().value : undefined;
        if (oldest !== undefined) listened.delete(oldest);
        forks.get(callId)?.listen(on);
      },
    },
  };
}
