import { chain, step, type Step } from "./effects.ts";
import { fullyHeard } from "./speech.ts";
import type { TurnState, Wait } from "./state.ts";

/** Silence is a fault: a word at these delays while a model or a tool keeps the caller waiting. */
export const FILLERS_AT_MS = [900, 3_500, 6_000] as const;
const GIVE_UP_AT_MS = 8_000;
/** A voice needs 200 to 500 ms for the sound of words; a word in the place of these comes later. */
const RENDERED_MS = 600;

/** Of the caller's silence our patience and the recogniser have had a share. */
const QUIET_AT_MOST_MS = 2_700;

function dueAt({ since, by, fillers }: Wait, leastAt: number): number {
  const due = Math.max(leastAt, since + (FILLERS_AT_MS[fillers] ?? GIVE_UP_AT_MS));
  return fillers === 0 ? Math.min(due, by) : due;
}

/** It is for us to speak, and the caller hears nothing of us, since `quietAt` nothing at all. */
export function beginWait(state: TurnState, at: number, quietAt = at): Step {
  const wait = { since: at, by: quietAt + QUIET_AT_MOST_MS, fillers: 0 };
  return armWait({ ...state, wait }, at);
}

export function armWait(state: TurnState, at: number, leastMs = 0): Step {
  if (state.wait === null) return step(state);
  const afterMs = Math.max(0, dueAt(state.wait, at + leastMs) - at);
  return step(state, { type: "setTimer", timer: "filler", afterMs });
}

export function endWait(state: TurnState): Step {
  return state.wait === null
    ? step(state)
    : step({ ...state, wait: null }, { type: "clearTimer", timer: "filler" });
}

/** There are words of an answer that the caller has yet to hear. */
export function isPending({ speeches }: TurnState): boolean {
  return speeches.some((one) => !one.stopgap && !fullyHeard(one));
}

/** Words were given to our own voice: for a moment they are waited for, rather than talked into. */
export function awaitSound(before: TurnState, sent: Step, at: number): Step {
  if (before.voice !== "own" || isPending(before)) return sent;
  return chain(sent, (next) =>
    isPending(next) && !next.botAudible ? armWait(next, at, RENDERED_MS) : step(next),
  );
}

/** Our own voice fell silent; more is to come. */
export function fellSilent(state: TurnState, at: number): Step {
  if (state.voice !== "own" || (state.head === null && !isPending(state))) return step(state);
  return state.wait === null ? beginWait(state, at) : armWait(state, at);
}
