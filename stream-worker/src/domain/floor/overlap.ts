import { confirmBargeIn } from "../barge-in/confirm.ts";
import { notePause } from "../endpointing/pauses.ts";
import { over, paused } from "./turn-end.ts";
import { chain, QUIET, step, wordsOf, type FloorState, type FloorStep } from "./state.ts";

/**
 * By then it is an interruption or none; a longer pause of ours would be one of its own. Nothing is
 * lost by waiting so long: our sound has stopped meanwhile, and half of all murmurs last longer than
 * 400 ms and have no words yet at 600 (labelled calls: 14 of 42 were taken for interruptions then).
 */
export const OVERLAP_MS = 700;

/**
 * Of a sound that goes on: the detector tells an end only after `offsetMs` of silence, so that much
 * may have been silence already. Of one that is over the words decide, not the length.
 */
function surelySpokenMs({ caller, listening }: FloorState, at: number): number {
  const { voicedMs, stretchAt } = caller;
  return stretchAt === null ? 0 : voicedMs + Math.max(0, at - stretchAt - listening.offsetMs);
}

/** They make a sound while it is our turn: we pause at once, and find out. */
export function overlapped(state: FloorState, onset: number, at: number): FloorStep {
  const { flushes } = state.caller;
  const caller = { ...QUIET, startedAt: onset, stretchAt: onset, flushes };
  const begun = step({ ...state, caller }, { type: "callerAudible", on: true, at: onset });
  return chain(begun, (next) => contest(next, onset, at));
}

/** We are heard, and may be stopped. */
export function isInterruptible({ bot, talkedOver }: FloorState): boolean {
  return bot.audible && !bot.guarded && !talkedOver;
}

/** Both speak: ours waits until it is known whose turn it is. */
export function contest(state: FloorState, onset: number, at: number): FloorStep {
  return step(
    { ...state, phase: "overlap" },
    { type: "holdVoice" },
    { type: "setFloorTimer", timer: "overlap", afterMs: Math.max(0, onset + OVERLAP_MS - at) },
  );
}

/** What the sound is, by what is known now. */
export function weigh(state: FloorState, at: number): FloorStep {
  const verdict = confirmBargeIn({
    words: wordsOf(state.caller),
    speechMs: surelySpokenMs(state, at),
    language: state.language,
    expectation: state.bot.asks ?? state.expectation,
    botText: state.bot.audible ? state.bot.text : "",
  });
  if (verdict === "confirmed") return yielded(state, at);
  // A murmur that is over holds nothing up.
  return verdict === "backchannel" && state.caller.stretchAt === null
    ? resumed(state)
    : step(state);
}

/** They had not finished when we began: so they pause for as long as that. */
function falseStart(state: FloorState): FloorState {
  const { ended, caller, pauses } = state;
  if (ended === null || caller.startedAt === null) return state;
  const pauseMs = caller.startedAt - ended.quietAt;
  return { ...state, ended: null, pauses: notePause(pauses, pauseMs, ended.expectation) };
}

/** It is an interruption: we stop, and listen to the rest of it. */
export function yielded(before: FloorState, at: number): FloorStep {
  const state = falseStart(before);
  const cut = step(
    { ...state, phase: "callerSpeaking", bot: { ...state.bot, audible: false } },
    { type: "cutVoice" },
    { type: "clearFloorTimer", timer: "overlap" },
  );
  return state.caller.stretchAt === null ? chain(cut, (next) => paused(next, at)) : cut;
}

/** After so many false alarms only words interrupt: a television is not to stop us all call long. */
const MOST_FALSE_ALARMS = 2;

/** Time is up: a sound that is long enough by now is an interruption, whatever its words. */
export function decide(state: FloorState, at: number): FloorStep {
  if (state.phase !== "overlap") return step(state);
  if (wordsOf(state.caller) !== "") return chain(weigh(state, at), resumed);
  if (state.falseAlarms >= MOST_FALSE_ALARMS) return resumed(state);
  return chain(weigh(state, at), (next) =>
    next.phase === "overlap" ? resumed(next) : step({ ...next, alarm: true }),
  );
}

/** It was none, as far as we know: the bot goes on where it stopped. Late words may still change that. */
export function resumed(state: FloorState): FloorStep {
  if (state.phase !== "overlap") return step(state);
  return step(
    { ...state, phase: state.bot.audible ? "botSpeaking" : "committed" },
    { type: "resumeVoice" },
  );
}

/** All words of the sound are known, and they stopped nothing: on record, and forgotten. */
export function murmured(state: FloorState, at: number): FloorStep {
  const text = wordsOf(state.caller);
  const endedAt = state.caller.quietAt ?? at;
  const done = over(state, at);
  return text === ""
    ? step(done.state, ...done.effects, { type: "noise" })
    : step(done.state, ...done.effects, { type: "murmur", text, endedAt });
}
