/** Where a text stands in the sound that speaks it: by `ms` its first `chars` have been spoken. */
export type Timing = { readonly ms: number; readonly chars: number };

/** One text on its way to the caller's ear, rendered as one sound. Durations are milliseconds. */
export type Piece = {
  readonly id: number;
  readonly gen: number;
  readonly text: string;
  /** Its sound is being made, or is there. */
  readonly asked: boolean;
  /** Where its sound begins on the voice's timeline; null until its first frame has been handed over. */
  readonly startMs: number | null;
  /** Sound rendered so far, in whole frames; while `complete` is false more comes. */
  readonly ms: number;
  readonly complete: boolean;
  /** The part of the sound that is not silence. */
  readonly voicedFromMs: number;
  readonly voicedToMs: number;
  /** Told by voices that know; empty where the place is estimated. */
  readonly timings: readonly Timing[];
  /** Handed to the carrier. */
  readonly sentMs: number;
  /** Characters reported as heard. */
  readonly reported: number;
};

/** A position on the timeline and the instant it was reached. */
export type Anchor = { readonly atMs: number; readonly at: number };

export type Mark = { readonly name: number; readonly atMs: number };

/** `held`: the caller may be interrupting, nothing more is handed over. */
export type Gate = "open" | "held";

/** Our voice on one call. Positions (`…Ms`) are on a timeline of all sound ever handed over. */
export type VoiceState = {
  readonly pieces: readonly Piece[];
  readonly nextId: number;
  readonly gate: Gate;
  /** Handed to the carrier in all. */
  readonly sentMs: number;
  /** The sound that flows now began to, at this position and instant: it cannot play any sooner. */
  readonly anchor: Anchor | null;
  /** The last mark that came back: up to there it surely played by then. */
  readonly acknowledged: Anchor | null;
  readonly marks: readonly Mark[];
  readonly nextMark: number;
  /** Marks below it were thrown away by `clear`: they come back, and say nothing. */
  readonly deadMarks: number;
  readonly lastMarkMs: number;
  /** The carrier never gave a mark back in time: then the clock alone tells what was played. */
  readonly marksLost: boolean;
  readonly audible: boolean;
  /** The clock runs: something is to be handed over or to be played. */
  readonly ticking: boolean;
};

export type VoiceEvent = { readonly at: number } &
  /** `ahead`: before whatever has not begun to sound. */
  (
    | {
        readonly type: "say";
        readonly gen: number;
        readonly text: string;
        readonly ahead?: boolean;
      }
    | {
        readonly type: "rendered";
        readonly id: number;
        readonly ms: number;
        readonly voicedFromMs: number;
        readonly voicedToMs: number;
      }
    | { readonly type: "timed"; readonly id: number; readonly timing: Timing }
    | { readonly type: "renderDone"; readonly id: number }
    /** No voice at all could say it. */
    | { readonly type: "renderFailed"; readonly id: number }
    | { readonly type: "markBack"; readonly name: number }
    | { readonly type: "hold" }
    | { readonly type: "resume" }
    | { readonly type: "cut" }
    | { readonly type: "tick" }
  );

export type VoiceEffect =
  | {
      readonly type: "render";
      readonly id: number;
      readonly text: string;
      readonly previousText: string;
    }
  /** The sound of `id` is not needed any more. */
  | { readonly type: "forget"; readonly id: number }
  /** Hand over `ms` of its sound from `fromMs`; what is missing at its end is silence. */
  | { readonly type: "feed"; readonly id: number; readonly fromMs: number; readonly ms: number }
  | { readonly type: "mark"; readonly name: number }
  | { readonly type: "clear" }
  | { readonly type: "audible"; readonly on: boolean }
  /** The caller has heard this much more of reply `gen`. */
  | { readonly type: "played"; readonly gen: number; readonly text: string }
  /** Nothing is left to be said and all of it was played. */
  | { readonly type: "drained" }
  | { readonly type: "failed" }
  | { readonly type: "tickEvery"; readonly on: boolean };

export type VoiceStep = { readonly state: VoiceState; readonly effects: readonly VoiceEffect[] };

export function newVoiceState(): VoiceState {
  return {
    pieces: [],
    nextId: 1,
    gate: "open",
    sentMs: 0,
    anchor: null,
    acknowledged: null,
    marks: [],
    nextMark: 1,
    deadMarks: 0,
    lastMarkMs: 0,
    marksLost: false,
    audible: false,
    ticking: false,
  };
}
