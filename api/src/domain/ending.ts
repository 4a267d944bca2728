import type { Outcome } from "@patchbay/contracts";
import { openOperatorLegs, supersedeOperators, withLeg, type CallState } from "./call-state.ts";
import { moved, same, type Effect, type Transition } from "./call-effects.ts";
import type { CallHappening } from "./call-events.ts";
import { labelKind } from "./join.ts";

/** What became of a call, in one word; the strongest holds. */
export function outcomeOf(state: CallState, ended: "over" | "not_reached" | "failed"): Outcome {
  if (ended !== "over") return ended;
  if (state.answered) return "answered";
  if (state.takenOver) return "taken_over";
  if (state.requestId !== null) return "request_taken";
  if (state.callbackNoted) return "callback_noted";
  if (state.bot.goodbyeReason === "done") return "bot_resolved";
  if (state.bot.goodbyeReason === "apology") return "failed";
  return "abandoned";
}

/** The call is over; nothing undoes this. `durationSeconds` by the carrier, where it said so. */
export function end(
  state: CallState,
  over: {
    at: number;
    durationSeconds: number | null;
    how: "over" | "not_reached" | "failed";
    isCallerOnLine: boolean;
  },
): Transition {
  const effects: Effect[] = [];
  if (state.bot.sessionId !== null)
    effects.push({ kind: "stop_bot", epoch: state.epoch + 1, reason: "call_over" });
  if (state.ring !== null)
    effects.push({
      kind: "withdraw_ring",
      operatorId: state.ring.operatorId,
      offerId: state.ring.offerId,
      cause: "call_over",
    });
  for (const leg of openOperatorLegs(state)) effects.push({ kind: "end_leg", sid: leg.sid });
  if (state.holder.kind === "operator")
    effects.push({
      kind: "tell_leg",
      operatorId: state.holder.operatorId,
      epoch: state.epoch,
      state: "left",
    });
  if (over.isCallerOnLine && state.callerSid !== null)
    effects.push({ kind: "end_leg", sid: state.callerSid });
  const from = state.answeredAt;
  const guessed = from === null ? 0 : Math.max(0, Math.round((over.at - from) / 1000));
  effects.push(moved("ended"), { kind: "count_cost" });
  const isOwed = state.callbackWanted && !state.callbackNoted && state.requestId === null;
  if (isOwed) effects.push({ kind: "note_callback" });
  const isCutShort = state.bot.hasSpoken && (state.takenOver || state.answered);
  if (isCutShort && state.requestId === null) effects.push({ kind: "keep_request" });
  return {
    state: {
      ...state,
      status: "ended",
      endedAt: over.at,
      durationSeconds: from === null ? 0 : (over.durationSeconds ?? guessed),
      callbackNoted: state.callbackNoted || isOwed,
      outcome: outcomeOf({ ...state, callbackNoted: state.callbackNoted || isOwed }, over.how),
      closeBy: null,
      holder: { kind: "nobody", place: "over" },
      phase: "connected",
      epoch: state.epoch + 1,
      claim: null,
      lostUntil: null,
      ring: null,
      onHold: false,
      listeners: [],
      fork: "off",
      recording: state.recording === "asked" ? "off" : state.recording,
      legs: supersedeOperators(state.legs),
      bot: { ...state.bot, sessionId: null, connectBy: null, goodbyeBy: null },
    },
    effects,
  };
}

/** A call that is over only tidies up what arrives too late. */
export function afterEnd(state: CallState, event: CallHappening): Transition {
  switch (event.type) {
    case "takeover.asked":
    case "offer.answered":
    case "offer.declined":
    case "rejoin.asked":
    case "claim.abandoned":
    case "hold.asked":
    case "hangup.asked":
    case "operator.connecting":
    case "listener.came":
      return { state, effects: [], refused: { code: "call_over" } };
    case "document.asked":
      return {
        state,
        effects: [],
        document: { kind: "hang_up", language: state.language, words: null },
      };
    case "outside.dialled":
      return { state, effects: [{ kind: "end_leg", sid: event.sid }] };
    case "participant.joined": {
      const isStray =
        event.sid !== state.callerSid &&
        labelKind(event.label) === "operator" &&
        !state.legs.some((leg) => leg.sid === event.sid);
      if (!isStray) return same(state);
      const { sid, epoch, label, seq } = event;
      const leg = { sid, epoch, label, seq, kind: "operator", operatorId: null } as const;
      return {
        state: { ...state, legs: withLeg(state.legs, { ...leg, state: "superseded" }) },
        effects: [{ kind: "end_leg", sid }],
      };
    }
    case "request.saved": {
      const isKnown =
        event.kind === "request" ? state.requestId === event.requestId : state.callbackNoted;
      if (isKnown) return same(state);
      const next = remember(state, event.requestId, event.kind);
      const isWeak = ["abandoned", "callback_noted", "bot_resolved"].includes(state.outcome ?? "");
      return same(isWeak ? { ...next, outcome: outcomeOf(next, "over") } : next);
    }
    case "recording.changed":
      return same({ ...state, recording: event.on ? "on" : state.recording });
    case "cost.counted":
      return same({ ...state, costCounted: true });
    default:
      return same(state);
  }
}

/** What a request saved for this call changes in its life. */
export function remember(
  state: CallState,
  requestId: string,
  kind: "request" | "callback",
): CallState {
  return kind === "request" ? { ...state, requestId } : { ...state, callbackNoted: true };
}
