import { contest, isInterruptible, murmured, overlapped, resumed, weigh } from "./overlap.ts";
import { newIn, reopened, staleOf } from "./late-words.ts";
import { begin, ended } from "./speech.ts";
import {
  chain,
  step,
  wordsOf,
  type CallerSpeech,
  type FloorState,
  type FloorStep,
} from "./state.ts";
import { bePatient, endTurn, guess } from "./turn-end.ts";

/** Nobody says more in one turn, and work stays bounded. */
const MAX_WORDS_CHARS = 4_000;

function heard(state: FloorState, news: Partial<CallerSpeech>, at: number): FloorStep {
  const { phase, caller: before } = state;
  const caller = { ...before, ...news };
  const isOurs = phase === "committed" || phase === "botSpeaking";
  if (isOurs && before.startedAt === null) {
    // What a recogniser adds to a turn that is over belongs to nobody, unless they never paused.
    const isMore = before.stretchAt !== null && !state.bot.guarded && wordsOf(caller) !== "";
    return isMore ? chain(overlapped(state, at, at), (next) => heard(next, news, at)) : step(state);
  }
  if (wordsOf(caller) === wordsOf(before)) return step({ ...state, caller });
  const spoken = wordsOf(caller) === "" ? state : { ...state, alarm: false };
  const known = step({ ...spoken, caller }, { type: "showWords", text: wordsOf(caller) });
  return chain(known, (next) => {
    switch (phase) {
      case "maybeDone":
        // What a flush brings was said before it.
        return bePatient(news.settled === undefined ? stillSpoke(next, before, at) : next, at);
      case "overlap":
        return weigh(next, at);
      case "botSpeaking":
      case "committed":
        return next.talkedOver ? step(next) : weigh(next, at);
      case "idle":
        return softly(next, at);
      case "callerSpeaking":
        // They spoke into what must be heard, and go on into what need not.
        if (isInterruptible(next) && next.caller.stretchAt !== null)
          return chain(contest(next, at, at), (both) => weigh(both, at));
        return news.partial === undefined || news.partial === ""
          ? step(next)
          : step(next, { type: "setFloorTimer", timer: "still", afterMs: STILL_MS });
    }
  });
}

/**
 * A recogniser that tells words as they come tells some within this time while somebody speaks. What
 * the detector still hears then is the room.
 */
const STILL_MS = 2_500;

/** No word has come for long, whatever the detector hears: they fell quiet back then. */
export function nothingNew(state: FloorState, at: number): FloorStep {
  return state.phase === "callerSpeaking" ? ended(state, at - STILL_MS, at) : step(state);
}

/** Recognisers tell a word 150 to 400 ms after its end: what is new was said about then. */
const WORDS_LATE_MS = 300;
/** Words that come later than this were said in what the detector took for silence. */
const WORDS_LATEST_MS = 500;

/** A voice that the detector loses is not quiet for as long as its words keep coming. */
function stillSpoke(state: FloorState, before: CallerSpeech, at: number): FloorState {
  const { caller } = state;
  const isMore = wordsOf(caller).length > wordsOf(before).length;
  if (!isMore || caller.quietAt === null) return state;
  const faint = state.faint || at - caller.quietAt > WORDS_LATEST_MS;
  const quietAt = Math.max(caller.quietAt, at - WORDS_LATE_MS);
  return { ...state, faint, caller: { ...caller, quietAt } };
}

/** The recogniser heard what the detector did not: a soft voice has the floor, too. */
function softly(state: FloorState, at: number): FloorStep {
  const { settled, partial } = state.caller;
  return chain(begin({ ...state, faint: true }, at, at), (next) =>
    ended({ ...next, caller: { ...next.caller, settled, partial } }, at, at),
  );
}

/** The recogniser has given all words of what it was sent. */
export function flushed(state: FloorState, at: number): FloorStep {
  const stale = staleOf(state, at);
  if (stale !== null) {
    const left = stale.flushes - 1;
    return step({ ...state, stale: left > 0 ? { ...stale, flushes: left } : null });
  }
  const flushes = Math.max(0, state.caller.flushes - 1);
  const next = { ...state, caller: { ...state.caller, flushes } };
  if (flushes > 0) return step(next);
  switch (next.phase) {
    case "maybeDone":
      return next.patience?.over === true ? endTurn(next, "silence", at) : guess(next);
    case "overlap":
      return next.caller.stretchAt === null
        ? chain(resumed(next), (on) => murmured(on, at))
        : step(next);
    case "botSpeaking":
    case "committed":
      return next.caller.stretchAt === null && next.caller.startedAt !== null
        ? murmured(next, at)
        : step(next);
    case "idle":
    case "callerSpeaking":
      return step(next);
  }
}

/** The recogniser's own end of turn: it hears melody, we hear only silence. */
export function turnEnded(state: FloorState, eager: boolean, at: number): FloorStep {
  const canEnd = state.phase === "maybeDone" || state.phase === "callerSpeaking";
  if (!canEnd || wordsOf(state.caller) === "") return step(state);
  if (eager) return guess(state);
  return endTurn(state, "recogniser", at);
}

export function partly(state: FloorState, text: string, at: number): FloorStep {
  // Of a turn that is over, and taken with the words there were.
  if (staleOf(state, at) !== null) return step(state);
  return heard(state, { partial: text.slice(-MAX_WORDS_CHARS) }, at);
}

export function settled(before: FloorState, text: string, at: number): FloorStep {
  const stale = staleOf(before, at);
  const more = stale === null ? text : newIn(text, stale);
  const state = stale === null ? before : { ...before, stale: { ...stale, partial: "" } };
  const { startedAt, stretchAt } = state.caller;
  if (stale !== null && more === "") return step(state);
  if (stale !== null && startedAt === null && stretchAt === null)
    return reopened(state, stale, more, at);
  const words = `${state.caller.settled} ${more}`.trim().slice(-MAX_WORDS_CHARS);
  return heard(state, { settled: words, partial: "" }, at);
}
