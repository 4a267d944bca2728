import { allPlayed, audible, heardFragment, drained } from "./playback.ts";
import {
  callerAudible,
  callerStuck,
  digitPressed,
  digitsReady,
  interrupted,
  misheard,
  murmured,
  noise,
  prompted,
  wasNoise,
} from "./caller.ts";
import { closed, opened, resumed, settled, stopped, whispered } from "./control.ts";
import { filler } from "./fillers.ts";
import { guessed, overhear } from "./guess.ts";
import {
  dropGuess,
  handoverOffered,
  headFailed,
  headFinished,
  headSaid,
  flushed,
  silent,
  toolFinished,
  toolStarted,
} from "./reply.ts";
import { step, chain, type Step } from "./effects.ts";
import type { TimerName, TurnEvent, TurnState } from "./state.ts";

/** Silence after which a caller is asked whether they are still there. */
export const SILENCE_MS = 8_000;

/** Nobody of ours speaks or thinks: the only time in which silence is the caller's. */
function isTheirs(state: TurnState): boolean {
  return (
    state.control === "bot" &&
    state.head === null &&
    state.speeches.length === 0 &&
    state.digits === ""
  );
}

function idle(state: TurnState): boolean {
  return isTheirs(state) && !state.caller.speaking;
}

/** After these the caller's silence may be longer, or shorter, than it was taken for. */
const MOVE_SILENCE: ReadonlySet<TurnEvent["type"]> = new Set([
  "callerAudible",
  "murmured",
  "timerFired",
  "wasNoise",
]);

function hasWord(event: TurnEvent): boolean {
  return (event.type === "prompted" || event.type === "murmured") && event.text.trim() !== "";
}

function withSilence(state: TurnState, event: TurnEvent): TurnState {
  if (!isTheirs(state)) return { ...state, silentSince: null };
  return hasWord(event) || state.silentSince === null ? { ...state, silentSince: event.at } : state;
}

function react(state: TurnState, event: TurnEvent): Step {
  switch (event.type) {
    case "opened":
      return opened(state, event);
    case "prompted":
      return prompted(state, event);
    case "guessed":
      return guessed(state, event.text);
    case "guessDropped":
      return dropGuess(state);
    case "murmured":
      return murmured(state, event);
    case "misheard":
      return misheard(state, event.at);
    case "wasNoise":
      return wasNoise(state, event.at);
    case "allPlayed":
      return allPlayed(state, event.at);
    case "interrupted":
      return interrupted(state, event);
    case "played":
      return heardFragment(state, event.text, event.at, event.gen);
    case "botAudible":
      return audible(state, event.on, event.at);
    case "callerAudible":
      return callerAudible(state, event.on, event.at);
    case "digitPressed":
      return digitPressed(state, event.digit, event.at);
    case "headSaid":
      return headSaid(state, event);
    case "toolStarted":
      return toolStarted(state, event);
    case "toolFinished":
      return toolFinished(state, event);
    case "headFinished":
      return headFinished(state, event);
    case "headFailed":
      return headFailed(state, event);
    case "handoverOffered":
      return handoverOffered(state, event.ringing);
    case "whispered":
      return whispered(state, event);
    case "stopCommanded":
      return stopped(state, event.over);
    case "resumeCommanded":
      return resumed(state, event.reason, event.at);
    case "timerFired":
      return timerFired(state, event.timer, event.at);
    case "socketClosed":
      return closed(state, event.at);
  }
}

function timerFired(state: TurnState, timer: TimerName, at: number): Step {
  switch (timer) {
    case "flush":
      return flushed(state, at);
    case "filler":
      return filler(state, at);
    case "drain":
      return drained(state, at);
    case "silence":
      return idle(state) ? silent(state, at) : step(state);
    case "settle":
      return settled(state, at);
    case "noise":
      return noise(state, at);
    case "digits":
      return digitsReady(state, at);
    case "callerStuck":
      return callerStuck(state, at);
  }
}

/**
 * What is said in a conversation and who may say it: replies, what was heard of them, what comes
 * next. Pure and total; stale generations and events after the end change nothing.
 */
export function transition(state: TurnState, event: TurnEvent): Step {
  if (state.control === "over") return step(state);
  const before = idle(state);
  const reacted = overhear(state, event) ?? react(state, event);
  return chain(reacted, (reached) => {
    const next = withSilence(reached, event);
    const now = idle(next);
    if (now && (!before || MOVE_SILENCE.has(event.type))) {
      const afterMs = Math.max(0, (next.silentSince ?? event.at) + SILENCE_MS - event.at);
      return step(next, { type: "setTimer", timer: "silence", afterMs });
    }
    return !now && before ? step(next, { type: "clearTimer", timer: "silence" }) : step(next);
  });
}
