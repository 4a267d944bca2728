import type { VoiceState } from "./state.ts";

/** A mark this long overdue is lost; a slow network takes a few hundred. */
const MARK_LOST_MS = 2_000;
/** Where the carrier's playback stands by the clock alone: never past what it was given. */
export function playedByClock(state: VoiceState, at: number): number {
  const { anchor, sentMs } = state;
  if (anchor === null) return sentMs;
  return Math.min(sentMs, anchor.atMs + Math.max(0, at - anchor.at));
}

/**
 * What the caller has surely heard: up to the last mark that came back and the time since, but
 * never past a mark that has not come back. Of late frames nothing is claimed.
 */
export function surelyPlayed(state: VoiceState, at: number): number {
  const byClock = playedByClock(state, at);
  const [next] = state.marks;
  if (next === undefined || state.marksLost) return byClock;
  const since = state.acknowledged;
  const byMark = since === null ? byClock : since.atMs + (at - since.at);
  return Math.min(byClock, byMark, next.atMs);
}

/**
 * A mark came back. Marks that were cleared, or are unknown, say nothing; one that comes sooner
 * than its sound can have played is bounded by the clock.
 */
export function acknowledge(state: VoiceState, name: number, at: number): VoiceState {
  if (name < state.deadMarks) return state;
  const mark = state.marks.find((one) => one.name === name);
  if (mark === undefined) return state;
  return {
    ...state,
    marks: state.marks.filter((one) => one.name > name),
    acknowledged: { atMs: Math.min(mark.atMs, playedByClock(state, at)), at },
    marksLost: false,
  };
}

/** Marks that do not come back must not stop the conversation: then the clock counts. */
export function missMarks(state: VoiceState, at: number): VoiceState {
  const [next] = state.marks;
  if (next === undefined || state.anchor === null || state.marksLost) return state;
  const dueAt = state.anchor.at + (next.atMs - state.anchor.atMs);
  return at - dueAt > MARK_LOST_MS ? { ...state, marksLost: true } : state;
}
