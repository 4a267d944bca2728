import type { CallView } from "@patchbay/contracts";
import { claim, redirectCaller, rejoin, revert, takeover } from "./baton.ts";
import { botClosed, botOpened, fetchCaller } from "./bot-life.ts";
import { noted, refuse, same, type Transition } from "./call-effects.ts";
import type { CallHappening } from "./call-events.ts";
import { CLOSE_MS, GOODBYE_MS, type CallState } from "./call-state.ts";
import {
  callerGone,
  documentAsked,
  effectFailed,
  forkChanged,
  legProgressed,
  operatorConnecting,
  outsideDialled,
  participantJoined,
  participantLeft,
  recordingChanged,
  recordingWanted,
} from "./carrier-says.ts";
import { afterEnd, end, remember } from "./ending.ts";
import { conferenceOf } from "./join.ts";
import { graceOver } from "./operator-lost.ts";
import { offerHandover, offerOver } from "./ringing.ts";
import { viewOf } from "./view.ts";

type Of<T extends CallHappening["type"]> = Extract<CallHappening, { type: T }>;

/**
 * A call's life: what happened makes the next state and what must be done about it. Total,
 * without clock or I/O. What is stale or repeated gives the same state and no effects.
 */
export function transition(state: CallState, event: CallHappening): Transition {
  const done = state.status === "ended" ? afterEnd(state, event) : react(state, event);
  return withRecording(state, withChange(state, done));
}

function react(state: CallState, event: CallHappening): Transition {
  switch (event.type) {
    case "document.asked":
      return documentAsked(hushed(state, event.at), event);
    case "leg.progressed":
      return legProgressed(state, event);
    case "caller.gone":
      return callerGone(state, event.at);
    case "participant.joined":
      return participantJoined(state, event);
    case "participant.left":
      return participantLeft(state, event);
    case "fork.changed":
      return forkChanged(state, event);
    case "recording.changed":
      return recordingChanged(state, event.on);
    case "outside.dialled":
      return outsideDialled(state, event.sid);
    case "effect.failed":
      return effectFailed(state, event);
    case "bot.opened":
      return botOpened(state, event.epoch, event.sessionId);
    case "bot.closed":
      return botClosed(state, event);
    case "bot.spoke":
      return state.bot.hasSpoken
        ? same(state)
        : same({ ...state, bot: { ...state.bot, hasSpoken: true } });
    case "bot.lost":
      return fetchCaller(state, event.reason, event);
    case "worker.came":
      return state.bot.waitingSince === null || state.holder.kind !== "bot"
        ? same(state)
        : redirectCaller(state);
    case "bot.silenced":
      return state.claim === null || state.epoch !== event.epoch || state.claim.silentAt !== null
        ? same(state)
        : same({ ...state, claim: { ...state.claim, silentAt: event.at } });
    case "bot.ending":
      return botEnding(state, event);
    case "handover.asked":
      return offerHandover(state, event, event.candidates, event);
    case "recording.wanted":
      return recordingWanted(state);
    case "takeover.asked":
      return takeover(state, event);
    case "offer.answered":
      return offerAnswered(state, event);
    case "offer.declined":
      return state.ring?.offerId === event.offerId && state.ring.operatorId === event.operatorId
        ? offerOver(state, "declined", event.candidates, event)
        : refuse(state, "offer_gone");
    case "rejoin.asked":
      return rejoin(state, event.operator, event.at);
    case "claim.abandoned":
      return state.claim !== null &&
        state.epoch === event.epoch &&
        state.holder.kind === "operator" &&
        state.holder.operatorId === event.operatorId
        ? revertOrEnd(state, event.at)
        : refuse(state, "wrong_state");
    case "operator.connecting":
      return operatorConnecting(state, event);
    case "hold.asked":
      return holdAsked(state, event);
    case "hangup.asked":
      return hangupAsked(state, event);
    case "listener.came":
      return state.listeners.some((one) => one.userId === event.operator.userId)
        ? same(state)
        : {
            state: { ...state, listeners: [...state.listeners, event.operator].slice(-50) },
            effects: [noted("listening_started", event.operator.name)],
          };
    case "listener.went":
      return listenerWent(state, event.userId);
    case "listeners.forgotten":
      return same({ ...state, listeners: [] });
    case "request.saved":
      return same(remember(state, event.requestId, event.kind));
    case "cost.counted":
      return same({ ...state, costCounted: true });
    case "time.passed":
      return timePassed(state, event);
  }
}

function botEnding(state: CallState, event: Of<"bot.ending">): Transition {
  if (state.holder.kind !== "bot") return same(state);
  return same({
    ...state,
    bot: { ...state.bot, goodbyeBy: event.at + GOODBYE_MS, goodbyeReason: event.reason },
  });
}

function offerAnswered(state: CallState, event: Of<"offer.answered">): Transition {
  if (state.holder.kind === "operator") return refuse(state, "already_taken", state.holder.name);
  if (state.ring?.offerId !== event.offerId || state.ring.operatorId !== event.operator.userId)
    return refuse(state, "offer_gone");
  return claim(state, event.operator, "handover", event.at);
}

const isHolder = (state: CallState, operatorId: string): boolean =>
  state.holder.kind === "operator" && state.holder.operatorId === operatorId;

function holdAsked(state: CallState, event: Of<"hold.asked">): Transition {
  if (!isHolder(state, event.operatorId)) return refuse(state, "not_allowed");
  if (state.phase !== "connected" || !state.conferenceJoined || state.callerSid === null)
    return refuse(state, "wrong_state");
  if (state.onHold === event.on) return same(state);
  const name = state.holder.kind === "operator" ? state.holder.name : null;
  return {
    state: { ...state, onHold: event.on },
    effects: [
      noted(event.on ? "held" : "unheld", name),
      {
        kind: "hold_caller",
        conference: conferenceOf(state.id, state.conferenceEpoch),
        sid: state.callerSid,
        on: event.on,
      },
    ],
  };
}

function hangupAsked(state: CallState, event: Of<"hangup.asked">): Transition {
  if (!isHolder(state, event.operatorId)) return refuse(state, "not_allowed");
  if (state.callerSid === null || state.answeredAt === null)
    return end(state, {
      at: event.at,
      durationSeconds: null,
      how: "not_reached",
      isCallerOnLine: true,
    });
  return {
    state: { ...state, place: "leaving", closeBy: event.at + CLOSE_MS },
    effects: [{ kind: "end_leg", sid: state.callerSid }],
  };
}

function listenerWent(state: CallState, userId: string): Transition {
  const gone = state.listeners.find((one) => one.userId === userId);
  if (gone === undefined) return same(state);
  return {
    state: { ...state, listeners: state.listeners.filter((one) => one !== gone) },
    effects: [noted("listening_stopped", gone.name)],
  };
}

/** Outbound and not yet answered: there is nobody to give the call back to. */
function revertOrEnd(state: CallState, at: number): Transition {
  if (state.direction === "outbound" && state.answeredAt === null)
    return end(state, { at, durationSeconds: null, how: "failed", isCallerOnLine: true });
  return revert(state, at);
}

/** One deadline at a time: what is still due afterwards fires again at once. */
function timePassed(state: CallState, event: Of<"time.passed">): Transition {
  const { at } = event;
  if (state.closeBy !== null && state.closeBy <= at)
    return end(state, { at, durationSeconds: null, how: "over", isCallerOnLine: true });
  if (state.bot.goodbyeBy !== null && state.bot.goodbyeBy <= at)
    return end(state, { at, durationSeconds: null, how: "over", isCallerOnLine: true });
  if (state.claim !== null && state.claim.deadlineAt <= at) return revertOrEnd(state, at);
  if (state.phase === "lost" && state.lostUntil !== null && state.lostUntil <= at)
    return graceOver(state, at);
  if (state.ring !== null && state.ring.expiresAt <= at)
    return offerOver(state, "expired", event.candidates, event);
  if (state.holder.kind === "bot" && state.bot.connectBy !== null && state.bot.connectBy <= at)
    return fetchCaller(state, "socket_lost", event);
  return same(state);
}

/** A human on the line has the call recorded even where no disclosure was reported. */
function withRecording(before: CallState, done: Transition): Transition {
  const isHeard =
    done.state.phase === "connected" &&
    done.state.holder.kind === "operator" &&
    done.state.answeredAt !== null;
  if (!isHeard || (before.holder === done.state.holder && before.phase === done.state.phase))
    return done;
  if (done.state.status !== "live") return done;
  const recorded = recordingWanted(done.state);
  return { ...done, state: recorded.state, effects: [...done.effects, ...recorded.effects] };
}

/** Consoles are told whenever the call looks different, once per transition. */
function withChange(before: CallState, done: Transition): Transition {
  if (done.state === before) return done;
  const tells = done.effects.some(
    (effect) => effect.kind === "record" && effect.fact.type === "baton.moved",
  );
  if (tells || isSameView(viewOf(before), viewOf(done.state))) return done;
  return {
    ...done,
    effects: [...done.effects, { kind: "record", fact: { type: "call.changed" } }],
  };
}

const isSameView = (a: CallView, b: CallView): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * The carrier's own bot has no way to be cut short: what it was given it goes on saying until the
 * caller's leg asks for its next document, whatever the worker has acknowledged before.
 */
function hushed(state: CallState, at: number): CallState {
  const { claim, engine } = state;
  const isFromBot = claim?.cause === "takeover" || claim?.cause === "handover";
  return claim !== null && isFromBot && engine === "relay"
    ? { ...state, claim: { ...claim, silentAt: at } }
    : state;
}
