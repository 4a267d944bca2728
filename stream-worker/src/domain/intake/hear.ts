import { ask, asksOwnNumber, end, openSlot, textsOf } from "./ask.ts";
import type { Intent } from "./lexicon/types.ts";
import { advice, goOn, handOver, lookUp, misunderstand, part, save } from "./moves.ts";
import { toE164 } from "./slots/e164.ts";
import { findReference } from "./slots/reference.ts";
import { isWaiting } from "./state.ts";
import type { IntakeState, SlotName, Slots, Turn } from "./types.ts";
import { understand, type Understood } from "./understand.ts";

/** The caller said something: one utterance, one answer. */
export function hear(state: IntakeState, text: string): Turn {
  const asked = askedSlot(state);
  const heard = understand(text, {
    language: state.language,
    ...(asked && { asked }),
    correcting: state.phase === "confirming" || state.phase === "changing",
    slots: state.slots,
    ...(state.callerNumber !== undefined && { callerNumber: state.callerNumber }),
  });
  return (
    waiting(state, heard) ??
    pressing(state, heard) ??
    (heard.words === 0 ? misunderstand(state) : undefined) ??
    aside(state, heard, text) ??
    answer(state, heard, text)
  );
}

function askedSlot(state: IntakeState): SlotName | undefined {
  if (state.phase === "asking" || state.phase === "new") return openSlot(state);
  return state.phase === "more" ? "problem" : undefined;
}

/** While we work, or ring, the caller is kept company and what they add is kept. */
function waiting(state: IntakeState, heard: Understood): Turn | undefined {
  if (!isWaiting(state.phase)) return undefined;
  if (state.phase !== "handing_over") return ask(state);
  const leaves = heard.intents.includes("goodbye");
  return leaves ? part({ ...kept(state, heard), phase: state.before }) : ask(kept(state, heard));
}

/** What counts at any time: a human, and no recording. */
function pressing(state: IntakeState, heard: Understood): Turn | undefined {
  const texts = textsOf(state);
  if (state.callback) return undefined;
  if (heard.intents.includes("recording")) {
    return handOver(kept(state, heard), "caller_asked", texts.recording);
  }
  if (heard.intents.includes("operator")) {
    return handOver(kept(state, heard), "caller_asked", texts.handoverHold);
  }
  return undefined;
}

/** Whatever was said beside the request is not lost. */
const kept = (state: IntakeState, heard: Understood): IntakeState => ({
  ...state,
  slots: { ...state.slots, ...heard.slots },
});

/** A question is no trouble, unless it names one. */
function tells({ slots }: Understood): boolean {
  const { problem, category, ...others } = slots;
  return Object.keys(others).length > 0 || (problem !== undefined && category !== "other");
}

/** Questions and courtesies that are no answer; the open question is asked again. */
function aside(state: IntakeState, heard: Understood, text: string): Turn | undefined {
  const texts = textsOf(state);
  const has = (intent: Intent): boolean => heard.intents.includes(intent);
  const filled = tells(heard) || heard.digits !== undefined;
  if (state.phase === "status" || filled) return undefined;
  if (has("repeat") || has("huh") || heard.greeting) return ask(state);
  if (has("wait"))
    return { state, effects: [{ type: "say", text: texts.takeYourTime, expects: "open" }] };
  if (has("robot")) return ask(state, texts.robot);
  if (has("status") && mayLookUp(state)) return status(state, text);
  if (has("arrival")) return ask(state, texts.arrival);
  if (has("price")) return ask(state, texts.price);
  if (has("goodbye")) return part(state);
  return undefined;
}

const mayLookUp = (state: IntakeState): boolean =>
  state.phase === "more" || (state.phase === "asking" && openSlot(state) === "problem");

/** How an existing request is doing: by its reference, else by the caller's number. */
export function status(state: IntakeState, text = ""): Turn {
  const reference = findReference(text, state.language);
  if (reference !== undefined) return lookUp(state, reference);
  if (state.callerNumber !== undefined && !state.lookedUp) return lookUp(state);
  return ask({ ...state, phase: "status", misunderstood: 0 });
}

function answer(state: IntakeState, heard: Understood, text: string): Turn {
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

const take = (state: IntakeState, slots: Slots): IntakeState => ({
  ...state,
  slots: { ...state.slots, ...slots },
});

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
