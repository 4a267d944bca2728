import { confirmBargeIn } from "../barge-in/confirm.ts";
import { notePause } from "../endpointing/pauses.ts";
import { over, paused } from "./turn-end.ts";
import { chain, QUIET, step, wordsOf, type FloorState, type FloorStep } from "./state.ts";

/** A sound this long is somebody who wants to speak, whatever the words. */
export const CONFIRM_MS = 400;
/** By then it is an interruption or none; a longer pause of ours would be one of its own. */
export const OVERLAP_MS = 700;

/**
 * The detector tells an end only after `offsetMs` of silence: until then, of the sound so far that
 * much may have been silence already. "Aha" would else count as 400 ms of speech before it is known
 * to have been over after 320. The pause of ours does not get longer: what was sent plays meanwhile.
 */
function surelySpokenMs({ caller, listening }: FloorState, at: number): number {
  const { voicedMs, stretchAt } = caller;
  return voicedMs + (stretchAt === null ? 0 : Math.max(0, at - stretchAt - listening.offsetMs));
}

/** They make a sound while it is our turn: we pause at once, and find out. */
export function overlapped(state: FloorState, onset: number, at: number): FloorStep {
  const { flushes } = state.caller;
  const caller = { ...QUIET, startedAt: onset, stretchAt: onset, flushes };
  const begun = step({ ...state, caller }, { type: "callerAudible", on: true, at: onset });
  return chain(begun, (next) => contest(next, onset, at));
}

/** Both speak: ours waits until it is known whose turn it is. */
export function contest(state: FloorState, onset: number, at: number): FloorStep {
  return step(
    { ...state, phase: "overlap" },
    { type: "holdVoice" },
    {
      type: "setFloorTimer",
      timer: "confirm",
      afterMs: Math.max(0, onset + CONFIRM_MS + state.listening.offsetMs - at),
    },
    { type: "setFloorTimer", timer: "overlap", afterMs: Math.max(0, onset + OVERLAP_MS - at) },
  );
}

/** What the sound is, by what is known now. */
export function weigh(state: FloorState, at: number): FloorStep {
  const verdict = confirmBargeIn({
    words: wordsOf(state.caller),
    speechMs: surelySpokenMs(state, at),
    language: state.language,
    expectation: state.expectation,
    botText: state.bot.text,
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
    { type: "clearFloorTimer", timer: "confirm" },
    { type: "clearFloorTimer", timer: "overlap" },
  );
  return state.caller.stretchAt === null ? chain(cut, (next) => paused(next, at)) : cut;
}

/** It was none, as far as we know: the bot goes on where it stopped. Late words may still change that. */
export function resumed(state: FloorState): FloorStep {
  if (state.phase !== "overlap") return step(state);
  return step(
    { ...state, phase: state.bot.audible ? "botSpeaking" : "committed" },
    { type: "clearFloorTimer", timer: "confirm" },
    { type: "resumeVoice" },
  );
}

/** All words of the sound are known, and they stopped nothing: on record, and forgotten. */
export function murmured(state: FloorState, at: number): FloorStep {
  const text = wordsOf(state.caller);
  const endedAt = state.caller.quietAt ?? at;
  const done = over(state, at);
  return text === "" ? done : step(done.state, ...done.effects, { type: "murmur", text, endedAt });
}
