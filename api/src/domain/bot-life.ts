import { redirectCaller } from "./baton.ts";
import type { Candidates } from "./call-events.ts";
import {
  BOT_CONNECT_MS,
  RESUMES_MOST,
  RESUME_WINDOW_MS,
  type CallState,
  type ResumeReason,
} from "./call-state.ts";
import { moved, noted, same, type Effect, type Transition } from "./call-effects.ts";
import { toHumans } from "./ringing.ts";

/** The bot's session at a worker, and what happens when it fails. */

interface Moment {
  at: number;
  id: string;
  candidates: Candidates;
}

/**
 * The bot failed and nobody planned it. It goes on in context, twice a minute; the third time
 * the caller goes to a human, or hears an apology.
 */
export function resumeUnplanned(
  state: CallState,
  reason: Extract<ResumeReason, "worker_lost" | "socket_lost">,
  moment: Moment,
): Transition {
  const resumedAt = [
    ...state.bot.resumedAt.filter((at) => moment.at - at < RESUME_WINDOW_MS),
    moment.at,
  ];
  const bot = { ...state.bot, resumedAt: resumedAt.slice(-RESUMES_MOST), sessionId: null };
  const effects: Effect[] = [noted(reason === "worker_lost" ? "bot_worker_lost" : "engine_failed")];
  if (resumedAt.length >= RESUMES_MOST) {
    const humans = toHumans({ ...state, bot }, moment.candidates, moment);
    return { state: humans.state, effects: [...effects, ...humans.effects] };
  }
  return {
    state: {
      ...state,
      phase: "claimed",
      epoch: state.epoch + 1,
      bot: {
        ...bot,
        // A bot that has not spoken yet begins from the beginning.
        resumeReason: bot.hasSpoken ? reason : "fresh",
        connectBy: moment.at + BOT_CONNECT_MS,
      },
    },
    effects,
  };
}

/** As `resumeUnplanned`, when the caller's leg does not ask by itself. */
export function fetchCaller(
  state: CallState,
  reason: Extract<ResumeReason, "worker_lost" | "socket_lost">,
  moment: Moment,
): Transition {
  if (state.holder.kind !== "bot" || state.place === "leaving") return same(state);
  const resumed = resumeUnplanned(state, reason, moment);
  // A redirect that was answered by no session is not "about to ask" any more.
  const { state: sent, effects } = redirectCaller(
    resumed.state.place === "moving" ? { ...resumed.state, place: "bot" } : resumed.state,
  );
  return { state: sent, effects: [...resumed.effects, ...effects] };
}

export function botOpened(state: CallState, epoch: number, sessionId: string): Transition {
  if (state.holder.kind !== "bot" || state.epoch !== epoch) return same(state);
  const wasSpeaking = state.bot.hasSpoken;
  // The carrier speaks the greeting before the session opens; ours has yet to be heard.
  const hasSpoken = wasSpeaking || state.engine !== "stream";
  const isNew = state.bot.sessionId !== sessionId;
  return {
    state: {
      ...state,
      phase: "connected",
      place: state.place === "leaving" ? "leaving" : "bot",
      bot: { ...state.bot, hasSpoken, sessionId, connectBy: null },
    },
    effects: wasSpeaking && isNew ? [moved("bot_resumed")] : [],
  };
}

export function botClosed(
  state: CallState,
  closed: { sessionId: string; how: "over" | "dropped" | "failed"; at: number },
): Transition {
  const isFailed = closed.how === "failed";
  if (state.bot.sessionId !== closed.sessionId)
    return isFailed ? failedBefore(state, closed.at) : same(state);
  const isMissed = closed.how !== "over" && state.holder.kind === "bot";
  return same({
    ...state,
    engine: isFailed && mayFallBack(state) ? "relay" : state.engine,
    bot: {
      ...state.bot,
      sessionId: null,
      // The carrier asks what is next about 1.2 s after a drop; we fetch the caller if it does not.
      connectBy: isMissed ? closed.at + 4000 : state.bot.connectBy,
    },
  });
}

/**
 * Where our own ears or voice are gone the carrier's take their place, for the rest of the call.
 * Not for a caller who is leaving, nor while an operator has them: then there may be no rest.
 */
const mayFallBack = (state: CallState): boolean =>
  state.engine === "stream" &&
  state.holder.kind === "bot" &&
  state.closeBy === null &&
  state.bot.goodbyeBy === null;

/**
 * The caller's leg can ask for its next document before the worker's news is here. It was sent to
 * the same ears then, or is about to be.
 */
function failedBefore(state: CallState, at: number): Transition {
  if (!mayFallBack(state) || state.bot.sessionId !== null) return same(state);
  const fallen: CallState = { ...state, engine: "relay" };
  if (state.place !== "bot") return same(fallen);
  return redirectCaller({
    ...fallen,
    epoch: state.epoch + 1,
    bot: { ...state.bot, connectBy: at + BOT_CONNECT_MS },
  });
}
