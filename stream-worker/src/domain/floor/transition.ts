import { expectationOf } from "../endpointing/expectation.ts";
import { notePause } from "../endpointing/pauses.ts";
import { contest, murmured, overlapped, resumed, weigh, yielded } from "./overlap.ts";
import {
  chain,
  newFloorState,
  QUIET,
  step,
  wordsOf,
  type CallerSpeech,
  type FloorEvent,
  type FloorState,
  type FloorStep,
  type FloorTimer,
} from "./state.ts";
import { bePatient, dropGuess, endTurn, guess, patienceOver, paused } from "./turn-end.ts";

/** After a minute even a patient listener says something. */
const CAP_MS = 60_000;
/** Nobody says more in one turn, and work stays bounded. */
const MAX_WORDS_CHARS = 4_000;

function began(state: FloorState, onset: number, at: number): FloorStep {
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
    case "maybeDone":
      return chain(dropGuess(goOn(state, onset)), (next) =>
        step(
          next,
          { type: "clearFloorTimer", timer: "patience" },
          { type: "clearFloorTimer", timer: "words" },
        ),
      );
    case "callerSpeaking":
    case "overlap":
      return step({ ...state, caller: { ...caller, stretchAt: caller.stretchAt ?? onset } });
  }
}

function begin(state: FloorState, onset: number, at: number): FloorStep {
  const caller = {
    ...QUIET,
    startedAt: onset,
    stretchAt: onset,
    flushes: state.caller.flushes,
  };
  return step(
    { ...state, phase: "callerSpeaking", caller },
    { type: "callerAudible", on: true, at: onset },
    { type: "setFloorTimer", timer: "cap", afterMs: Math.max(0, onset + CAP_MS - at) },
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

function ended(state: FloorState, quietAt: number, at: number): FloorStep {
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
    case "idle":
    case "maybeDone":
      return step({ ...quiet, talkedOver: false });
  }
}

/** Words of a turn that has been answered without them. */
function isStale({ stale }: FloorState, at: number): boolean {
  return stale !== null && at < stale.untilAt;
}

function heard(state: FloorState, news: Partial<CallerSpeech>, at: number): FloorStep {
  if (isStale(state, at)) return step(state);
  const { phase, caller: before } = state;
  const caller = { ...before, ...news };
  const isOurs = phase === "committed" || phase === "botSpeaking";
  // What a recogniser adds to a turn that is over belongs to nobody.
  if (isOurs && before.startedAt === null) return step(state);
  if (wordsOf(caller) === wordsOf(before)) return step({ ...state, caller });
  const known = step({ ...state, caller }, { type: "showWords", text: wordsOf(caller) });
  return chain(known, (next) => {
    switch (phase) {
      case "maybeDone":
        return bePatient(next, at);
      case "overlap":
        return weigh(next, at);
      case "botSpeaking":
      case "committed":
        return next.talkedOver ? step(next) : weigh(next, at);
      case "idle":
        return softly(next, at);
      case "callerSpeaking":
        return step(next);
    }
  });
}

/** The recogniser heard what the detector did not: a soft voice has the floor, too. */
function softly(state: FloorState, at: number): FloorStep {
  const { settled, partial } = state.caller;
  return chain(begin(state, at, at), (next) =>
    ended({ ...next, caller: { ...next.caller, settled, partial } }, at, at),
  );
}

function flushed(state: FloorState, at: number): FloorStep {
  if (state.stale !== null && isStale(state, at)) {
    const left = state.stale.flushes - 1;
    return step({ ...state, stale: left > 0 ? { ...state.stale, flushes: left } : null });
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
function turnEnded(state: FloorState, eager: boolean, at: number): FloorStep {
  const canEnd = state.phase === "maybeDone" || state.phase === "callerSpeaking";
  if (!canEnd || wordsOf(state.caller) === "") return step(state);
  if (eager) return guess(state);
  return endTurn(state, "recogniser", at);
}

function keyPressed(state: FloorState, at: number): FloorStep {
  switch (state.phase) {
    case "callerSpeaking":
    case "maybeDone":
      return wordsOf(state.caller) === "" ? step(state) : endTurn(state, "keys", at);
    case "overlap":
      return yielded(state, at);
    case "botSpeaking":
      return state.bot.guarded
        ? step(state)
        : step({ ...state, phase: "idle" }, { type: "cutVoice" });
    case "idle":
    case "committed":
      return step(state);
  }
}

function botAudible(before: FloorState, on: boolean, at: number): FloorStep {
  const state = { ...before, bot: { ...before.bot, audible: on } };
  switch (state.phase) {
    case "idle":
    case "committed":
      return step(on ? { ...state, phase: "botSpeaking" } : state);
    case "botSpeaking":
      return on ? step(state) : afterBot(state, at);
    case "callerSpeaking": {
      // We began while they spoke: the later one gives way, unless it must be heard.
      const onset = state.caller.stretchAt;
      return on && !state.bot.guarded && onset !== null
        ? chain(contest(state, onset, at), (next) => weigh(next, at))
        : step(state);
    }
    case "overlap":
    case "maybeDone":
      return step(state);
  }
}

/** We are done; whoever still talks has the floor. */
function afterBot(state: FloorState, at: number): FloorStep {
  const { stretchAt } = state.caller;
  const quiet: FloorState = { ...state, phase: "idle", talkedOver: false };
  return stretchAt === null ? step(quiet) : begin(quiet, stretchAt, at);
}

function timerFired(state: FloorState, timer: FloorTimer, at: number): FloorStep {
  switch (timer) {
    case "patience":
      return patienceOver(state, at);
    case "words":
      return state.phase === "maybeDone" ? endTurn(state, "silence", at) : step(state);
    case "confirm":
      return state.phase === "overlap" ? weigh(state, at) : step(state);
    case "overlap":
      return resumed(state);
    case "cap": {
      const isTalking = state.phase === "callerSpeaking" || state.phase === "maybeDone";
      if (!isTalking) return step(state);
      const isTalk = state.caller.stretchAt !== null && wordsOf(state.caller) !== "";
      return chain(endTurn(state, "cap", at), (next) =>
        step(
          isTalk ? { ...next, talkedOver: true, caller: { ...next.caller, startedAt: at } } : next,
        ),
      );
    }
  }
}

/**
 * Who has the floor: when a caller's turn has ended, and whether a sound of theirs ends ours. Pure
 * and total. Every phase that waits has a timer that ends it.
 */
export function floorTransition(state: FloorState, event: FloorEvent): FloorStep {
  const { at } = event;
  switch (event.type) {
    case "tuned": {
      const { language, listening } = event;
      return step({ ...newFloorState({ language, listening }), bot: state.bot });
    }
    case "speechBegan":
      return began(state, at - event.agoMs, at);
    case "speechEnded":
      return ended(state, at - event.agoMs, at);
    case "partial":
      return heard(state, { partial: event.text.slice(-MAX_WORDS_CHARS) }, at);
    case "final": {
      const settled = `${state.caller.settled} ${event.text}`.trim().slice(-MAX_WORDS_CHARS);
      return heard(state, { settled, partial: "" }, at);
    }
    case "flushed":
      return flushed(state, at);
    case "turnEnded":
      return turnEnded(state, event.eager, at);
    case "turnResumed":
      return dropGuess(state);
    case "keyPressed":
      return keyPressed(state, at);
    case "botAudible":
      return botAudible(state, event.on, at);
    case "botHeard":
      return step({ ...state, expectation: expectationOf(event.text, state.language) });
    case "floorTimer":
      return timerFired(state, event.timer, at);
  }
}
