import {
  newFloorState,
  type FloorEffect,
  type FloorEvent,
  type FloorState,
} from "../floor/state.ts";
import type { TurnEffect } from "../turn/effects.ts";
import { newTurnState, type TurnEvent, type TurnState } from "../turn/state.ts";
import {
  newVoiceState,
  type VoiceEffect,
  type VoiceEvent,
  type VoiceState,
} from "../voice/state.ts";

/**
 * A conversation by our own ears and voice, as three machines with one owner each: `floor` says
 * whose turn it is, `voice` what of ours is heard, `turn` what is said and who may say it.
 */
export type StreamState = {
  readonly floor: FloorState;
  readonly voice: VoiceState;
  readonly turn: TurnState;
};

/** Everything that happens, for the machine it happens to. Replayed, it decides the same. */
export type StreamEvent =
  | { readonly to: "floor"; readonly event: FloorEvent }
  | { readonly to: "voice"; readonly event: VoiceEvent }
  | { readonly to: "turn"; readonly event: TurnEvent };

/** What is left for the outside once the machines have told one another. */
export type StreamEffect =
  | Exclude<TurnEffect, { type: "sendText" }>
  | Exclude<VoiceEffect, { type: "audible" | "played" | "drained" }>
  | Extract<FloorEffect, { type: "flushEars" | "commit" | "setFloorTimer" | "clearFloorTimer" }>
  /** While our own voice sounds, its echo must not be taken for the caller. */
  | { readonly type: "playing"; readonly on: boolean };

export type StreamStep = {
  readonly state: StreamState;
  readonly effects: readonly StreamEffect[];
};

export function newStreamState(options: Parameters<typeof newFloorState>[0]): StreamState {
  return {
    floor: newFloorState(options),
    voice: newVoiceState(),
    turn: newTurnState(options.language, "own"),
  };
}
