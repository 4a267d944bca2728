import { randomUUID } from "node:crypto";
import type { CallEvent } from "@patchbay/contracts";
import type { Logger } from "pino";
import { transition } from "../domain/call.ts";
import { isDurable, isRecord, type Effect, type Transition } from "../domain/call-effects.ts";
import type { CallHappening, CallReport } from "../domain/call-events.ts";
import type { CallState } from "../domain/call-state.ts";
import { AppError } from "../domain/errors.ts";
import type {
  CallStore,
  Clock,
  Presence,
  Publisher,
  Saved,
  StoredEffect,
  Workers,
} from "../ports.ts";
import { changeOf, render, type Replying } from "./change-of.ts";
import { createDeadlines } from "./deadlines.ts";
import { createNewcomers } from "./newcomers.ts";
import { nameOf } from "./name-of.ts";
import { createPassing } from "./passing.ts";
import { createPerCallQueue } from "./per-call-queue.ts";

export interface Dispatched {
  state: CallState;
  /** Nothing was changed, and why. */
  refused?: NonNullable<Transition["refused"]>;
  /** What the carrier is answered, where the event was a question. */
  reply?: string;
}

export interface CallRuntime {
  /**
   * One event of one call: load, decide, save, perform. Resolves once it is committed.
   * Throws AppError `not_found`, `database_away`, `already_on_call`, `too_many_requests`.
   */
  dispatch(callId: string, report: CallReport, replying?: Replying): Promise<Dispatched>;
  /** A call's first event. A call that exists already goes on as it is. */
  open(state: CallState, report: CallReport | null, replying?: Replying): Promise<Dispatched>;
  /** Adds to a call's story in the order of its events, and tells the consoles. */
  tell(callId: string, write: () => Promise<CallEvent[]>): Promise<void>;
  /** The newest committed state this process has seen. */
  latest(callId: string): CallState | undefined;
  /** Those of the live calls this process has seen. */
  live(): Iterable<CallState>;
  /** Saves calls that began while the database was away. */
  settleNewcomers(): Promise<void>;
  watch(state: CallState): void;
  close(): void;
}

export interface CallRuntimeDeps {
  store: CallStore;
  workers: Pick<Workers, "isThere" | "tell">;
  publisher: Publisher;
  presence: Presence;
  clock: Clock;
  log: Logger;
  /** Does what was stored, after it is committed; must not throw. */
  perform(effects: StoredEffect[]): void;
}

/** How often a transition is tried anew because another writer was faster. */
const TRIES = 8;

export function createCallRuntime(deps: CallRuntimeDeps): CallRuntime {
  const { store, clock, publisher, log } = deps;
  const queue = createPerCallQueue();
  const newcomers = createNewcomers();
  const seen = new Map<string, CallState>();
  const pass = createPassing({ ...deps, dispatch: (callId, report) => dispatch(callId, report) });
  const deadlines = createDeadlines(clock, (callId) => {
    dispatch(callId, { type: "time.passed" }).catch((error: unknown) => {
      log.warn({ callId, error: nameOf(error) }, "a deadline could not be kept yet");
      deadlines.retry(callId);
    });
  });

  function remember(state: CallState): void {
    seen.delete(state.id);
    if (state.status !== "ended") seen.set(state.id, state);
    deadlines.arm(state);
    publisher.changed(state);
  }

  const happening = (report: CallReport, state: CallState): CallHappening => {
    const candidates = deps.presence.candidates(state.organizationId, state.language);
    const hasWorker = deps.workers.isThere();
    const moment = { candidates, hasWorker, at: clock.now(), id: randomUUID() };
    return { ...moment, ...report };
  };

  function published(state: CallState, saved: Saved, effects: Effect[]): void {
    remember(state);
    publisher.happened(state.organizationId, saved.events);
    for (const effect of effects) if (!isDurable(effect) && !isRecord(effect)) pass(state, effect);
    if (saved.effects.length > 0) deps.perform(saved.effects);
  }

  /** A worker that came while this caller was being asked to wait was told of nobody. */
  function fetchIfServed({ id: callId, bot }: CallState): void {
    if (bot.waitingSince === null || !deps.workers.isThere()) return;
    dispatch(callId, { type: "worker.came" }).catch((error: unknown) =>
      log.warn({ callId, error: nameOf(error) }, "a waiting caller asks again by itself"),
    );
  }

  async function step(
    callId: string,
    report: CallReport,
    replying: Replying | undefined,
  ): Promise<Dispatched> {
    if (newcomers.has(callId)) return stepNewcomer(callId, report, replying);
    for (let tried = 0; tried < TRIES; tried += 1) {
      const [stored, known] = await Promise.all([
        store.load(callId),
        replying === undefined ? undefined : store.reply(replying.key),
      ]);
      if (stored === undefined) throw new AppError("not_found");
      if (known !== undefined) return { state: stored.state, reply: known };
      const event = happening(report, stored.state);
      const done = transition(stored.state, event);
      if (done.refused !== undefined) return { state: stored.state, refused: done.refused };
      const reply = await render(done, replying);
      if (done.state === stored.state && done.effects.length === 0 && reply === undefined)
        return { state: stored.state };
      const change = changeOf(stored.state, done, event.at);
      if (reply !== undefined) change.reply = reply;
      const saved = await store.save(change, stored.version);
      if (saved === undefined) continue;
      published(done.state, saved, done.effects);
      if (report.type === "document.asked") fetchIfServed(done.state);
      return answer(done.state, reply);
    }
    throw new AppError("database_away", { detail: "too many writers" });
  }

  /** The database was away when this call began: it lives here until its row can be written. */
  async function stepNewcomer(
    callId: string,
    report: CallReport,
    replying: Replying | undefined,
  ): Promise<Dispatched> {
    const change = newcomers.get(callId);
    if (change === undefined) throw new AppError("not_found");
    if (report.type === "takeover.asked" || report.type === "offer.answered")
      throw new AppError("database_away");
    const event = happening(report, change.state);
    const done = transition(change.state, event);
    const reply = await render(done, replying);
    newcomers.add(change, changeOf(change.state, done, event.at));
    for (const effect of done.effects)
      if (!isDurable(effect) && !isRecord(effect)) pass(done.state, effect);
    return answer(done.state, reply);
  }

  async function create(
    state: CallState,
    report: CallReport | null,
    replying: Replying | undefined,
  ): Promise<Dispatched> {
    const waiting = newcomers.get(state.id);
    if (waiting !== undefined)
      return waiting.reply !== undefined && waiting.reply.key === replying?.key
        ? answer(waiting.state, waiting.reply)
        : report === null
          ? { state: waiting.state }
          : stepNewcomer(state.id, report, replying);
    const event = report === null ? undefined : happening(report, state);
    const begun: Transition =
      event === undefined ? { state, effects: [] } : transition(state, event);
    const effects: Effect[] = begun.effects.some(isRecord)
      ? begun.effects
      : [...begun.effects, { kind: "record", fact: { type: "call.changed" } }];
    const done = { ...begun, effects };
    const reply = await render(done, replying);
    const change = changeOf(null, done, event?.at ?? state.startedAt);
    if (reply !== undefined) change.reply = reply;
    try {
      const saved = await store.create(change);
      if (saved === undefined)
        return report === null ? { state } : await step(state.id, report, replying);
      published(done.state, saved, done.effects);
      fetchIfServed(done.state);
    } catch (error) {
      const isNewCaller = state.direction === "inbound";
      if (!(error instanceof AppError && error.code === "database_away" && isNewCaller))
        throw error;
      newcomers.set(change);
      log.warn({ callId: state.id }, "a call begins while the database is away");
    }
    return answer(done.state, reply);
  }

  function dispatch(callId: string, report: CallReport, replying?: Replying): Promise<Dispatched> {
    return queue.run(callId, () => step(callId, report, replying));
  }

  return {
    dispatch,
    open: (state, report, replying) => queue.run(state.id, () => create(state, report, replying)),
    tell: (callId, write) =>
      queue.run(callId, async () => {
        if (newcomers.has(callId)) throw new AppError("database_away");
        const events = await write();
        if (events.length === 0) return;
        const state = seen.get(callId) ?? (await store.load(callId))?.state;
        if (state !== undefined) publisher.happened(state.organizationId, events);
      }),
    latest: (callId) => newcomers.get(callId)?.state ?? seen.get(callId),
    live: () => seen.values(),
    watch: remember,
    async settleNewcomers() {
      for (const change of newcomers.all())
        await queue.run(change.state.id, async () => {
          const current = newcomers.get(change.state.id);
          if (current === undefined) return;
          // A row that was written after all, though too late for us to know, is caught up with.
          const saved = (await store.create(current)) ?? (await store.save(current, 0));
          newcomers.delete(current.state.id);
          if (saved !== undefined) published(current.state, saved, []);
        });
    },
    close: () => deadlines.close(),
  };
}

const answer = (state: CallState, reply: { body: string } | undefined): Dispatched =>
  reply === undefined ? { state } : { state, reply: reply.body };
