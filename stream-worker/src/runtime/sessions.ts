import type { ApiCommands } from "../ports.ts";
import type { BotSession } from "./bot-side.ts";

export type SoundSource = { listen(on: boolean): void };

/** Calls listened to whose fork has not connected; a console has far fewer open at once. */
const MAX_LISTENED = 1_000;

export type Sessions = {
  /** `sound`: its own socket carries the call's sound, so that no fork is needed. */
  addBot(session: BotSession, sound?: SoundSource): void;
  removeBot(session: BotSession, sound?: SoundSource): void;
  addFork(callId: string, fork: SoundSource): void;
  removeFork(callId: string, fork: SoundSource): void;
  size(): number;
  /** Resolves when the last session is gone. */
  gone(): Promise<void>;
  readonly commands: ApiCommands;
};

/** Which session serves which call, so that the api's commands find it. */
export function createSessions(wall: () => Date): Sessions {
  const bots = new Map<string, BotSession>();
  const sounds = new Map<string, SoundSource>();
  const listened = new Set<string>();
  let all = 0;
  let waiting: (() => void)[] = [];

  const left = (): void => {
    all -= 1;
    if (all > 0) return;
    for (const done of waiting) done();
    waiting = [];
  };

  const serve = (callId: string, sound: SoundSource): void => {
    sounds.set(callId, sound);
    sound.listen(listened.has(callId));
  };
  const unserve = (callId: string, sound: SoundSource): void => {
    if (sounds.get(callId) === sound) sounds.delete(callId);
  };

  return {
    addBot(session, sound) {
      all += 1;
      // The newest socket of a call is the one the caller is on.
      bots.set(session.callId, session);
      if (sound) serve(session.callId, sound);
    },
    removeBot(session, sound) {
      if (bots.get(session.callId) === session) bots.delete(session.callId);
      if (sound) unserve(session.callId, sound);
      left();
    },
    addFork(callId, fork) {
      all += 1;
      serve(callId, fork);
    },
    removeFork(callId, fork) {
      unserve(callId, fork);
      left();
    },
    size: () => all,
    gone() {
      return all === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
    },
    commands: {
      stopBot({ callId, epoch, reason }) {
        const session = bots.get(callId);
        if (session && session.epoch > epoch) return { ok: false };
        // Without a session nothing speaks, which is what was asked for.
        session?.stop(reason);
        return { ok: true, stoppedAt: wall().toISOString() };
      },
      resumeBot({ callId, epoch, reason }) {
        const session = bots.get(callId);
        if (!session || session.epoch > epoch) return false;
        session.resume(reason);
        return true;
      },
      whisper({ callId, epoch, kind, text }) {
        const session = bots.get(callId);
        if (!session || session.epoch > epoch) return false;
        session.whisper(kind, text);
        return true;
      },
      listen(callId, on) {
        listened.delete(callId);
        if (on) listened.add(callId);
        const oldest = listened.size > MAX_LISTENED ? listened.values().next().value : undefined;
        if (oldest !== undefined) listened.delete(oldest);
        sounds.get(callId)?.listen(on);
      },
    },
  };
}
