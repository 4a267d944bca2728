import { playedByClock } from "./playhead.ts";
import type { Piece, VoiceEffect, VoiceState, VoiceStep } from "./state.ts";

export const FRAME_MS = 20;
/**
 * How far ahead of the caller's ear the carrier is kept. Enough for a network's hiccup, little
 * enough that a pause needs no `clear` and that what was heard is known to within a word.
 */
export const LEAD_MS = 300;
const MARK_EVERY_MS = 500;
/** The first mark of a stretch comes early: it tells when the sound really began. */
const FIRST_MARK_MS = 100;

/** Sound of a piece that may be handed over now, in whole frames; its end is padded. */
function available(piece: Piece): number {
  const whole = piece.complete
    ? Math.ceil(piece.ms / FRAME_MS) * FRAME_MS
    : Math.floor(piece.ms / FRAME_MS) * FRAME_MS;
  return Math.max(0, whole - piece.sentMs);
}

function isSent(piece: Piece): boolean {
  return piece.complete && available(piece) === 0;
}

function withMark(state: VoiceState, effects: VoiceEffect[]): VoiceState {
  const name = state.nextMark;
  effects.push({ type: "mark", name });
  return {
    ...state,
    nextMark: name + 1,
    marks: [...state.marks, { name, atMs: state.sentMs }],
    lastMarkMs: state.sentMs,
  };
}

/** One stretch of one piece, up to the next mark, the lead or what is rendered. */
function feedPiece(state: VoiceState, piece: Piece, room: number, effects: VoiceEffect[]) {
  const nextMarkIn = state.lastMarkMs + (isFirstMark(state) ? FIRST_MARK_MS : MARK_EVERY_MS);
  const toMark = Math.max(FRAME_MS, nextMarkIn - state.sentMs);
  const wanted = Math.min(available(piece), Math.ceil(room / FRAME_MS) * FRAME_MS);
  const ms = Math.min(wanted, Math.ceil(toMark / FRAME_MS) * FRAME_MS);
  effects.push({ type: "feed", id: piece.id, fromMs: piece.sentMs, ms });
  const fed: Piece = {
    ...piece,
    startMs: piece.startMs ?? state.sentMs,
    sentMs: piece.sentMs + ms,
  };
  let next: VoiceState = {
    ...state,
    sentMs: state.sentMs + ms,
    pieces: state.pieces.map((one) => (one.id === fed.id ? fed : one)),
  };
  if (isSent(fed) || next.sentMs >= nextMarkIn) next = withMark(next, effects);
  return next;
}

/** Since the sound last began to flow no mark has been set. */
function isFirstMark(state: VoiceState): boolean {
  return state.anchor !== null && state.lastMarkMs <= state.anchor.atMs;
}

/** Hands over what is due: never more than the lead ahead of the caller's ear. */
export function feed(before: VoiceState, at: number): VoiceStep {
  const effects: VoiceEffect[] = [];
  let state = before;
  if (state.gate === "held") return { state, effects };
  for (;;) {
    const piece = state.pieces.find((one) => !isSent(one));
    if (piece === undefined || available(piece) === 0) break;
    // The carrier had run dry: what comes now begins to play now.
    if (playedByClock(state, at) >= state.sentMs) {
      const anchor = { atMs: state.sentMs, at };
      state = { ...state, anchor, acknowledged: null, lastMarkMs: state.sentMs };
    }
    const room = playedByClock(state, at) + LEAD_MS - state.sentMs;
    if (room < FRAME_MS) break;
    state = feedPiece({ ...state, audible: true }, piece, room, effects);
  }
  // Told behind the sound itself: whoever stops us for it must find the sound that it stops.
  if (state.audible && !before.audible) effects.push({ type: "audible", on: true });
  return { state, effects };
}
