import { feed } from "./pacing.ts";
import { acknowledge, missMarks, playedByClock, surelyPlayed } from "./playhead.ts";
import type { Piece, VoiceEffect, VoiceEvent, VoiceState, VoiceStep } from "./state.ts";
import { charsBy, wholeWords } from "./text-times.ts";

/** Sounds being made at a time: the one that is spoken and the one after it. */
const RENDER_AHEAD = 2;
/** Nobody queues so many sentences; beyond it a head has run wild. */
const MAX_PIECES = 64;
const CONTEXT_CHARS = 300;

type Of<T extends VoiceEvent["type"]> = Extract<VoiceEvent, { type: T }>;

function step(state: VoiceState, ...effects: VoiceEffect[]): VoiceStep {
  return { state, effects };
}

function chain(first: VoiceStep, next: (state: VoiceState) => VoiceStep): VoiceStep {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

function change(state: VoiceState, id: number, to: (piece: Piece) => Piece): VoiceState {
  return { ...state, pieces: state.pieces.map((one) => (one.id === id ? to(one) : one)) };
}

function say(state: VoiceState, event: Of<"say">): VoiceStep {
  if (event.text.trim() === "" || state.pieces.length >= MAX_PIECES) return step(state);
  const piece: Piece = {
    id: state.nextId,
    gen: event.gen,
    text: event.text,
    asked: false,
    startMs: null,
    ms: 0,
    complete: false,
    voicedFromMs: 0,
    voicedToMs: 0,
    timings: [],
    sentMs: 0,
    reported: 0,
  };
  const waiting = state.pieces.findIndex((one) => one.sentMs === 0);
  const isAhead = event.ahead === true;
  const place = isAhead && waiting >= 0 ? waiting : state.pieces.length;
  const pieces = state.pieces.toSpliced(place, 0, piece);
  const next = { ...state, nextId: piece.id + 1, pieces };
  const due = isAhead ? render(next, piece) : renderNext(next);
  return chain(due, ticking);
}

function render(state: VoiceState, piece: Piece): VoiceStep {
  const before = state.pieces.slice(0, state.pieces.indexOf(piece)).map((one) => one.text);
  const previousText = before.join("").slice(-CONTEXT_CHARS);
  const { id, text } = piece;
  return step(
    change(state, id, (one) => ({ ...one, asked: true })),
    { type: "render", id, text, previousText },
  );
}

/** Pieces are rendered in the order they will sound, a few at a time. */
function renderNext(state: VoiceState): VoiceStep {
  const open = state.pieces.filter((one) => !one.complete);
  const due = open.find((one) => !one.asked);
  const isBusy = open.filter((one) => one.asked).length >= RENDER_AHEAD;
  return due === undefined || isBusy ? step(state) : render(state, due);
}

function renderDone(state: VoiceState, { id, at }: Of<"renderDone">): VoiceStep {
  const piece = state.pieces.find((one) => one.id === id);
  if (piece === undefined || piece.complete) return step(state);
  // Without a sound there is nothing to hear: the text is as good as never said.
  const done =
    piece.ms === 0
      ? { ...state, pieces: state.pieces.filter((one) => one.id !== id) }
      : change(state, id, (one) => ({ ...one, complete: true }));
  const flowed = chain(renderNext(done), (next) => flow(next, at));
  // Where nothing ever sounded, no end of a sound tells that nothing is left.
  const isLast = piece.ms === 0 && done.pieces.length === 0 && !done.audible;
  return isLast ? chain(flowed, (next) => step(next, { type: "drained" })) : flowed;
}

/** The clock runs while there is something to hand over or to be played. */
function ticking(state: VoiceState): VoiceStep {
  const wanted = state.pieces.length > 0 || state.audible;
  if (wanted === state.ticking) return step(state);
  return step({ ...state, ticking: wanted }, { type: "tickEvery", on: wanted });
}

/** What has surely been heard since it was last told, piece by piece; pieces heard whole go. */
function report(state: VoiceState, at: number): VoiceStep {
  const heardMs = surelyPlayed(state, at);
  const effects: VoiceEffect[] = [];
  const pieces: Piece[] = [];
  for (const piece of state.pieces) {
    const spokenMs = piece.startMs === null ? 0 : heardMs - piece.startMs;
    const isSent = piece.complete && piece.sentMs >= piece.ms;
    const whole = isSent && spokenMs >= piece.voicedToMs;
    const chars = whole
      ? piece.text.length
      : wholeWords(piece.text, charsBy(piece, Math.min(spokenMs, piece.sentMs)));
    if (chars > piece.reported) {
      const text = piece.text.slice(piece.reported, chars);
      effects.push({ type: "played", gen: piece.gen, text });
    }
    if (whole) effects.push({ type: "forget", id: piece.id });
    else pieces.push({ ...piece, reported: Math.max(piece.reported, chars) });
  }
  return { state: { ...state, pieces }, effects };
}

/** Everything was played: silence is ours no more. */
function settle(state: VoiceState, at: number): VoiceStep {
  const quiet = playedByClock(state, at) >= state.sentMs;
  if (!state.audible || !quiet || state.gate === "held") return step(state);
  const noSound = state.marks.length === 0 || state.marksLost;
  if (state.pieces.length === 0 && noSound) {
    return step(
      { ...state, audible: false, marks: [] },
      { type: "audible", on: false },
      { type: "drained" },
    );
  }
  return step(state);
}

/** Hands over what is due, tells what was heard, and notices the end. */
function flow(state: VoiceState, at: number): VoiceStep {
  const fed = feed(missMarks(state, at), at);
  return chain(
    chain(fed, (next) => report(next, at)),
    (next) => chain(settle(next, at), ticking),
  );
}

/** Nothing of it will be heard any more: what is surely heard is told, the rest is gone. */
function cut(state: VoiceState, at: number): VoiceStep {
  const told = report(state, at);
  const { pieces, audible, marks } = told.state;
  const isSounding = audible || marks.length > 0;
  const stopped: VoiceState = {
    ...told.state,
    pieces: [],
    gate: "open",
    anchor: null,
    acknowledged: null,
    marks: [],
    deadMarks: told.state.nextMark,
    lastMarkMs: told.state.sentMs,
    audible: false,
  };
  const effects: VoiceEffect[] = [
    ...(isSounding ? [{ type: "clear" } as const] : []),
    ...pieces.map(({ id }) => ({ type: "forget", id }) as const),
    ...(audible ? [{ type: "audible", on: false } as const] : []),
  ];
  return chain({ state: stopped, effects: [...told.effects, ...effects] }, ticking);
}

/**
 * Our voice on one call: what is rendered, handed over, played and heard. Pure; sound itself stays
 * outside. `played` tells whole words only, and only those the caller surely heard.
 */
export function voiceTransition(state: VoiceState, event: VoiceEvent): VoiceStep {
  switch (event.type) {
    case "say":
      return say(state, event);
    case "rendered": {
      const { id, ms, voicedFromMs, voicedToMs } = event;
      const more = change(state, id, (one) =>
        one.complete ? one : { ...one, ms, voicedFromMs, voicedToMs },
      );
      return flow(more, event.at);
    }
    case "timed":
      return step(
        change(state, event.id, (one) => ({ ...one, timings: [...one.timings, event.timing] })),
      );
    case "renderDone":
      return renderDone(state, event);
    case "renderFailed":
      return state.pieces.some((one) => one.id === event.id)
        ? step(state, { type: "failed" })
        : step(state);
    case "markBack":
      return flow(acknowledge(state, event.name, event.at), event.at);
    case "hold":
      return step({ ...state, gate: "held" });
    case "resume":
      return state.gate === "open" ? step(state) : flow({ ...state, gate: "open" }, event.at);
    case "cut":
      return cut(state, event.at);
    case "tick":
      return flow(state, event.at);
  }
}
