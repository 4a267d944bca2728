import type { EndReason, HeadInput, TimerName, TurnState } from "./state.ts";

export type TurnEffect =
  | {
      readonly type: "sendText";
      readonly gen: number;
      readonly text: string;
      readonly last: boolean;
      /** Before what has not begun to sound. */
      readonly ahead?: true;
    }
  | {
      readonly type: "startHead";
      readonly gen: number;
      readonly input: HeadInput;
      /** Begun on a guess: no tool runs before `commitHead`. */
      readonly isGuess: boolean;
    }
  | { readonly type: "commitHead"; readonly gen: number }
  /** Probably said next: a voice may render it already. */
  | { readonly type: "prepareText"; readonly text: string }
  | { readonly type: "abortHead"; readonly gen: number }
  | {
      readonly type: "showPartial";
      readonly key: string;
      readonly speaker: "caller" | "bot";
      readonly text: string;
      readonly startedAt: number;
    }
  | {
      readonly type: "finalise";
      readonly key: string;
      readonly speaker: "caller" | "bot";
      readonly text: string;
      readonly startedAt: number;
      readonly endedAt: number;
      /** Null where everything was heard. */
      readonly heard: string | null;
      readonly interrupted: boolean;
      /** Said so that nobody waits in silence: it asks nothing and answers nothing. */
      readonly stopgap?: true;
    }
  | { readonly type: "setTimer"; readonly timer: TimerName; readonly afterMs: number }
  | { readonly type: "clearTimer"; readonly timer: TimerName }
  | {
      readonly type: "note";
      readonly note: "bot_interrupted" | "digits_pressed" | "disclosure_heard";
    }
  /** A word was said so that nobody waits in silence. */
  | { readonly type: "fillerSaid" }
  | { readonly type: "offerHandover" }
  | { readonly type: "endCall"; readonly reason: EndReason };

export type Step = { readonly state: TurnState; readonly effects: readonly TurnEffect[] };

export function step(state: TurnState, ...effects: TurnEffect[]): Step {
  return { state, effects };
}

/** Goes on from a step; the effects add up in order. (Not `then`: a module exporting that is a thenable.) */
export function chain(first: Step, next: (state: TurnState) => Step): Step {
  const second = next(first.state);
  return { state: second.state, effects: [...first.effects, ...second.effects] };
}
