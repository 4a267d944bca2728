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
  const isNew = state.bot.sessionId !== sessionId;
  return {
    state: {
      ...state,
      phase: "connected",
      place: state.place === "leaving" ? "leaving" : "bot",
      bot: { ...state.bot, hasSpoken: true, sessionId, connectBy: null },
    },
    effects: wasSpeaking && isNew ? [moved("bot_resumed")] : [],
  };
}

export function botClosed(
  state: CallState,
  closed: { sessionId: string; isDropped: boolean; at: number },
): Transition {
  if (state.bot.sessionId !== closed.sessionId) return same(state);
  const isMissed = closed.isDropped && state.holder.kind === "bot";
  return same({
    ...state,
    bot: {
      ...state.bot,
      sessionId: null,
      // The carrier asks what is next about 1.2 s after a drop; we fetch the caller if it does not.
      connectBy: isMissed ? closed.at + 4000 : state.bot.connectBy,
    },
  });
}
