import { redirectCaller } from "./baton.ts";
import type { Candidates } from "./call-events.ts";
import type { CallState, RingReason } from "./call-state.ts";
import { moved, noted, same, type Effect, type Transition } from "./call-effects.ts";
import { instant } from "./view.ts";

/**
 * Handover offers: one operator is rung at a time, the one who has been idle longest first.
 * The caller stays with the bot meanwhile.
 */

interface Offer {
  reason: RingReason;
  brief: string;
  tried: string[];
}

function ringNext(
  state: CallState,
  offer: Offer,
  candidates: Candidates,
  moment: { at: number; id: string },
): Transition {
  const next = candidates.find((one) => !offer.tried.includes(one.userId));
  if (next === undefined) return nobodyAnswered(state);
  const ring = {
    offerId: moment.id,
    operatorId: next.userId,
    reason: offer.reason,
    brief: offer.brief,
    offeredAt: moment.at,
    expiresAt: moment.at + state.ringMs,
    tried: [...offer.tried, next.userId].slice(-50),
  };
  const { tried: _tried, ...shown } = ring;
  return {
    state: { ...state, ring },
    effects: [
      noted("handover_offered", next.name),
      {
        kind: "ring",
        operatorId: next.userId,
        ringing: {
          ...shown,
          offeredAt: instant(ring.offeredAt),
          expiresAt: instant(ring.expiresAt),
        },
      },
    ],
  };
}

/** Rings the first who can be rung; with nobody there, says so at once. */
export function offerHandover(
  state: CallState,
  asked: { reason: RingReason; brief: string },
  candidates: Candidates,
  moment: { at: number; id: string },
): Transition {
  if (state.ring !== null || state.status !== "live" || state.holder.kind === "operator")
    return same(state);
  return ringNext(state, { ...asked, tried: [] }, candidates, moment);
}

/** The offer ended without an answer: the next operator, or the bot goes on. */
export function offerOver(
  state: CallState,
  cause: "expired" | "declined",
  candidates: Candidates,
  moment: { at: number; id: string },
): Transition {
  const { ring } = state;
  if (ring === null) return same(state);
  const over: Effect[] = [
    noted(cause === "expired" ? "offer_expired" : "offer_declined"),
    { kind: "withdraw_ring", operatorId: ring.operatorId, offerId: ring.offerId, cause },
  ];
  const next = ringNext({ ...state, ring: null }, ring, candidates, moment);
  return { state: next.state, effects: [...over, ...next.effects] };
}

function nobodyAnswered(state: CallState): Transition {
  const effects: Effect[] = [noted("nobody_answered")];
  const free = { ...state, ring: null, callbackWanted: true };
  if (state.holder.kind === "bot") {
    // The bot asks which number to call; if the caller goes before, the end notes theirs.
    effects.push({ kind: "resume_bot", epoch: state.epoch, reason: "nobody_answered" });
    return { state: free, effects };
  }
  effects.push({ kind: "note_callback" });
  const sent = redirectCaller({ ...free, callbackNoted: true, lastWords: "callback" });
  return { state: sent.state, effects: [...effects, ...sent.effects] };
}

/** No bot can be had: a human, or an apology and a callback. The caller's leg is asking or held. */
export function toHumans(
  state: CallState,
  candidates: Candidates,
  moment: { at: number; id: string },
): Transition {
  const queued: CallState = {
    ...state,
    holder: { kind: "nobody", place: "queue" },
    phase: "connected",
    epoch: state.epoch + 1,
    bot: { ...state.bot, sessionId: null, connectBy: null },
    ring: null,
  };
  const rung = ringNext(
    queued,
    { reason: "model_down", brief: "The bot could not be reached.", tried: [] },
    candidates,
    moment,
  );
  return { state: rung.state, effects: [moved("queued"), ...rung.effects] };
}

/** Longest idle first; a pure ordering, so that every process would ring the same one. */
export function byIdleTime<T extends { idleSince: number; userId: string }>(
  operators: readonly T[],
): T[] {
  return operators.toSorted(
    (a, b) => a.idleSince - b.idleSince || a.userId.localeCompare(b.userId),
  );
}
