import type { Language } from "@patchbay/contracts";
import { newChunker, type Chunker } from "../chunking.ts";
import type { Speech } from "./speech.ts";

/** Bounded: a call that talks for hours must not grow without end. */
export const MAX_MEMORY = 400;

export type EndReason = "done" | "silent_caller" | "abuse" | "apology";

/** What a head may rely on: words that were really said and really heard. */
export type Memory =
  | {
      readonly kind: "said";
      readonly by: "caller" | "bot" | "operator";
      readonly text: string;
      /** Of the bot: cut off after these words; what would have followed was not heard. */
      readonly cut?: true;
    }
  /** A colleague's aside to the bot alone: an instruction for its next answer, heard by nobody. */
  | { readonly kind: "whisper"; readonly text: string }
  | {
      readonly kind: "tool";
      readonly id: string;
      readonly tool: string;
      readonly input: unknown;
      readonly result: string;
    };

export type ResumeReason =
  | "worker_lost"
  | "hand_back"
  | "takeover_failed"
  | "nobody_answered"
  | "socket_lost"
  /** A sound that was taken for an interruption broke the answer off. */
  | "noise";

/** What a head is asked to react to. */
export type HeadInput =
  | { readonly kind: "callerSaid"; readonly text: string }
  /** `times` counts the silences in a row, from 1. */
  | { readonly kind: "callerSilent"; readonly times: number }
  | { readonly kind: "digits"; readonly digits: string }
  | { readonly kind: "resumed"; readonly reason: ResumeReason; readonly unheard: string };

export type HeadAtWork = {
  readonly gen: number;
  readonly input: HeadInput;
  /** Characters it has written, and whether a word was among those that were sent. */
  readonly chars: number;
  readonly hasSpoken: boolean;
  readonly tools: number;
};

/** The caller waits for our answer and hears nothing of it. */
export type Wait = {
  readonly since: number;
  /** They fell quiet before that; by then they must have heard something. */
  readonly by: number;
  readonly fillers: number;
};

export type CallerTurn = {
  /** Counts utterances; the key of the one in progress. */
  readonly turn: number;
  readonly speaking: boolean;
  readonly startedAt: number | null;
  readonly quietAt: number | null;
};

/** An answer begun before the caller's turn was over: what its head says waits for the commit. */
export type Guess = {
  readonly gen: number;
  readonly text: string;
  readonly events: readonly TurnEvent[];
};

/** Who may speak for us: `opening` until the conversation is known, `over` for ever. */
export type Control = "opening" | "bot" | "stopped" | "over";

/**
 * Whose voice says our text. The carrier's greets before we are asked, and may never tell what it
 * played; our own is told what to say, and reports every word.
 */
export type Voice = "carrier" | "own";

/** A reply that was broken off, for as long as nobody knows what for. */
export type Broken = {
  /** Its head was still at work: the answer is owed. */
  readonly atWork: boolean;
  readonly ending: EndReason | null;
};

/** So many of its first characters must be heard out: they tell that a machine speaks. */
export type Greeting = { readonly text: string; readonly guardedChars: number };

/** One bot conversation as plain data. Instants are milliseconds of the session's clock. */
export type TurnState = {
  readonly voice: Voice;
  readonly control: Control;
  /** The conversation is known; a stop may come before. */
  readonly opened: boolean;
  readonly language: Language;
  /** The newest reply; events of older ones are dropped. */
  readonly gen: number;
  readonly head: HeadAtWork | null;
  readonly wait: Wait | null;
  readonly guess: Guess | null;
  readonly chunker: Chunker;
  /** Said or being said and not finalised, in the order the carrier plays them. */
  readonly speeches: readonly Speech[];
  readonly botAudible: boolean;
  readonly botAudibleAt: number | null;
  /** The carrier reports what it played; without such reports we estimate. */
  readonly reportsPlayed: boolean;
  /** Played before the conversation was known: parts of the greeting. */
  readonly early: string;
  /** The caller cut the greeting off before the conversation was known. */
  readonly earlyCut: boolean;
  readonly caller: CallerTurn;
  /** Caller's words nobody has answered: said while opening or stopped. */
  readonly pending: string;
  /** What the caller did not hear of the last cut reply. */
  readonly unheard: string;
  readonly broken: Broken | null;
  /** Of our own voice, not heard as far as it must be; a bot that goes on begins with it. */
  readonly greeting: Greeting | null;
  readonly digits: string;
  /** Since when it is for the caller to speak and no word has come; noises do not count. */
  readonly silentSince: number | null;
  readonly silences: number;
  /** Times in a row that somebody spoke and no word was recognised. */
  readonly misheard: number;
  readonly ringing: boolean;
  /** Ends the call once everything in flight has been heard. */
  readonly ending: EndReason | null;
  readonly memory: readonly Memory[];
};

export function newTurnState(language: Language, voice: Voice = "carrier"): TurnState {
  return {
    voice,
    control: "opening",
    opened: false,
    language,
    gen: 0,
    head: null,
    wait: null,
    guess: null,
    chunker: newChunker(),
    speeches: [],
    botAudible: false,
    botAudibleAt: null,
    reportsPlayed: false,
    early: "",
    earlyCut: false,
    caller: { turn: 1, speaking: false, startedAt: null, quietAt: null },
    pending: "",
    unheard: "",
    broken: null,
    greeting: null,
    digits: "",
    silentSince: null,
    silences: 0,
    misheard: 0,
    ringing: false,
    ending: null,
    memory: [],
  };
}

export type TimerName =
  | "flush"
  | "filler"
  | "drain"
  | "silence"
  | "settle"
  | "noise"
  | "digits"
  | "callerStuck";

export type TurnEvent = { readonly at: number } & (
  | {
      readonly type: "opened";
      readonly language: Language;
      /** A carrier's voice speaks it before we are asked; null on a resumed call. */
      readonly greeting: string | null;
      /** So many of its first characters must be heard out. */
      readonly disclosureChars: number;
      readonly resumed: ResumeReason | null;
      readonly memory: readonly Memory[];
      readonly unheard: string;
    }
  | {
      readonly type: "prompted";
      readonly text: string;
      readonly last: boolean;
      /** They have talked for so long that we speak into it, politely. */
      readonly cutIn?: boolean;
    }
  /** The turn is probably over: an answer may be begun. */
  | { readonly type: "guessed"; readonly text: string }
  /** It was not. */
  | { readonly type: "guessDropped" }
  /** A word that asks for no answer: "mm-hm". */
  | { readonly type: "murmured"; readonly text: string }
  /** Somebody spoke and no word of it was recognised. */
  | { readonly type: "misheard" }
  /** A sound of the caller's side is over and was nothing. */
  | { readonly type: "wasNoise" }
  /** Our own voice has nothing left to say and all of it was heard. */
  | { readonly type: "allPlayed" }
  | { readonly type: "interrupted"; readonly heard: string }
  /** `gen`: of which reply, where the voice is our own. */
  | { readonly type: "played"; readonly text: string; readonly gen?: number }
  | { readonly type: "botAudible"; readonly on: boolean }
  | { readonly type: "callerAudible"; readonly on: boolean }
  | { readonly type: "digitPressed"; readonly digit: string }
  | { readonly type: "headSaid"; readonly gen: number; readonly text: string }
  | { readonly type: "toolStarted"; readonly gen: number }
  | {
      readonly type: "toolFinished";
      readonly gen: number;
      readonly memory: Memory;
      readonly ringing: boolean;
    }
  | { readonly type: "headFinished"; readonly gen: number; readonly end: EndReason | null }
  | { readonly type: "headFailed"; readonly gen: number }
  | { readonly type: "handoverOffered"; readonly ringing: boolean }
  /** A colleague's aside: a note for the next answer, or words to say as they stand. */
  | { readonly type: "whispered"; readonly kind: "note" | "say"; readonly text: string }
  | { readonly type: "stopCommanded"; readonly over: boolean }
  | { readonly type: "resumeCommanded"; readonly reason: "takeover_failed" | "nobody_answered" }
  | { readonly type: "timerFired"; readonly timer: TimerName }
  | { readonly type: "socketClosed" }
);

export function remember(state: TurnState, entry: Memory): TurnState {
  return { ...state, memory: [...state.memory, entry].slice(-MAX_MEMORY) };
}
