import { ask, asksOwnNumber, end, openSlot, textsOf } from "./ask.ts";
import { advice, goOn, handOver, lookUp, misunderstand, part, save, take } from "./moves.ts";
import { toE164 } from "./slots/e164.ts";
import { findReference } from "./slots/reference.ts";
import type { IntakeState, SlotName, Slots, Turn } from "./types.ts";
import type { Understood } from "./understand.ts";

/** What the caller said, as the answer to the open question. */
export function answer(state: IntakeState, heard: Understood, text: string): Turn {
  switch (state.phase) {
    case "confirming":
      return confirm(state, heard);
    case "changing":
      return change(state, heard);
    case "offering":
      return offered(state, heard);
    case "more":
      return more(state, heard);
    case "status":
      return refer(state, heard, text);
    default:
      return fill(state, heard, text);
  }
}

function fill(state: IntakeState, heard: Understood, text: string): Turn {
  const slot = openSlot(state);
  const slots = { ...heard.slots, ...(slot === "phone" && phoneAnswer(state, heard)) };
  const filled = take(state, slots);
  const wrong = heard.named.filter((name) => name !== slot && state.slots[name] !== undefined);
  if (heard.wrong && wrong.length > 0 && Object.keys(slots).length === 0)
    return reopen(state, wrong);
  if (slot === "phone" && slots.phone === undefined) return phoneMissing(filled, heard);
  // A caller who cannot name the house is not held up: the summary asks again.
  if (
    slot === "address" &&
    slots.address === undefined &&
    state.misunderstood > 0 &&
    heard.telling
  ) {
    const address = state.slots.address ?? text.trim().slice(0, 200);
    return next({ ...filled, vagueAddress: true }, { address });
  }
  if (Object.keys(slots).length === 0) return misunderstand(state);
  return next(filled, {});
}

function next(state: IntakeState, more: Slots): Turn {
  const filled = take(state, gasIsUrgent(take(state, more).slots));
  const texts = textsOf(state);
  const safety = advice(filled, filled.slots.category);
  const thanks = texts.noted[filled.turns % texts.noted.length] ?? "";
  return goOn({ ...filled, warned: filled.warned || safety !== "" }, thanks, safety);
}

/** Asking somebody who smells gas whether it can wait would be absurd. */
const gasIsUrgent = (slots: Slots): Slots =>
  slots.category === "gas" ? { ...slots, urgency: "emergency" } : slots;

function phoneAnswer(state: IntakeState, heard: Understood): Slots {
  if (heard.slots.phone !== undefined) return {};
  if (heard.digits !== undefined && state.keyed !== "") {
    const phone = toE164(state.keyed + heard.digits, state.language, state.callerNumber);
    return phone === undefined ? {} : { phone };
  }
  const yes = heard.answer === "yes" && heard.digits === undefined && asksOwnNumber(state);
  return yes && state.callerNumber !== undefined ? { phone: state.callerNumber } : {};
}

/** Half a number is kept and the rest awaited: people pause between groups. */
function phoneMissing(state: IntakeState, heard: Understood): Turn {
  const texts = textsOf(state);
  const keyed = (state.keyed + (heard.digits ?? "")).slice(0, 20);
  if (heard.digits !== undefined && keyed.length < 15) {
    return {
      state: { ...state, keyed, otherNumber: true },
      effects: [{ type: "say", text: texts.goOn, expects: "phone" }],
    };
  }
  if (heard.digits !== undefined)
    return misunderstand({ ...state, keyed: "" }, texts.phoneIncomplete);
  if (heard.answer === "no" && !state.otherNumber) return ask({ ...state, otherNumber: true });
  const other = Object.keys(heard.slots).length > 0;
  return other ? goOn(state) : misunderstand({ ...state, keyed: "" });
}

function confirm(state: IntakeState, heard: Understood): Turn {
  const changed = differs(state.slots, heard.slots);
  if (changed) return goOn(take(state, heard.slots), textsOf(state).noted[0] ?? "");
  if (heard.answer === "yes" && !heard.wrong) return save(state);
  if (heard.answer !== "no" && !heard.wrong) return misunderstand(state);
  return heard.named.length > 0
    ? reopen(state, heard.named)
    : ask({ ...state, phase: "changing", misunderstood: 0 });
}

function change(state: IntakeState, heard: Understood): Turn {
  if (differs(state.slots, heard.slots)) return goOn(take(state, heard.slots));
  if (heard.named.length > 0) return reopen(state, heard.named);
  if (heard.answer === "no" || heard.answer === "yes") return goOn(state);
  return misunderstand(state);
}

const differs = (old: Slots, fresh: Slots): boolean =>
  (["problem", "address", "urgency", "phone"] as const).some(
    (name) => fresh[name] !== undefined && fresh[name] !== old[name],
  );

/** Forgets what is wrong and asks for it alone. */
function reopen(state: IntakeState, named: readonly SlotName[]): Turn {
  const slots = Object.fromEntries(
    Object.entries(state.slots).filter(
      ([name]) => !named.includes((name === "category" ? "problem" : name) as SlotName),
    ),
  ) as Slots;
  return goOn({ ...state, slots, otherNumber: state.otherNumber || named.includes("phone") });
}

function offered(state: IntakeState, heard: Understood): Turn {
  const texts = textsOf(state);
  if (heard.answer === "yes") return handOver(state, "bot_stuck", texts.handoverHold);
  const back: IntakeState = { ...state, phase: state.before, misunderstood: 0 };
  if (Object.keys(heard.slots).length > 0) return goOn(take(back, heard.slots));
  if (heard.answer === "no") return ask(back, texts.carryOn);
  return handOver(state, "bot_stuck", texts.handoverHold);
}

function more(state: IntakeState, heard: Understood): Turn {
  const wantsNew = heard.intents.includes("new_request");
  if (heard.slots.problem !== undefined && heard.slots.category !== "other") {
    return next(fresh(state), heard.slots);
  }
  if (wantsNew) return goOn(fresh(state));
  if (heard.answer === "no") return end(state, textsOf(state).goodbye);
  return heard.answer === "yes" ? goOn(fresh(state)) : misunderstand(state);
}

/** A second request of the same caller: same place and number unless they say otherwise. */
function fresh(state: IntakeState): IntakeState {
  const { address, phone } = state.slots;
  const slots: Slots = {
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
  };
  return { ...state, phase: "asking", slots, warned: false, vagueAddress: address !== undefined };
}

function refer(state: IntakeState, heard: Understood, text: string): Turn {
  const reference = findReference(text, state.language);
  if (reference !== undefined) return lookUp(state, reference);
  if (heard.intents.includes("goodbye")) return part(state);
  if (heard.intents.includes("new_request") || heard.answer === "no") return goOn(fresh(state));
  return misunderstand(state);
}
