import { patienceMs } from "../endpointing/patience.ts";
import {
  chain,
  QUIET,
  step,
  wordsOf,
  type CommitReason,
  type FloorState,
  type FloorStep,
  type Stale,
} from "./state.ts";

/** The detector loses the ends and the beginnings of a faint voice, or one in noise: 200 to 500 ms. */
const FAINT_MS = 400;
/** After the silence, this long for the recogniser's last words; then with those there are. */
const WORDS_MS = 1_200;
/** Words of a turn that is over are not wanted any longer than this. */
const STALE_MS = 3_000;
/** So much sound without a word was speech that nobody understood; less was a door. */
const MISHEARD_MS = 800;

/** The caller fell quiet: the recogniser is asked for its last words, and patience begins. */
export function paused(state: FloorState, at: number): FloorStep {
  const caller = { ...state.caller, flushes: state.caller.flushes + 1 };
  return chain(
    step(
      { ...state, phase: "maybeDone", caller, patience: null },
      { type: "flushEars" },
      { type: "clearFloorTimer", timer: "still" },
    ),
    (next) => bePatient(next, at),
  );
}

/** How much silence this turn still needs, by the words there are; asked again when there are more. */
export function bePatient(state: FloorState, at: number): FloorStep {
  const { language, listening, expectation, pauses, caller } = state;
  if (state.phase !== "maybeDone" || caller.quietAt === null) return step(state);
  const { ms } = patienceMs({
    expectation,
    words: wordsOf(caller),
    language,
    pauses,
    listening,
  });
  // A bot's fixed patience is what somebody asked for.
  const more = state.faint && listening.patienceMs === null ? FAINT_MS : 0;
  const leftMs = caller.quietAt + ms + more - at;
  const patience = { ms: ms + more, over: leftMs <= 0 };
  return leftMs > 0
    ? step({ ...state, patience }, { type: "setFloorTimer", timer: "patience", afterMs: leftMs })
    : patienceOver({ ...state, patience }, at);
}

export function patienceOver(state: FloorState, at: number): FloorStep {
  if (state.phase !== "maybeDone" || state.patience === null) return step(state);
  const waiting = { ...state, patience: { ...state.patience, over: true } };
  return state.caller.flushes > 0
    ? step(waiting, { type: "setFloorTimer", timer: "words", afterMs: WORDS_MS })
    : endTurn(waiting, "silence", at);
}

/** The recogniser has answered, or will not: what there is counts. */
export function endTurn(state: FloorState, reason: CommitReason, at: number): FloorStep {
  return wordsOf(state.caller) === "" ? withoutWords(state, at) : commit(state, reason, at);
}

/** An answer may be begun as soon as the words are known; it is said when the silence has lasted. */
export function guess(state: FloorState): FloorStep {
  const text = wordsOf(state.caller);
  const isFree = !state.bot.audible && state.phase === "maybeDone";
  if (!isFree || text === "" || state.guess === text) return step(state);
  return step({ ...state, guess: text }, { type: "guess", text });
}

export function dropGuess(state: FloorState): FloorStep {
  return state.guess === null
    ? step(state)
    : step({ ...state, guess: null }, { type: "dropGuess" });
}

function commit(state: FloorState, reason: CommitReason, at: number): FloorStep {
  const { caller, expectation, patience } = state;
  const text = wordsOf(caller);
  const endedAt = caller.stretchAt === null ? (caller.quietAt ?? at) : at;
  const done = over(state, at);
  return chain(
    step(done.state, ...done.effects, {
      type: "commit",
      text,
      endedAt,
      reason,
      expectation,
      patienceMs: Math.round(patience?.ms ?? 0),
      silenceMs: Math.max(0, Math.round(at - endedAt)),
      guessed: state.guess === text,
    }),
    (next) =>
      step({
        ...next,
        phase: next.bot.audible ? "botSpeaking" : "committed",
        ended: reason === "silence" ? { quietAt: endedAt, expectation } : null,
      }),
  );
}

/** Somebody made a sound and said nothing that we know of. */
function withoutWords(before: FloorState, at: number): FloorStep {
  return chain(dropGuess(before), (state) => wordless(state, at));
}

function wordless(state: FloorState, at: number): FloorStep {
  const { voicedMs } = state.caller;
  const falseAlarms = state.falseAlarms + (state.alarm ? 1 : 0);
  const done = over(state, at);
  const phase = state.bot.audible ? "botSpeaking" : "idle";
  const quiet = step(
    { ...done.state, phase, alarm: false, falseAlarms } satisfies FloorState,
    ...done.effects,
  );
  const type = voicedMs >= MISHEARD_MS && !state.bot.audible ? "mishear" : "noise";
  return chain(quiet, (next) => step(next, { type }));
}

function owing({ caller }: FloorState, flushes: number, at: number): Stale {
  const { startedAt, partial } = caller;
  return {
    flushes,
    untilAt: at + STALE_MS,
    startedAt,
    quietAt: caller.quietAt ?? at,
    wordless: wordsOf(caller) === "",
    partial,
  };
}

/** The turn is over, however it ended; a caller who still speaks begins the next one. */
export function over(state: FloorState, at: number): FloorStep {
  const { caller } = state;
  const flushes = caller.flushes + (state.stale?.flushes ?? 0);
  return step(
    {
      ...state,
      caller: { ...QUIET, stretchAt: caller.stretchAt },
      patience: null,
      guess: null,
      stale: flushes > 0 ? owing(state, flushes, at) : null,
    },
    { type: "clearFloorTimer", timer: "patience" },
    { type: "clearFloorTimer", timer: "words" },
    { type: "clearFloorTimer", timer: "cap" },
    { type: "clearFloorTimer", timer: "overlap" },
    { type: "clearFloorTimer", timer: "still" },
    {
      type: "callerAudible",
      on: false,
      at: caller.stretchAt === null ? (caller.quietAt ?? at) : at,
    },
  );
}
