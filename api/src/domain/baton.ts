import { conferenceOf } from "./join.ts";
import {
  BOT_CONNECT_MS,
  CLAIM_MS,
  GRACE_MS,
  openOperatorLegs,
  operatorLeg,
  supersedeOperators,
  type CallState,
  type ClaimCause,
  type Operator,
  type ResumeReason,
} from "./call-state.ts";
import { moved, refuse, same, type Effect, type Transition } from "./call-effects.ts";

/**
 * Who holds the conversation. Every move raises the epoch; whoever acts for an older one is
 * too late and changes nothing.
 */

/** Makes the caller's leg ask what is next, unless it already is about to. */
export function redirectCaller(state: CallState): Transition {
  if (state.callerSid === null || state.place === "moving" || state.place === "leaving")
    return same(state);
  const step = state.step + 1;
  return {
    state: { ...state, step, place: "moving", conferenceJoined: false },
    effects: [{ kind: "redirect_caller", sid: state.callerSid, step, epoch: state.epoch }],
  };
}

function endOperatorLegs(state: CallState): Effect[] {
  return openOperatorLegs(state).map((leg) => ({ kind: "end_leg", sid: leg.sid }));
}

/** Gives the baton to an operator who is not heard yet. */
export function claim(
  state: CallState,
  operator: Operator,
  cause: ClaimCause,
  at: number,
): Transition {
  const epoch = state.epoch + 1;
  const effects: Effect[] = endOperatorLegs(state);
  if (state.holder.kind === "bot" && (cause === "takeover" || cause === "handover"))
    effects.push({ kind: "stop_bot", epoch, reason: cause });
  if (state.ring !== null)
    effects.push({
      kind: "withdraw_ring",
      operatorId: state.ring.operatorId,
      offerId: state.ring.offerId,
      cause: "answered",
    });
  return {
    state: {
      ...state,
      holder: { kind: "operator", operatorId: operator.userId, name: operator.name },
      phase: "claimed",
      epoch,
      claim: { cause, claimedAt: at, deadlineAt: at + CLAIM_MS, silentAt: null },
      ring: null,
      legs: supersedeOperators(state.legs),
      bot: { ...state.bot, goodbyeBy: null },
    },
    effects,
  };
}

export function takeover(
  state: CallState,
  asked: { operator: Operator; epoch: number; at: number },
): Transition {
  if (state.holder.kind === "operator") return refuse(state, "already_taken", state.holder.name);
  if (state.status !== "live" || state.epoch !== asked.epoch || state.lastWords !== null)
    return refuse(state, "wrong_state");
  return claim(state, asked.operator, "takeover", asked.at);
}

/** The holder comes back after a reload or a lost connection, as a new join. */
export function rejoin(state: CallState, operator: Operator, at: number): Transition {
  if (state.holder.kind !== "operator") return refuse(state, "wrong_state");
  if (state.holder.operatorId !== operator.userId)
    return refuse(state, "already_taken", state.holder.name);
  const lostUntil = state.lostUntil ?? at + GRACE_MS;
  const { state: claimed, effects } = claim(state, operator, "rejoined", at);
  for (const leg of openOperatorLegs(state))
    effects.push({
      kind: "tell_leg",
      operatorId: operator.userId,
      epoch: leg.epoch,
      state: "superseded",
    });
  return { state: { ...claimed, lostUntil }, effects };
}

/** Both are in the conference: the operator is heard. */
function connect(state: CallState, at: number): Transition {
  const { claim: held, holder } = state;
  if (holder.kind !== "operator" || state.phase !== "claimed" || held === null) return same(state);
  const effects: Effect[] = [
    moved(held.cause, holder.name, {
      silentAfterMs: held.silentAt === null ? null : held.silentAt - held.claimedAt,
      audibleAfterMs: at - held.claimedAt,
    }),
  ];
  const isHuman = held.cause === "takeover" || held.cause === "handover";
  const next: CallState = {
    ...state,
    phase: "connected",
    claim: null,
    lostUntil: null,
    onHold: false,
    takenOver: state.takenOver || isHuman,
    answered: state.answered || held.cause === "handover" || held.cause === "answered",
    bot: { ...state.bot, sessionId: null, connectBy: null },
  };
  return { state: next, effects };
}

/** The operator's leg is in the conference of the current epoch. */
export function operatorJoined(state: CallState, at: number): Transition {
  const leg = operatorLeg(state);
  if (state.holder.kind !== "operator" || leg === undefined) return same(state);
  const told: Effect = {
    kind: "tell_leg",
    operatorId: state.holder.operatorId,
    epoch: state.epoch,
    state: "joined",
  };
  if (state.direction === "outbound" && !state.dialled)
    return {
      state: { ...state, dialled: true, phase: "connected", claim: null },
      effects: [
        told,
        {
          kind: "dial_outside",
          conference: conferenceOf(state.id, state.epoch),
          to: state.toNumber,
          from: state.fromNumber,
          label: `caller-${state.epoch}-outside`,
          epoch: state.epoch,
        },
      ],
    };
  if (state.place === "conference" && state.conferenceEpoch === state.epoch) {
    const done = state.conferenceJoined ? connect(state, at) : same(state);
    return { state: done.state, effects: [told, ...done.effects] };
  }
  const sent = redirectCaller(state);
  return { state: sent.state, effects: [told, ...sent.effects] };
}

/** The caller is in the conference of the current epoch. */
export function callerJoined(state: CallState, at: number): Transition {
  const next: CallState = {
    ...state,
    place: state.place === "leaving" ? "leaving" : "conference",
    conferenceEpoch: state.epoch,
    conferenceJoined: true,
  };
  return operatorLeg(next)?.state === "joined" ? connect(next, at) : same(next);
}

/** The bot is to speak again; its socket may still be open. */
export function giveToBot(state: CallState, reason: ResumeReason, at: number): Transition {
  const epoch = state.epoch + 1;
  const isListening = state.place === "bot" && state.bot.sessionId !== null;
  const next: CallState = {
    ...state,
    holder: { kind: "bot" },
    phase: isListening ? "connected" : "claimed",
    epoch,
    claim: null,
    lostUntil: null,
    onHold: false,
    legs: supersedeOperators(state.legs),
    bot: {
      ...state.bot,
      // A bot that has not spoken yet begins from the beginning.
      resumeReason: state.bot.hasSpoken ? reason : "fresh",
      connectBy: isListening ? null : at + BOT_CONNECT_MS,
      sessionId: isListening ? state.bot.sessionId : null,
    },
  };
  if (isListening)
    return { state: next, effects: [{ kind: "resume_bot", epoch, reason: "takeover_failed" }] };
  // A leg that is with the bot has lost its socket and asks by itself.
  return state.place === "bot" ? same(next) : redirectCaller(next);
}

/** The call goes to a bot that speaks for a number of ours; without one nobody can be served. */
export const hasBot = (state: CallState): boolean =>
  state.botId !== null && state.direction === "inbound";

/** An operator who claimed was not heard in time. */
export function revert(state: CallState, at: number): Transition {
  const { holder, claim: held } = state;
  if (holder.kind !== "operator" || held === null) return same(state);
  const effects: Effect[] = endOperatorLegs(state);
  effects.push({
    kind: "tell_leg",
    operatorId: holder.operatorId,
    epoch: state.epoch,
    state: "reverted",
  });
  if (held.cause === "rejoined" || !hasBot(state)) {
    const lost: CallState = {
      ...state,
      epoch: state.epoch + 1,
      phase: "lost",
      claim: null,
      lostUntil: state.lostUntil ?? at + GRACE_MS,
      legs: supersedeOperators(state.legs),
    };
    const sent = state.place === "conference" ? redirectCaller(lost) : same(lost);
    return { state: sent.state, effects: [...effects, ...sent.effects] };
  }
  const given = giveToBot(state, "takeover_failed", at);
  return {
    state: given.state,
    effects: [...effects, ...given.effects, moved("takeover_failed", holder.name)],
  };
}
