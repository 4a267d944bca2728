import type { Expectation, Language, Listening } from "@patchbay/contracts";
import { newPauses, type Pauses } from "../endpointing/pauses.ts";

/**
 * Who has the floor. `maybeDone`: the caller paused; `committed`: their turn is over and ours has
 * not begun; `overlap`: they make a sound while it is ours, and it is not known yet what for.
 */
export type FloorPhase =
  | "idle"
  | "callerSpeaking"
  | "maybeDone"
  | "committed"
  | "botSpeaking"
  | "overlap";

/** The caller's turn so far. Instants are milliseconds of the session's clock. */
export type CallerSpeech = {
  readonly startedAt: number | null;
  /** Since when they speak without a pause; null while they are quiet. */
  readonly stretchAt: number | null;
  readonly quietAt: number | null;
  /** Sound in finished stretches. */
  readonly voicedMs: number;
  /** Words that are not revised any more, and those that may be. */
  readonly settled: string;
  readonly partial: string;
  /** Times the recogniser was asked for its last words and has not answered. */
  readonly flushes: number;
};

export type Patience = {
  readonly ms: number;
  /** The silence has lasted that long; only words are awaited. */
  readonly over: boolean;
};

/** A turn some of whose words the recogniser still owes. */
export type Stale = {
  readonly flushes: number;
  /** Nobody wants them any later. */
  readonly untilAt: number;
  readonly startedAt: number | null;
  readonly quietAt: number;
  /** None of its words were known. */
  readonly wordless: boolean;
  /** Words that were taken as they were, unsettled: they come once more. */
  readonly partial: string;
};

export type FloorState = {
  readonly phase: FloorPhase;
  readonly language: Language;
  readonly listening: Listening;
  /** What the bot asked for last. */
  readonly expectation: Expectation;
  readonly pauses: Pauses;
  readonly bot: {
    readonly audible: boolean;
    /** Cannot be interrupted: a disclosure, a polite cut-in. */
    readonly guarded: boolean;
    /** Said just now, and being said; what sounds like it may be its echo. */
    readonly text: string;
    /** What it asks, once no more than its last sentence is left: people answer before it is over. */
    readonly asks: Expectation | null;
  };
  readonly caller: CallerSpeech;
  readonly patience: Patience | null;
  /** Where the last turn that silence ended fell quiet, and what had been asked. */
  readonly ended: { readonly quietAt: number; readonly expectation: Expectation } | null;
  /** The last turn was ended without all of its words. */
  readonly stale: Stale | null;
  /** The text an answer was begun on. */
  readonly guess: string | null;
  /** They were cut in on and still talk: it is recorded, and stops nothing. */
  readonly talkedOver: boolean;
  /** The recogniser heard words of theirs where the detector heard none: its silences are not theirs. */
  readonly faint: boolean;
  /** A sound was taken for an interruption by its length alone, and has no words yet. */
  readonly alarm: boolean;
  /** So often none came: the room talks, not the caller. */
  readonly falseAlarms: number;
};

export const QUIET: CallerSpeech = {
  startedAt: null,
  stretchAt: null,
  quietAt: null,
  voicedMs: 0,
  settled: "",
  partial: "",
  flushes: 0,
};

export function newFloorState(options: {
  readonly language: Language;
  readonly listening: Listening;
}): FloorState {
  return {
    ...options,
    phase: "idle",
    expectation: "open",
    pauses: newPauses(),
    bot: { audible: false, guarded: false, text: "", asks: null },
    caller: QUIET,
    patience: null,
    ended: null,
    stale: null,
    guess: null,
    talkedOver: false,
    faint: false,
    alarm: false,
    falseAlarms: 0,
  };
}

export type FloorTimer = "patience" | "words" | "overlap" | "still" | "cap";

export type FloorEvent = { readonly at: number } &
  /** The conversation is known; whatever was heard before is heard again. */
  (
    | { readonly type: "tuned"; readonly language: Language; readonly listening: Listening }
    /** The detector: a sound that is speech began, or ended, `agoMs` before now. */
    | { readonly type: "speechBegan"; readonly agoMs: number }
    | { readonly type: "speechEnded"; readonly agoMs: number }
    /** The recogniser: see `TranscriptEvent` in the ports. */
    | { readonly type: "partial"; readonly text: string }
    | { readonly type: "final"; readonly text: string }
    | { readonly type: "flushed" }
    | { readonly type: "turnEnded"; readonly eager: boolean }
    | { readonly type: "turnResumed" }
    | { readonly type: "keyPressed" }
    | { readonly type: "botAudible"; readonly on: boolean }
    /** What the caller heard of the bot's last words. */
    | { readonly type: "botHeard"; readonly text: string; readonly cut: boolean }
    | { readonly type: "floorTimer"; readonly timer: FloorTimer }
  );

export type CommitReason = "recogniser" | "silence" | "keys" | "cap";

export type Commit = {
  readonly type: "commit";
  readonly text: string;
  readonly endedAt: number;
  readonly reason: CommitReason;
  readonly expectation: Expectation;
  readonly patienceMs: number;
  readonly silenceMs: number;
  readonly guessed: boolean;
};

export type FloorEffect =
  | { readonly type: "flushEars" }
  /** Nothing more is handed to the carrier until it is known what the caller wants. */
  | { readonly type: "holdVoice" }
  | { readonly type: "resumeVoice" }
  | { readonly type: "cutVoice" }
  | { readonly type: "callerAudible"; readonly on: boolean; readonly at: number }
  | { readonly type: "showWords"; readonly text: string }
  | { readonly type: "guess"; readonly text: string }
  | { readonly type: "dropGuess" }
  | Commit
  | { readonly type: "murmur"; readonly text: string; readonly endedAt: number }
  | { readonly type: "mishear" }
  /** A sound is over and was nothing. */
  | { readonly type: "noise" }
  | { readonly type: "setFloorTimer"; readonly timer: FloorTimer; readonly afterMs: number }
  | { readonly type: "clearFloorTimer"; readonly timer: FloorTimer };

export type FloorStep = { readonly state: FloorState; readonly effects: readonly FloorEffect[] };

export function step(state: FloorState, ...effects: FloorEffect[]): FloorStep {
  return { state, effects };
}

export function chain(first: FloorStep, next: (state: FloorState) => FloorStep): FloorStep {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}

/** Everything recognised of this turn so far. */
export function wordsOf({ settled, partial }: CallerSpeech): string {
  return `${settled} ${partial}`.trim();
}
