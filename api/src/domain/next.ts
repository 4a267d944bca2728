import type { Language } from "@patchbay/contracts";
import { BOT_CONNECT_MS, type CallState } from "./call-state.ts";
import { botEngine, type BotEngine } from "./engine.ts";
import { join, type Join } from "./join.ts";

/** What the carrier does next with a leg, before it is worded as TwiML. */
export type Document =
  | {
      kind: "bot";
      engine: BotEngine;
      callId: string;
      language: Language;
      epoch: number;
      /** The step of the request that follows when the bot's socket ends. */
      step: number;
      /** A resumed bot goes on without one. */
      hasGreeting: boolean;
      startsFork: boolean;
      /** The step of a fork that runs, where the bot's own socket serves listeners from here on. */
      stopsFork: number | null;
      stopsTranscription: string | null;
    }
  | {
      kind: "join";
      join: Join;
      language: Language;
      /** null: the leg is over after the conference. */
      step: number | null;
      startsFork: boolean;
      startsTranscription: string | null;
    }
  | {
      kind: "hold";
      callId: string;
      language: Language;
      epoch: number;
      step: number;
      startsFork: boolean;
      /** The caller asks again after a second or two, not twenty. */
      isShort: boolean;
    }
  | { kind: "hang_up"; language: Language; words: "apology" | "callback" | null };

/**
 * The one answer to "what now?" for the caller's leg, from the committed state alone: so a
 * repeated, late or lost request, a crash and a worker's death all heal in the same way.
 */
export function nextDocument(state: CallState): Document {
  const { id, language, step, epoch } = state;
  const hold = { kind: "hold", callId: id, language, epoch, step } as const;
  const startsFork = state.fork === "off";
  if (state.status === "ended" || state.closeBy !== null)
    return { kind: "hang_up", language, words: null };
  if (state.lastWords !== null || state.bot.goodbyeBy !== null)
    return { kind: "hang_up", language, words: state.lastWords };
  switch (state.holder.kind) {
    case "bot":
      // A fork would find no worker either.
      if (state.bot.waitingSince !== null) return { ...hold, startsFork: false, isShort: true };
      return {
        kind: "bot",
        engine: botEngine(state.engine),
        callId: id,
        language,
        epoch,
        step,
        hasGreeting: !state.bot.hasSpoken,
        ...forkBesideBot(state),
        stopsTranscription: state.transcription,
      };
    case "operator":
      if (state.phase === "lost") return { ...hold, startsFork, isShort: false };
      return {
        kind: "join",
        join: join(state, "caller", String(step)),
        language,
        step,
        startsFork,
        startsTranscription: state.transcription === null ? `words-${state.epoch}` : null,
      };
    case "outside":
    case "nobody":
      return { ...hold, startsFork, isShort: false };
  }
}

/** Nothing is carried twice: our own bot's socket is the fork as long as it has the caller. */
function forkBesideBot(state: CallState): { startsFork: boolean; stopsFork: number | null } {
  const isOff = state.fork === "off";
  return botEngine(state.engine) === "stream"
    ? { startsFork: false, stopsFork: isOff ? null : state.forkStep }
    : { startsFork: isOff, stopsFork: null };
}

/** The state once that document is on its way. */
export function served(state: CallState, document: Document, at: number): CallState {
  const next = { ...state };
  if ("startsFork" in document && document.startsFork) {
    next.fork = "asked";
    next.forkStep = state.step;
  }
  switch (document.kind) {
    case "bot":
      if (document.stopsFork !== null) {
        next.fork = "off";
        // What the stopped one still reports is of an older step.
        next.forkStep = state.step;
      }
      next.place = "bot";
      next.transcription = null;
      next.bot = { ...state.bot, connectBy: at + BOT_CONNECT_MS };
      return next;
    case "join":
      next.place = "conference";
      next.conferenceEpoch = state.epoch;
      next.conferenceJoined = false;
      next.transcription = state.transcription ?? document.startsTranscription;
      return next;
    case "hold":
      next.place = "hold";
      return next;
    case "hang_up":
      next.place = "leaving";
      return next;
  }
}
