import type { TurnEvent } from "../domain/turn/state.ts";

type FromCarrier =
  | "prompted"
  | "interrupted"
  | "played"
  | "botAudible"
  | "callerAudible"
  | "digitPressed";

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;

/** What a media socket reports; the session stamps it with its own clock. */
export type CarrierEvent = WithoutInstant<Extract<TurnEvent, { type: FromCarrier }>>;
