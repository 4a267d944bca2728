import type { CallState } from "./call-state.ts";

/** How somebody enters a call's conference. */
export interface Join {
  callId: string;
  epoch: number;
  conference: string;
  label: string;
  endConferenceOnExit: boolean;
  startConferenceOnEnter: boolean;
  /** A beep would announce every join to the caller. */
  beep: false;
  /** Silence instead of the carrier's own music. */
  waitUrl: "";
}

export const conferenceOf = (callId: string, epoch: number): string => `call-${callId}-${epoch}`;

const NAME = /^call-([0-9a-f-]{36})-(\d+)$/;

/** Which call and epoch a conference's name means. */
export function readConference(name: string): { callId: string; epoch: number } | undefined {
  const found = NAME.exec(name);
  return found?.[1] === undefined ? undefined : { callId: found[1], epoch: Number(found[2]) };
}

/**
 * The one place where joins are made. The carrier refuses a label it has seen (16025), so
 * `unique` must differ for every join of a call.
 */
export function join(
  call: Pick<CallState, "id" | "epoch">,
  who: "caller" | "operator",
  unique: string,
): Join {
  return {
    callId: call.id,
    epoch: call.epoch,
    conference: conferenceOf(call.id, call.epoch),
    label: `${who}-${call.epoch}-${unique}`,
    // The caller's leaving ends the call for all; an operator's must not strand the caller.
    endConferenceOnExit: who === "caller",
    startConferenceOnEnter: true,
    beep: false,
    waitUrl: "",
  };
}

export const labelKind = (label: string): "caller" | "operator" | undefined =>
  label.startsWith("caller-") ? "caller" : label.startsWith("operator-") ? "operator" : undefined;
