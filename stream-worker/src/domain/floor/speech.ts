import { notePause } from "../endpointing/pauses.ts";
import { contest, isInterruptible, overlapped } from "./overlap.ts";
import { chain, QUIET, step, type FloorState, type FloorStep } from "./state.ts";
import { dropGuess, paused } from "./turn-end.ts";

/** After a minute even a patient listener says something. */
export const CAP_MS = 60_000;
/**
 * Whoever speaks pauses for a breath within seconds, and words are known at every pause: a sound that
 * has none by then is the room's.
 */
const WORDLESS_MS = 15_000;

/** The caller begins to make a sound. */
export function began(state: FloorState, onset: number, at: number): FloorStep {
  const { caller, phase } = state;
  switch (phase) {
    case "idle":
      return begin(state, onset, at);
    case "committed":
    case "botSpeaking":
      if (state.talkedOver) return step({ ...state, caller: { ...caller, stretchAt: onset } });
      // What must be heard is not stopped; what is said meanwhile is heard all the same.
      return state.bot.audible && state.bot.guarded
        ? begin(state, onset, at)
        : overlapped(state, onset, at);
    case "maybeDone": {
      const more = chain(dropGuess(goOn(state, onset)), (next) =>
        step(
          next,
          { type: "clearFloorTimer", timer: "patience" },
          { type: "clearFloorTimer", timer: "words" },
        ),
      );
      // We began to speak into their pause.
      return isInterruptible(state) ? chain(more, (next) => contest(next, onset, at)) : more;
    }
    case "callerSpeaking":
    case "overlap":
      return step({ ...state, caller: { ...caller, stretchAt: caller.stretchAt ?? onset } });
  }
}

/** The floor is theirs from `onset`. */
export function begin(state: FloorState, onset: number, at: number): FloorStep {
  const caller = {
    ...QUIET,
    startedAt: onset,
    stretchAt: onset,
    flushes: state.caller.flushes,
  };
  return step(
    { ...state, phase: "callerSpeaking", caller },
    { type: "callerAudible", on: true, at: onset },
    { type: "setFloorTimer", timer: "cap", afterMs: Math.max(0, onset + WORDLESS_MS - at) },
  );
}

/** The pause was one within the turn, and tells how this caller pauses. */
function goOn(state: FloorState, onset: number): FloorState {
  const { caller, pauses } = state;
  const pauseMs = onset - (caller.quietAt ?? onset);
  return {
    ...state,
    phase: "callerSpeaking",
    pauses: notePause(pauses, pauseMs, state.expectation),
    patience: null,
    caller: { ...caller, stretchAt: onset, quietAt: null },
  };
}

/** They fell quiet at `quietAt`. */
export function ended(state: FloorState, quietAt: number, at: number): FloorStep {
  const { caller } = state;
  if (caller.stretchAt === null) return step(state);
  const voicedMs = caller.voicedMs + Math.max(0, quietAt - caller.stretchAt);
  const quiet = { ...state, caller: { ...caller, stretchAt: null, quietAt, voicedMs } };
  switch (state.phase) {
    case "callerSpeaking":
      return paused(quiet, at);
    case "overlap":
    case "botSpeaking":
    case "committed": {
      // The words of a short sound decide what it was.
      const asked = { ...quiet.caller, flushes: quiet.caller.flushes + 1 };
      return step({ ...quiet, talkedOver: false, caller: asked }, { type: "flushEars" });
    }
    case "idle": {
      // Of a sound that was taken for the room's: its words tell whether it was.
      const asked = { ...quiet.caller, flushes: quiet.caller.flushes + 1 };
      return step({ ...quiet, talkedOver: false, caller: asked }, { type: "flushEars" });
    }
    case "maybeDone":
      return step({ ...quiet, talkedOver: false });
  }
}
