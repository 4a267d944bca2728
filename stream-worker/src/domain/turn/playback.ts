import { speakable } from "../speakable.ts";
import {
  advance,
  fullyHeard,
  heardText,
  isGuarded,
  newSpeech,
  spokenText,
  unheardText,
  type Speech,
} from "./speech.ts";
import { step, chain, type Step, type TurnEffect } from "./effects.ts";
import { remember, type TurnState } from "./state.ts";
import { endWait, fellSilent } from "./waiting.ts";

/** About 15 characters a second is slow speech; only used where the carrier reports nothing. */
const MS_PER_CHAR = 66;
const DRAIN_MARGIN_MS = 1_500;
/** The carrier's report of the last stretch may follow the end of the sound. */
const QUIET_MARGIN_MS = 700;
/** Queued replies; more than these at once would be a loop of our own. */
export const MAX_SPEECHES = 8;

/** Gives text to the voice as part of reply `gen`. */
export function send(
  state: TurnState,
  gen: number,
  said: string,
  last: boolean,
  fresh: Speech = newSpeech(gen),
): Step {
  // The carrier's voice has its own ways with markup; ours says what it is given, and so is recorded.
  const text = state.voice === "own" ? speakable(said) : said;
  const known = state.speeches.find((speech) => speech.gen === gen);
  const speech = known ?? fresh;
  const next: Speech = { ...speech, sent: speech.sent + text, complete: last };
  if (!known && text === "") return step(state);
  const speeches = known
    ? state.speeches.map((one) => (one.gen === gen ? next : one))
    : [...state.speeches, next].slice(-MAX_SPEECHES);
  const effects: TurnEffect[] = [{ type: "sendText", gen, text, last }];
  // Words that join a sentence already in the caller's ear are shown as they come.
  const [first] = speeches;
  if (state.botAudible && first?.gen === gen)
    effects.push(showSpeech(first, state.botAudibleAt ?? 0));
  const sent = step({ ...state, speeches }, ...effects);
  if (!last) return sent;
  // Of our own voice all may have been heard before we knew that nothing more comes.
  return state.voice === "own"
    ? chain(sent, (told) => finaliseHeard(told, next.lastPlayedAt ?? 0))
    : chain(sent, awaitDrain);
}

/** Says one complete sentence of our own. */
export function say(state: TurnState, text: string, options: { guarded?: boolean } = {}): Step {
  const gen = state.gen + 1;
  const guardedChars = options.guarded === true ? text.length : 0;
  return send({ ...state, gen }, gen, text, true, newSpeech(gen, { guardedChars }));
}

/** From the last word on, speech that is never reported as played counts as played in the end. */
function awaitDrain(state: TurnState): Step {
  const chars = state.speeches.reduce((sum, one) => sum + one.sent.length - one.heardChars, 0);
  const afterMs = Math.round(chars * MS_PER_CHAR) + DRAIN_MARGIN_MS;
  return step(state, { type: "setTimer", timer: "drain", afterMs });
}

export function showSpeech(speech: Speech, at: number): TurnEffect {
  return {
    type: "showPartial",
    key: `bot-${speech.gen}`,
    speaker: "bot",
    text: spokenText(speech),
    startedAt: speech.startedAt ?? at,
  };
}

/** A stretch of what we sent was played; of reply `gen`, where that is known. */
export function heardFragment(state: TurnState, text: string, at: number, gen?: number): Step {
  if (!state.opened) {
    return step({ ...state, reportsPlayed: true, early: (state.early + text).slice(0, 4_000) });
  }
  let fragment = text;
  const effects: TurnEffect[] = [];
  const speeches = state.speeches.map((speech) => {
    const isOther = gen !== undefined && speech.gen !== gen;
    if (fragment === "" || isOther || fullyHeard(speech)) return speech;
    const startedAt = speech.startedAt ?? state.botAudibleAt ?? at;
    const [next, rest] = advance({ ...speech, startedAt }, fragment, at);
    fragment = rest;
    effects.push(showSpeech(next, at));
    return next;
  });
  const heard = step({ ...state, reportsPlayed: true, speeches }, ...effects);
  const isAnswer = state.speeches.some((one) => one.gen === gen && !one.stopgap);
  const told = isAnswer ? chain(heard, endWait) : heard;
  return chain(
    chain(told, (next) => finaliseHeard(next, at)),
    (next) =>
      next.voice === "carrier" && next.speeches.some((one) => one.complete)
        ? awaitDrain(next)
        : step(next),
  );
}

export function audible(state: TurnState, on: boolean, at: number): Step {
  const speeches =
    on && state.speeches[0]?.startedAt === null
      ? state.speeches.with(0, { ...state.speeches[0], startedAt: at })
      : state.speeches;
  const next = { ...state, speeches, botAudible: on, botAudibleAt: on ? at : state.botAudibleAt };
  const [first] = speeches;
  if (on && first) return step(next, showSpeech(first, at));
  if (on) return step(next);
  const complete = state.speeches.length > 0 && state.speeches.every((one) => one.complete);
  return complete && state.voice === "carrier"
    ? step(next, { type: "setTimer", timer: "drain", afterMs: QUIET_MARGIN_MS })
    : fellSilent(next, at);
}

/** Nothing more will be reported: what is complete was heard. */
export function drained(state: TurnState, at: number): Step {
  const speeches = state.speeches.map((one) =>
    one.complete ? { ...one, heardChars: one.sent.length } : one,
  );
  return finaliseHeard({ ...state, speeches }, at);
}

/** Our own voice has told all that it played: whatever else it was given was not said. */
export function allPlayed(state: TurnState, at: number): Step {
  const open = state.speeches
    .filter((one) => !one.complete)
    .map((one) => (fullyHeard(one) ? one : { ...one, sent: one.sent.slice(0, one.heardChars) }));
  const done = state.speeches
    .filter((one) => one.complete)
    .reduce<Step>(
      (before, speech) => chain(before, (next) => finalise(next, speech, at)),
      step({ ...state, speeches: open }),
    );
  return chain(done, endIfDone);
}

/** Finalises complete and fully heard speeches, oldest first; a stopgap waits for nothing. */
function finaliseHeard(state: TurnState, at: number): Step {
  const isOver = (one: Speech, index: number): boolean =>
    one.complete && fullyHeard(one) && (index === 0 || one.stopgap);
  const over = state.speeches.findIndex(isOver);
  const speech = state.speeches[over];
  if (speech === undefined) return step(state);
  const speeches = state.speeches.toSpliced(over, 1);
  const done = chain(finalise({ ...state, speeches }, speech, at), (next) =>
    finaliseHeard(next, at),
  );
  return chain(done, endIfDone);
}

/** The last word has been heard. */
function endIfDone(state: TurnState): Step {
  return state.speeches.length === 0 && state.head === null && state.ending !== null
    ? step({ ...state, ending: null }, { type: "endCall", reason: state.ending })
    : step(state);
}

function finalise(state: TurnState, speech: Speech, at: number): Step {
  const heard = heardText(speech);
  // What nobody heard was not said: it leaves no trace in the record or in memory.
  if (heard === "") return step(state);
  const cut = !speech.complete || !fullyHeard(speech);
  const endedAt = speech.lastPlayedAt ?? at;
  const disclosed = speech.discloses && !isGuarded(speech);
  const entry = { kind: "said", by: "bot", text: heard, ...(cut && { cut }) } as const;
  const stored = step(remember(state, entry), {
    type: "finalise",
    key: `bot-${speech.gen}`,
    speaker: "bot",
    text: speech.sent.trim(),
    startedAt: Math.min(speech.startedAt ?? at, endedAt),
    endedAt,
    heard: cut ? heard : null,
    interrupted: cut,
    ...(speech.stopgap && { stopgap: true }),
  });
  return disclosed
    ? chain(stored, (next) => step(next, { type: "note", note: "disclosure_heard" }))
    : stored;
}

/** Only a human's control cuts into what must be heard; it is owed then. */
function oweGreeting(state: TurnState): TurnState {
  const cut = state.speeches.find((one) => one.discloses && isGuarded(one));
  if (cut === undefined || state.voice !== "own") return state;
  return { ...state, greeting: { text: cut.sent, guardedChars: cut.guardedChars } };
}

/** Everything in flight is cut where it stands; what was not heard is kept in `unheard`. */
export function cutSpeeches(before: TurnState, at: number): Step {
  const state = oweGreeting(before);
  const isOwed = state.greeting !== null;
  const owed = isOwed ? [] : state.speeches.filter((one) => !one.stopgap);
  const unheard = owed.map(unheardText).filter(Boolean).join(" ");
  const cut = state.speeches.reduce<Step>(
    (done, speech) => chain(done, (next) => finalise(next, speech, at)),
    step({
      ...state,
      speeches: [],
      // Cut once more, there is nothing that a second cut would know better.
      unheard: state.speeches.length === 0 ? state.unheard : unheard,
      ending: null,
    }),
  );
  return chain(cut, (next) => step(next, { type: "clearTimer", timer: "drain" }));
}
