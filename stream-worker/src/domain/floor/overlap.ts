import { confirmBargeIn } from "../barge-in/confirm.ts";
import { over, paused } from "./turn-end.ts";
import { chain, QUIET, step, wordsOf, type FloorState, type FloorStep } from "./state.ts";

/** A sound this long is somebody who wants to speak, whatever the words. */
export const CONFIRM_MS = 400;
/** By then it is an interruption or none; a longer pause of ours would be one of its own. */
export const OVERLAP_MS = 700;

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
    { type: "setFloorTimer", timer: "confirm", afterMs: Math.max(0, onset + CONFIRM_MS - at) },
    { type: "setFloorTimer", timer: "overlap", afterMs: Math.max(0, onset + OVERLAP_MS - at) },
  );
}

function speechMs({ caller }: FloorState, at: number): number {
  return caller.voicedMs + (caller.stretchAt === null ? 0 : at - caller.stretchAt);
}

/** What the sound is, by what is known now. */
export function weigh(state: FloorState, at: number): FloorStep {
  const verdict = confirmBargeIn({
    words: wordsOf(state.caller),
    speechMs: speechMs(state, at),
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

/** It is an interruption: we stop, and listen to the rest of it. */
export function yielded(state: FloorState, at: number): FloorStep {
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
