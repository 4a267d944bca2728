import { cutSpeeches, heardFragment, say } from "./playback.ts";
import { phrases } from "../phrases.ts";
import { commitGuess } from "./guess.ts";
import { abortHead, startHead } from "./reply.ts";
import { step, chain, type Step } from "./effects.ts";
import { remember, type TurnEvent, type TurnState } from "./state.ts";
import { beginWait } from "./waiting.ts";

/** A barge-in without words behind it was a cough or a door: then the bot goes on. */
const NOISE_MS = 2_500;
/** Keys come in bursts; after this pause what was keyed is taken as it is. */
const DIGITS_PAUSE_MS = 1_800;
const MAX_DIGITS = 32;
/** "Still speaking" without a word for so long means that its end was lost. */
const CALLER_STUCK_MS = 30_000;
const MAX_PENDING_CHARS = 2_000;

type Of<T extends TurnEvent["type"]> = Extract<TurnEvent, { type: T }>;

export function callerAudible(state: TurnState, on: boolean, at: number): Step {
  const { caller } = state;
  const next = {
    ...state,
    caller: {
      ...caller,
      speaking: on,
      startedAt: on ? (caller.startedAt ?? at) : caller.startedAt,
      quietAt: on ? null : at,
    },
  };
  return on
    ? step(next, { type: "setTimer", timer: "callerStuck", afterMs: CALLER_STUCK_MS })
    : step(next, { type: "clearTimer", timer: "callerStuck" });
}

export function callerStuck(state: TurnState, at: number): Step {
  return callerAudible(state, false, at);
}

export function prompted(state: TurnState, event: Of<"prompted">): Step {
  const text = event.text.trim();
  if (!event.last) return partialPrompt(state, text, event.at);
  const quietAt = state.caller.quietAt ?? event.at;
  return chain(finalise(state, text, event.at), (next) => {
    if (text === "") return step(next);
    const cut = event.cutIn === true && next.control === "bot" ? cutIn(next) : step(next);
    return chain(cut, (ready) => answer(ready, text, event.at, quietAt));
  });
}

/** Said into an endless talk: heard out, or it would be talked down like everything else. */
function cutIn(state: TurnState): Step {
  return chain(abortHead(state), (next) =>
    say(next, `${phrases(next.language).cutIn} `, { guarded: true }),
  );
}

/** A murmur is on record and answered by nobody. */
export function murmured(state: TurnState, event: Of<"murmured">): Step {
  return finalise(state, event.text.trim(), event.at);
}

const MAX_MISHEARD = 2;

/** Asks to say it again, twice at most: a third time would be our fault, not theirs. */
export function misheard(state: TurnState, at: number): Step {
  const next: TurnState = { ...listening(state), misheard: state.misheard + 1 };
  const busy = state.head !== null || state.speeches.length > 0 || state.control !== "bot";
  // An answer that is owed says more than a question.
  const isOwed = state.broken?.atWork === true;
  if (busy || isOwed || state.misheard >= MAX_MISHEARD) return noise(next, at);
  return chain(step(forgive(next), { type: "clearTimer", timer: "noise" }), (ready) =>
    say(ready, phrases(state.language).misheard),
  );
}

/** The next utterance begins with its own sound. */
function listening(state: TurnState): TurnState {
  const { turn } = state.caller;
  return { ...state, caller: { turn: turn + 1, speaking: false, startedAt: null, quietAt: null } };
}

/** What was broken off is owed no more. */
export function forgive(state: TurnState): TurnState {
  return { ...state, unheard: "", broken: null };
}

export function wasNoise(state: TurnState, at: number): Step {
  return noise(listening(state), at);
}

function partialPrompt(state: TurnState, text: string, at: number): Step {
  if (text === "") return step(state);
  const startedAt = state.caller.startedAt ?? at;
  return chain(callerAudible(state, true, at), (next) =>
    step(
      { ...next, silences: 0 },
      { type: "clearTimer", timer: "noise" },
      {
        type: "showPartial",
        key: `caller-${state.caller.turn}`,
        speaker: "caller",
        text,
        startedAt,
      },
    ),
  );
}

function finalise(state: TurnState, text: string, at: number): Step {
  const { turn, startedAt, quietAt } = state.caller;
  if (text === "") return step(listening(state));
  const endedAt = quietAt !== null && quietAt >= (startedAt ?? at) ? quietAt : at;
  return step(
    { ...listening(state), silences: 0, misheard: 0 },
    { type: "clearTimer", timer: "noise" },
    { type: "clearTimer", timer: "callerStuck" },
    {
      type: "finalise",
      key: `caller-${turn}`,
      speaker: "caller",
      text,
      startedAt: Math.min(startedAt ?? endedAt, endedAt),
      endedAt,
      heard: null,
      interrupted: false,
    },
  );
}

/** Answers words, or keeps them for whoever speaks next. */
function answer(state: TurnState, text: string, at: number, quietAt: number): Step {
  if (state.control !== "bot") {
    const pending = `${state.pending} ${text}`.trim().slice(-MAX_PENDING_CHARS);
    return step(remember({ ...state, pending }, { kind: "said", by: "caller", text }));
  }
  if (state.guess?.text === text) {
    return commitGuess(
      remember(state, { kind: "said", by: "caller", text }),
      state.guess,
      at,
      quietAt,
    );
  }
  const started = chain(abortHead(state), (next) =>
    startHead({ ...forgive(next), ending: null }, { kind: "callerSaid", text }, at, quietAt),
  );
  return chain(started, (next) => step(remember(next, { kind: "said", by: "caller", text })));
}

/** The carrier threw away all that was queued; only what was played has been heard. */
export function interrupted(state: TurnState, event: Of<"interrupted">): Step {
  if (!state.opened) {
    const early = state.reportsPlayed ? state.early : event.heard;
    return step({ ...state, early, earlyCut: true }, { type: "note", note: "bot_interrupted" });
  }
  if (state.speeches.length === 0 && state.head === null) return step(state);
  // The same fragment has come as `played` before, where those reports are switched on.
  const heard = state.reportsPlayed ? step(state) : heardFragment(state, event.heard, event.at);
  const broken = { atWork: state.head !== null, ending: state.ending };
  const cut = chain(chain(heard, abortHead), (next) => cutSpeeches(next, event.at));
  return chain(cut, (next) =>
    step(
      { ...next, broken, reportsPlayed: state.reportsPlayed },
      { type: "note", note: "bot_interrupted" },
      { type: "setTimer", timer: "noise", afterMs: NOISE_MS },
    ),
  );
}

/** Nobody said a word after the barge-in: what was cut off is said after all. */
export function noise(state: TurnState, at: number): Step {
  const { broken, unheard } = state;
  const busy = state.head !== null || state.speeches.length > 0 || state.caller.speaking;
  if (state.control !== "bot" || busy || state.digits !== "" || broken === null) return step(state);
  const mended: TurnState = { ...forgive(state), ending: broken.ending };
  const goOn = broken.atWork
    ? startHead(mended, { kind: "resumed", reason: "noise", unheard }, at)
    : unheard === ""
      ? step(mended)
      : chain(say(mended, unheard), (next) =>
          next.voice === "own" ? beginWait(next, at) : step(next),
        );
  return chain(goOn, (next) => step(next, { type: "clearTimer", timer: "noise" }));
}

export function digitPressed(state: TurnState, digit: string, at: number): Step {
  const note = { type: "note", note: "digits_pressed" } as const;
  const noted = state.digits === "" ? step(state, note) : step(state);
  if (state.control !== "bot") return noted;
  return chain(noted, (next) => {
    const digits = (next.digits + digit).slice(-MAX_DIGITS);
    const keyed = { ...next, digits, silences: 0 };
    return digit === "#"
      ? digitsReady(keyed, at)
      : step(keyed, { type: "setTimer", timer: "digits", afterMs: DIGITS_PAUSE_MS });
  });
}

export function digitsReady(state: TurnState, at: number): Step {
  const { digits } = state;
  if (digits === "" || state.control !== "bot") return step({ ...state, digits: "" });
  const aborted = chain(abortHead({ ...forgive(state), digits: "" }), (next) =>
    step(next, { type: "clearTimer", timer: "digits" }, { type: "clearTimer", timer: "noise" }),
  );
  return chain(aborted, (next) => startHead(next, { kind: "digits", digits }, at));
}
