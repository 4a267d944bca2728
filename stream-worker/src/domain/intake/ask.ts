import { spoken } from "./slots/e164.ts";
import { TEXTS } from "./texts/all.ts";
import type { Texts } from "./texts/types.ts";
import type { Expects, IntakeEffect, IntakeState, RequestFields, SlotName, Turn } from "./types.ts";

export const textsOf = (state: IntakeState): Texts => TEXTS[state.language];

/** The first slot still missing; a callback needs a number only. */
export function openSlot({ slots, callback, vagueAddress }: IntakeState): SlotName | undefined {
  if (callback) return slots.phone === undefined ? "phone" : undefined;
  if (slots.problem === undefined) return "problem";
  if (slots.address === undefined || (!vagueAddress && !/\d/.test(slots.address))) return "address";
  if (slots.urgency === undefined) return "urgency";
  return slots.phone === undefined ? "phone" : undefined;
}

type Question = { text: string; expects: Expects };

/** The question that is open in this state, in other words each time it fails. */
export function question(state: IntakeState): Question {
  const texts = textsOf(state);
  switch (state.phase) {
    case "confirming":
      return { text: summary(state), expects: "yes_no" };
    case "changing":
      return { text: texts.askForChange, expects: "open" };
    case "more":
      return { text: texts.anythingElse, expects: "open" };
    case "status":
      return { text: texts.askReference, expects: "reference" };
    case "offering":
      return { text: texts.offerHuman, expects: "yes_no" };
    case "handing_over":
      return { text: texts.stillTrying, expects: "nothing" };
    case "saving":
    case "looking_up":
      return { text: texts.oneMoment, expects: "nothing" };
    case "new":
    case "asking":
      return slotQuestion(state, texts);
    case "ended":
      return { text: texts.goodbye, expects: "nothing" };
  }
}

function slotQuestion(state: IntakeState, texts: Texts): Question {
  const slot = openSlot(state) ?? "problem";
  if (slot === "address" && state.slots.address !== undefined) {
    return { text: texts.askHouseNumber, expects: "address" };
  }
  if (slot === "phone" && asksOwnNumber(state) && state.misunderstood < 2) {
    const ending = (state.callerNumber ?? "").slice(-2).split("").join(" ");
    return { text: texts.askOwnNumber(ending), expects: "yes_no" };
  }
  const [first, again, rephrased] = texts.ask[slot];
  const text = [first, again, rephrased][Math.min(state.misunderstood, 2)] ?? first;
  return { text, expects: slot };
}

/** The known number is offered first: nobody likes dictating one. */
export const asksOwnNumber = (state: IntakeState): boolean =>
  state.callerNumber !== undefined && !state.otherNumber;

function summary(state: IntakeState): string {
  const texts = textsOf(state);
  const { problem = "", address = "", urgency = "whenever", phone = "" } = state.slots;
  return texts.summary({
    problem,
    address,
    urgency: texts.urgency[urgency],
    phone: spoken(phone, texts.trunk),
  });
}

/** Says the given sentences and then the open question. */
export function ask(state: IntakeState, ...before: readonly string[]): Turn {
  const { text, expects } = question(state);
  return { state, effects: [say([...before, text], expects)] };
}

export function say(parts: readonly string[], expects: Expects): IntakeEffect {
  return { type: "say", text: parts.filter((part) => part !== "").join(" "), expects };
}

/** Says something last and ends the call. */
export function end(state: IntakeState, ...parts: readonly string[]): Turn {
  return {
    state: { ...state, phase: "ended" },
    effects: [say(parts, "nothing"), { type: "endCall" }],
  };
}

export function fieldsOf({ slots, callback, callerNumber }: IntakeState): RequestFields {
  return {
    problem: slots.problem ?? null,
    address: slots.address ?? null,
    urgency: slots.urgency ?? null,
    callbackNumber: slots.phone ?? (callback ? (callerNumber ?? null) : null),
  };
}
