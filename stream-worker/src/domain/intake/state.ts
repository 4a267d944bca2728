import type { IntakeState, Language, Phase, Slots } from "./types.ts";

/** After this many turns the bot stops asking: a colleague or a callback serves better. */
export const MAX_TURNS = 60;

export type Beginning = {
  language: Language;
  organization: string;
  callerNumber?: string;
  slots?: Slots;
  reference?: string;
};

/**
 * A state to begin with, or to go on with after a crash when only slots and reference
 * are known (follow with a `resumed` event, which never greets).
 */
export function begin({
  language,
  organization,
  callerNumber,
  slots,
  reference,
}: Beginning): IntakeState {
  return {
    language,
    organization: organization.slice(0, 80),
    phase: "new",
    slots: slots ?? {},
    ...(callerNumber !== undefined && isNumber(callerNumber) && { callerNumber }),
    before: "asking",
    misunderstood: 0,
    silences: 0,
    keyed: "",
    turns: 0,
    callback: false,
    otherNumber: false,
    vagueAddress: false,
    warned: false,
    lookedUp: false,
    ...(reference !== undefined && { reference: reference.slice(0, 32) }),
  };
}

/** "anonymous" and short service numbers cannot be called back. */
export const isNumber = (text: string): boolean => /^\+[1-9]\d{6,14}$/.test(text);

/** Whether a phase waits for us rather than for the caller. */
export const isWaiting = (phase: Phase): boolean =>
  phase === "saving" || phase === "looking_up" || phase === "handing_over";
