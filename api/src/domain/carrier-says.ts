import { callerJoined, operatorJoined, revert } from "./baton.ts";
import { resumeUnplanned } from "./bot-life.ts";
import { end } from "./ending.ts";
import type { CallHappening } from "./call-events.ts";
import { CLOSE_MS, WORKER_WAIT_MS, withLeg, type CallState, type Leg } from "./call-state.ts";
import { moved, noted, same, type Effect, type Transition } from "./call-effects.ts";
import { labelKind } from "./join.ts";
import { nextDocument, served } from "./next.ts";
import { operatorLost } from "./operator-lost.ts";
import { toHumans } from "./ringing.ts";

/** What the carrier reports. All of it may be doubled, late, out of order, or missing. */

type Of<T extends CallHappening["type"]> = Extract<CallHappening, { type: T }>;

export function documentAsked(state: CallState, event: Of<"document.asked">): Transition {
  const prepared = beforeServing(state, event);
  const stepped = { ...prepared.state, step: prepared.state.step + 1 };
  const document = nextDocument(stepped);
  return {
    state: served(stepped, document, event.at),
    // The caller is asking already: nothing needs to send them.
    effects: prepared.effects.filter((effect) => effect.kind !== "redirect_caller"),
    document,
  };
}

function beforeServing(state: CallState, event: Of<"document.asked">): Transition {
  if (state.lastWords !== null || state.closeBy !== null || state.bot.goodbyeBy !== null)
    return same(state);
  if (state.holder.kind === "nobody" && state.holder.place === "door")
    return toHumans(state, event.candidates, event);
  // A leg that was with the bot and asks unbidden has lost its socket.
  const resumed =
    state.holder.kind === "bot" && state.place === "bot"
      ? resumeUnplanned(state, event.hasWorker ? "socket_lost" : "worker_lost", event)
      : same(state);
  if (resumed.state.holder.kind !== "bot") return resumed;
  const waited = waitForWorker(resumed.state, event);
  return { state: waited.state, effects: [...resumed.effects, ...waited.effects] };
}

/** Without a worker a bot's document would only fail: the caller waits a little for one. */
function waitForWorker(state: CallState, event: Of<"document.asked">): Transition {
  const since = state.bot.waitingSince;
  if (event.hasWorker)
    return same(since === null ? state : { ...state, bot: { ...state.bot, waitingSince: null } });
  if (since !== null && event.at - since >= WORKER_WAIT_MS)
    return toHumans(state, event.candidates, event);
  return same({
    ...state,
    bot: { ...state.bot, waitingSince: since ?? event.at, connectBy: null },
  });
}

export function legProgressed(state: CallState, event: Of<"leg.progressed">): Transition {
  const leg = state.legs.find((one) => one.sid === event.sid);
  // The first callback about a number that was dialled can overtake the answer to dialling it.
  if (state.callerSid === null && state.dialled && leg === undefined)
    return legProgressed({ ...state, callerSid: event.sid }, event);
  if (event.sid !== state.callerSid)
    return leg?.kind === "operator" && isOver(event.status)
      ? operatorLegOver(state, leg, event.at)
      : same(state);
  if (event.status === "ringing") return same(state);
  if (event.status === "in-progress")
    return state.direction === "outbound" ? outsideAnswered(state, event.at) : same(state);
  const wasReached = state.answeredAt !== null;
  return end(state, {
    at: event.at,
    durationSeconds: event.durationSeconds,
    how:
      event.status === "completed" || wasReached
        ? "over"
        : event.status === "failed"
          ? "failed"
          : "not_reached",
    isCallerOnLine: false,
  });
}

const isOver = (status: Of<"leg.progressed">["status"]): boolean =>
  status !== "ringing" && status !== "in-progress";

function operatorLegOver(state: CallState, leg: Leg, at: number): Transition {
  if (leg.state !== "joined" && leg.state !== "joining") return same(state);
  const gone = { ...state, legs: withLeg(state.legs, { ...leg, state: "left" }) };
  return leg.epoch === state.epoch ? operatorGone(gone, at) : same(gone);
}

/** Before anybody answered there is nobody to come back to. */
function operatorGone(state: CallState, at: number): Transition {
  if (state.direction === "outbound" && state.answeredAt === null)
    return end(state, { at, durationSeconds: null, how: "not_reached", isCallerOnLine: true });
  return operatorLost(state, at);
}

function outsideAnswered(state: CallState, at: number): Transition {
  if (state.answeredAt !== null || state.callerSid === null) return same(state);
  const sid = state.callerSid;
  const name = `words-${state.epoch}`;
  const effects: Effect[] = [
    moved("answered", state.holder.kind === "operator" ? state.holder.name : null),
    { kind: "start_fork", sid, epoch: state.epoch, step: state.step },
    { kind: "start_transcription", sid, name },
  ];
  const next: CallState = {
    ...state,
    status: "live",
    answeredAt: at,
    answered: true,
    place: "conference",
    conferenceEpoch: state.epoch,
    conferenceJoined: true,
    fork: "asked",
    transcription: name,
  };
  const recorded = recordingWanted(next);
  return { state: recorded.state, effects: [...effects, ...recorded.effects] };
}

export function outsideDialled(state: CallState, sid: string): Transition {
  if (state.callerSid === sid) return same(state);
  return same({ ...state, callerSid: sid });
}

/** The callback that knows the duration follows; a call must not wait for it forever. */
export function callerGone(state: CallState, at: number): Transition {
  return state.closeBy === null ? same({ ...state, closeBy: at + CLOSE_MS }) : same(state);
}

function kindOf(
  state: CallState,
  known: Leg | undefined,
  report: { sid: string; label: string },
): Leg["kind"] | undefined {
  if (report.sid === state.callerSid) return "caller";
  return known?.kind ?? labelKind(report.label);
}

/** Each conference counts its own callbacks; a later conference outdates an earlier one's. */
function isLateReport(known: Leg | undefined, report: { epoch: number; seq: number }): boolean {
  if (known === undefined || known.epoch < report.epoch) return false;
  return known.epoch > report.epoch || known.seq >= report.seq;
}

export function participantJoined(state: CallState, event: Of<"participant.joined">): Transition {
  const known = state.legs.find((leg) => leg.sid === event.sid);
  const kind = kindOf(state, known, event);
  if (kind === undefined || isLateReport(known, event)) return same(state);
  const isCurrent = event.epoch === state.epoch;
  // Who was superseded while joining is told to go; a place in an old conference is no place.
  const isWanted = isCurrent && state.holder.kind === "operator" && known?.state !== "superseded";
  const isLate = kind === "operator" && !isWanted;
  const leg: Leg = {
    sid: event.sid,
    kind,
    operatorId: known?.operatorId ?? null,
    epoch: event.epoch,
    label: event.label,
    state: isLate ? "superseded" : "joined",
    seq: event.seq,
  };
  const next = { ...state, legs: withLeg(state.legs, leg) };
  if (isLate) return { state: next, effects: [{ kind: "end_leg", sid: event.sid }] };
  if (kind === "operator") return operatorJoined(next, event.at);
  const named = next.callerSid === null ? { ...next, callerSid: event.sid } : next;
  return isCurrent && named.callerSid === event.sid ? callerJoined(named, event.at) : same(named);
}

export function participantLeft(state: CallState, event: Of<"participant.left">): Transition {
  const known = state.legs.find((leg) => leg.sid === event.sid);
  const kind = kindOf(state, known, event);
  if (kind === undefined || isLateReport(known, event)) return same(state);
  const leg: Leg = {
    sid: event.sid,
    kind,
    operatorId: known?.operatorId ?? null,
    epoch: event.epoch,
    label: event.label,
    state: known?.state === "superseded" ? "superseded" : "left",
    seq: event.seq,
  };
  const next = { ...state, legs: withLeg(state.legs, leg) };
  if (event.epoch !== state.epoch || known?.state === "superseded") return same(next);
  if (kind === "caller")
    return same(event.sid === state.callerSid ? { ...next, conferenceJoined: false } : next);
  // The call is about to be over; only its last callback is missing.
  if (state.closeBy !== null) return same(next);
  return event.withCaller ? callerGone(next, event.at) : operatorGone(next, event.at);
}

export function operatorConnecting(state: CallState, event: Of<"operator.connecting">): Transition {
  const isTheirs =
    state.holder.kind === "operator" &&
    state.holder.operatorId === event.operatorId &&
    state.epoch === event.epoch &&
    state.phase === "claimed";
  const known = state.legs.find((leg) => leg.sid === event.sid);
  if (known !== undefined) return same(state);
  if (!isTheirs) return { state, effects: [], refused: { code: "ticket_spent" } };
  const leg: Leg = {
    sid: event.sid,
    kind: "operator",
    operatorId: event.operatorId,
    epoch: event.epoch,
    label: event.label,
    state: "joining",
    seq: -1,
  };
  return same({ ...state, legs: withLeg(state.legs, leg) });
}

/** A fork that was replaced may report its end after its successor's start. */
export function forkChanged(state: CallState, event: Of<"fork.changed">): Transition {
  if (event.step < state.forkStep) return same(state);
  const fork = event.on ? "on" : "off";
  return fork === state.fork && event.step === state.forkStep
    ? same(state)
    : same({ ...state, fork, forkStep: event.step });
}

/** The recording starts once, after the disclosure was heard or a human is on the line. */
export function recordingWanted(state: CallState): Transition {
  if (!state.record || state.recording !== "off" || state.callerSid === null) return same(state);
  return {
    state: { ...state, recording: "asked" },
    effects: [{ kind: "start_recording", sid: state.callerSid }],
  };
}

export function recordingChanged(state: CallState, on: boolean): Transition {
  const wasOn = state.recording === "on";
  if (wasOn === on) return same(state);
  return {
    state: { ...state, recording: on ? "on" : "off" },
    effects: [noted(on ? "recording_started" : "recording_stopped")],
  };
}

/** The carrier would not do what a move needed. */
export function effectFailed(state: CallState, event: Of<"effect.failed">): Transition {
  if (event.effect === "dial_outside")
    return end(state, { at: event.at, durationSeconds: null, how: "failed", isCallerOnLine: true });
  if (state.place !== "moving" || state.step !== event.step) return same(state);
  // The caller is where they were: with the bot as far as its session lives, else on hold.
  const place = state.bot.sessionId === null ? "hold" : "bot";
  const stayed: CallState = { ...state, place };
  return stayed.claim === null ? same(stayed) : revert(stayed, event.at);
}
