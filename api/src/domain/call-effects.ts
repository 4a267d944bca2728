import type { CallEvent, ProblemCode, Ringing } from "@patchbay/contracts";
import type { CallState } from "./call-state.ts";
import type { Document } from "./next.ts";

/** Told to the carrier; stored with the state and done again if its runner died. */
export type CarrierEffect =
  | { kind: "redirect_caller"; sid: string; step: number; epoch: number }
  | { kind: "end_leg"; sid: string }
  | {
      kind: "dial_outside";
      conference: string;
      to: string;
      from: string;
      label: string;
      epoch: number;
    }
  | { kind: "hold_caller"; conference: string; sid: string; on: boolean }
  | { kind: "start_recording"; sid: string }
  | { kind: "start_transcription"; sid: string; name: string }
  | { kind: "start_fork"; sid: string; epoch: number; step: number };

/** Work in our own database that follows a call; stored likewise. */
export type OwnEffect =
  | { kind: "count_cost" }
  | { kind: "note_callback" }
  /** What the bot had understood when a human took over becomes the request. */
  | { kind: "keep_request" };

export type DurableEffect = CarrierEffect | OwnEffect;

/** Told at once to whoever is connected; the receiver can rebuild it, so it is not stored. */
export type PassingEffect =
  | { kind: "stop_bot"; epoch: number; reason: "takeover" | "handover" | "call_over" }
  | { kind: "resume_bot"; epoch: number; reason: "takeover_failed" | "nobody_answered" }
  | { kind: "ring"; operatorId: string; ringing: Ringing }
  | {
      kind: "withdraw_ring";
      operatorId: string;
      offerId: string;
      cause: "answered" | "expired" | "declined" | "call_over";
    }
  | {
      kind: "tell_leg";
      operatorId: string;
      epoch: number;
      state: "joined" | "left" | "reverted" | "superseded";
    };

type Bare<E> = E extends { type: string } ? Omit<E, "callId" | "seq" | "at" | "atMs"> : never;
/** An event of the call's story without its number; `call` in it is filled in when it is stored. */
export type Fact = Bare<CallEvent>;
type WithoutView<E> = E extends { call: unknown } ? Omit<E, "call"> : E;
export type RecordEffect = { kind: "record"; fact: WithoutView<Fact> };

export type Effect = DurableEffect | PassingEffect | RecordEffect;

/** What a transition gives back. `refused`: nothing changed, and this is why. */
export interface Transition {
  state: CallState;
  effects: Effect[];
  refused?: { code: ProblemCode; detail?: string };
  /** Answers `document.asked`. */
  document?: Document;
}

const durable = new Set<string>([
  "redirect_caller",
  "end_leg",
  "dial_outside",
  "hold_caller",
  "start_recording",
  "start_transcription",
  "start_fork",
  "count_cost",
  "note_callback",
  "keep_request",
]);

export const isDurable = (effect: Effect): effect is DurableEffect => durable.has(effect.kind);
export const isRecord = (effect: Effect): effect is RecordEffect => effect.kind === "record";

export const same = (state: CallState): Transition => ({ state, effects: [] });
export const refuse = (state: CallState, code: ProblemCode, detail?: string): Transition => ({
  state,
  effects: [],
  refused: detail === undefined ? { code } : { code, detail },
});

export const noted = (
  note: Extract<Fact, { type: "noted" }>["note"],
  byName: string | null = null,
): RecordEffect => ({ kind: "record", fact: { type: "noted", note, byName } });

export const moved = (
  cause: Extract<Fact, { type: "baton.moved" }>["cause"],
  byName: string | null = null,
  after: { silentAfterMs: number | null; audibleAfterMs: number | null } = {
    silentAfterMs: null,
    audibleAfterMs: null,
  },
): RecordEffect => ({ kind: "record", fact: { type: "baton.moved", cause, byName, ...after } });
