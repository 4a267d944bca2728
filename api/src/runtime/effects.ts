import type { RequestFields } from "@patchbay/contracts";
import type { Logger } from "pino";
import type { DurableEffect } from "../domain/call-effects.ts";
import { onCallClock } from "../domain/call-clock.ts";
import type { CallState } from "../domain/call-state.ts";
import {
  CarrierError,
  type CallStore,
  type Carrier,
  type Clock,
  type StoredEffect,
  type StoryStore,
} from "../ports.ts";
import type { CallRuntime } from "./call-runtime.ts";
import { nameOf } from "./name-of.ts";
import { createPerCallQueue } from "./per-call-queue.ts";
import { isAway } from "./while-away.ts";

export interface EffectsDeps {
  store: CallStore & Pick<StoryStore, "saveRequest" | "conversation">;
  carrier: Carrier;
  clock: Clock;
  log: Logger;
  /** Set right after construction: runtime and effects call each other. */
  runtime(): CallRuntime;
  /** Asks the carrier how a leg is that it says is over. */
  look(callId: string): void;
}

/** Tries of one effect before it counts as failed; the pauses between are for a carrier that is busy. */
const TRIES = 3;
const PAUSE_MS = [0, 250, 1000];
/** Of an effect that killed its runner time and again. */
const ATTEMPTS_MOST = 10;

type Result = "done" | "moot" | "failed";

/**
 * Does what a committed transition wants done, one at a time per call. The carrier has no
 * idempotency key, so each effect looks first whether it is already true, in our state or
 * at the carrier; then doing it twice changes nothing.
 */
export function createEffects(deps: EffectsDeps) {
  const { carrier, clock, store, log } = deps;
  const queue = createPerCallQueue();
  const running = new Set<string>();

  async function redirect(
    state: CallState,
    effect: Extract<DurableEffect, { kind: "redirect_caller" }>,
  ): Promise<Result> {
    // Overtaken by a later redirect, or the caller has asked already.
    if (state.status === "ended" || state.place !== "moving" || state.step !== effect.step)
      return "moot";
    await carrier.redirect(effect.sid, state.id, effect.step);
    return "done";
  }

  async function dial(
    state: CallState,
    effect: Extract<DurableEffect, { kind: "dial_outside" }>,
  ): Promise<Result> {
    if (state.status === "ended") return "moot";
    const there = await carrier.participants(effect.conference);
    const known = there.find(({ label }) => label === effect.label);
    const sid =
      known?.sid ??
      (await carrier.dial({
        conference: effect.conference,
        to: effect.to,
        from: effect.from,
        label: effect.label,
        callId: state.id,
      }));
    await deps.runtime().dispatch(state.id, { type: "outside.dialled", sid });
    return "done";
  }

  async function record(
    state: CallState,
    effect: Extract<DurableEffect, { kind: "start_recording" }>,
  ): Promise<Result> {
    if (state.status === "ended") return "moot";
    const recordingSid = await carrier.startRecording(effect.sid, state.id);
    await store.startedRecording(state.id, recordingSid, onCallClock(state, clock.now()));
    await deps.runtime().dispatch(state.id, { type: "recording.changed", on: true });
    return "done";
  }

  async function countCost(callId: string): Promise<Result> {
    const runtime = deps.runtime();
    await runtime.tell(callId, async () => (await store.countCost(callId))?.events ?? []);
    await runtime.dispatch(callId, { type: "cost.counted" });
    return "done";
  }

  async function saveRequest(
    callId: string,
    kind: "request" | "callback",
    fields: Partial<RequestFields>,
  ): Promise<Result> {
    const runtime = deps.runtime();
    let requestId: string | undefined;
    await runtime.tell(callId, async () => {
      const saved = await store.saveRequest(
        callId,
        { sessionId: `${kind}:${callId}`, sequence: 0 },
        { kind, fields },
      );
      requestId = saved?.request.id;
      return saved?.events ?? [];
    });
    if (requestId === undefined) return "failed";
    await runtime.dispatch(callId, { type: "request.saved", requestId, kind });
    return "done";
  }

  async function keepRequest(state: CallState): Promise<Result> {
    const fields = (await store.conversation(state.id, onCallClock(state, clock.now())))?.fields;
    return fields === undefined || fields.problem === null || state.requestId !== null
      ? "moot"
      : saveRequest(state.id, "request", fields);
  }

  async function perform(state: CallState, effect: DurableEffect): Promise<Result> {
    switch (effect.kind) {
      case "redirect_caller":
        return redirect(state, effect);
      case "end_leg":
        await carrier.endLeg(effect.sid);
        return "done";
      case "dial_outside":
        return dial(state, effect);
      case "hold_caller":
        if (state.status === "ended" || state.onHold !== effect.on) return "moot";
        await carrier.hold(effect.conference, effect.sid, effect.on, state.language);
        return "done";
      case "start_recording":
        return record(state, effect);
      case "start_transcription":
        if (state.status === "ended") return "moot";
        await carrier.startTranscription(effect.sid, {
          name: effect.name,
          language: state.language,
          callId: state.id,
        });
        return "done";
      case "start_fork":
        if (state.status === "ended" || state.fork === "on") return "moot";
        await carrier.startFork(effect.sid, {
          callId: state.id,
          epoch: effect.epoch,
          step: effect.step,
        });
        return "done";
      case "count_cost":
        return countCost(state.id);
      case "note_callback":
        return saveRequest(state.id, "callback", {});
      case "keep_request":
        return keepRequest(state);
    }
  }

  async function failed(callId: string, effect: DurableEffect): Promise<void> {
    if (effect.kind === "redirect_caller" || effect.kind === "dial_outside")
      await deps.runtime().dispatch(callId, {
        type: "effect.failed",
        effect: effect.kind,
        step: effect.kind === "redirect_caller" ? effect.step : 0,
      });
  }

  async function attempt(stored: StoredEffect): Promise<Result> {
    for (let tried = 0; ; tried += 1) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS[tried] ?? 1000));
      const state =
        deps.runtime().latest(stored.callId) ?? (await store.load(stored.callId))?.state;
      if (state === undefined) return "moot";
      try {
        return await perform(state, stored.effect);
      } catch (error) {
        if (error instanceof CarrierError && error.kind === "ended") {
          if (stored.effect.kind !== "end_leg") deps.look(stored.callId);
          return "moot";
        }
        if (!(error instanceof CarrierError)) throw error;
        log.warn(
          { callId: stored.callId, effect: stored.effect.kind, reason: error.message },
          "the carrier did not do what it was told",
        );
        if (error.kind === "refused" || tried + 1 >= TRIES) return "failed";
      }
    }
  }

  async function run(stored: StoredEffect): Promise<void> {
    if (running.has(stored.id)) return;
    running.add(stored.id);
    try {
      if (stored.attempts > 0) await store.effectTried(stored.id);
      const result = stored.attempts > ATTEMPTS_MOST ? "failed" : await attempt(stored);
      await store.effectDone(stored.id, result);
      if (result === "failed") await failed(stored.callId, stored.effect);
    } catch (error) {
      // It stays pending, and the sweep does it once the database is back.
      const level = isAway(error) ? "info" : "warn";
      log[level](
        { callId: stored.callId, effect: stored.effect.kind, error: nameOf(error) },
        "an effect is left for the sweep",
      );
    } finally {
      running.delete(stored.id);
    }
  }

  return {
    perform(effects: StoredEffect[]): void {
      for (const stored of effects)
        queue
          .run(stored.callId, () => run(stored))
          .catch((error: unknown) =>
            log.warn({ callId: stored.callId, error: nameOf(error) }, "an effect had to wait"),
          );
    },
    /** Effects whose runner died: ours before a restart, or another process's. */
    async sweep(): Promise<void> {
      const left = await store.pendingEffects(2000);
      this.perform(left.map((stored) => ({ ...stored, attempts: stored.attempts + 1 })));
    },
  };
}
