import type { Clock, Metrics } from "../ports.ts";
import type { Journal } from "./journal.ts";

export type KeptEntry = {
  readonly sessionId: string;
  readonly sequence: number;
  readonly command: string;
  readonly payload: unknown;
};

/** `later`: the api cannot take it now; `refused`: it never will. */
export type Delivery = "stored" | "refused" | "later";

export type Outbox = {
  add(entry: KeptEntry): void;
  /** Takes over what is on disk already. */
  restore(entries: readonly KeptEntry[]): void;
  /** Starts delivering, oldest first. */
  connected(): void;
  disconnected(): void;
  size(): number;
  /** Resolves once nothing waits. */
  empty(): Promise<void>;
  /** Puts everything that waits on disk and stops. */
  settle(): void;
};

type Waiting = KeptEntry & { readonly keptAt: number; journaled: boolean; sending: boolean };

const JOURNAL_AFTER_MS = 1_000;
const RETRY_MS = 1_000;
/** Enough to fill the line, few enough that an api coming back is not flooded. */
const WINDOW = 64;

/**
 * Keeps what must not be lost until the api has committed it. Bounded: beyond `limit` the oldest
 * entry is given up and counted, because a worker without memory serves nobody.
 */
export function createOutbox(options: {
  limit: number;
  deliver(entry: KeptEntry): Promise<Delivery>;
  journal: Journal;
  clock: Clock;
  metrics: Metrics;
}): Outbox {
  const { journal, clock, metrics } = options;
  const waiting = new Map<string, Waiting>();
  const perSession = new Map<string, number>();
  let online = false;
  let sending = 0;
  let cancelRetry: (() => void) | null = null;
  let cancelSweep: (() => void) | null = null;
  let whenEmpty: (() => void)[] = [];

  const keyOf = (entry: KeptEntry): string => `${entry.sessionId} ${entry.sequence}`;

  const remove = (entry: Waiting): void => {
    if (!waiting.delete(keyOf(entry))) return;
    const left = (perSession.get(entry.sessionId) ?? 1) - 1;
    if (left > 0) perSession.set(entry.sessionId, left);
    else {
      perSession.delete(entry.sessionId);
      journal.forget(entry.sessionId);
    }
    if (waiting.size > 0) return;
    for (const done of whenEmpty) done();
    whenEmpty = [];
  };

  const writeDown = (entry: Waiting): void => {
    if (entry.journaled) return;
    entry.journaled = true;
    journal.append(entry);
  };

  const sweep = (): void => {
    cancelSweep = null;
    const before = clock.now() - JOURNAL_AFTER_MS;
    for (const entry of waiting.values()) {
      if (entry.keptAt > before) break;
      writeDown(entry);
    }
    if (waiting.size > 0) cancelSweep = clock.after(JOURNAL_AFTER_MS / 2, sweep);
  };

  const deliver = async (entry: Waiting): Promise<void> => {
    entry.sending = true;
    sending += 1;
    const result = await options.deliver(entry).catch(() => "later" as const);
    entry.sending = false;
    sending -= 1;
    if (result === "later") {
      cancelRetry ??= clock.after(RETRY_MS, () => {
        cancelRetry = null;
        pump();
      });
      return;
    }
    if (result === "refused") metrics.count("entry_dropped");
    remove(entry);
    pump();
  };

  const pump = (): void => {
    if (!online || cancelRetry !== null) return;
    for (const entry of waiting.values()) {
      if (sending >= WINDOW) return;
      if (!entry.sending) void deliver(entry);
    }
  };

  const hold = (entry: KeptEntry, journaled: boolean): Waiting => {
    const kept: Waiting = { ...entry, keptAt: clock.now(), journaled, sending: false };
    if (waiting.has(keyOf(entry))) return kept;
    waiting.set(keyOf(entry), kept);
    perSession.set(entry.sessionId, (perSession.get(entry.sessionId) ?? 0) + 1);
    return kept;
  };

  return {
    restore(entries) {
      for (const entry of entries) {
        hold(entry, true);
        journal.adopt(entry.sessionId);
      }
    },
    add(entry) {
      const kept = hold(entry, false);
      const oldest = waiting.size > options.limit ? waiting.values().next().value : undefined;
      if (oldest !== undefined) {
        metrics.count("entry_dropped");
        remove(oldest);
      }
      if (!online) writeDown(kept);
      cancelSweep ??= clock.after(JOURNAL_AFTER_MS / 2, sweep);
      pump();
    },
    connected() {
      online = true;
      cancelRetry?.();
      cancelRetry = null;
      pump();
    },
    disconnected() {
      online = false;
      for (const entry of waiting.values()) writeDown(entry);
    },
    size: () => waiting.size,
    empty() {
      if (waiting.size === 0) return Promise.resolve();
      return new Promise((resolve) => whenEmpty.push(resolve));
    },
    settle() {
      for (const entry of waiting.values()) writeDown(entry);
      cancelSweep?.();
      cancelRetry?.();
    },
  };
}
