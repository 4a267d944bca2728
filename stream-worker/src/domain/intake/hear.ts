import { answer } from "./answer.ts";
import { ask, openSlot, textsOf } from "./ask.ts";
import type { Intent } from "./lexicon/types.ts";
import { callbackGoodbye, handOver, lookUp, misunderstand, part, take } from "./moves.ts";
import { findReference } from "./slots/reference.ts";
import { isWaiting } from "./state.ts";
import type { IntakeState, SlotName, Turn } from "./types.ts";
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
  if (state.callback) {
    // Nobody came, and they may have talked over the news: it is told again, not misunderstood.
    const insists = heard.intents.includes("operator") && state.reference !== undefined;
    return insists ? callbackGoodbye(state, texts.nobodyFree) : undefined;
  }
  if (heard.intents.includes("recording")) {
    return handOver(kept(state, heard), "caller_asked", texts.recording);
  }
  if (heard.intents.includes("operator")) {
    return handOver(kept(state, heard), "caller_asked", texts.handoverHold);
  }
  return undefined;
}

/**
 * What was said beside the request is not lost; but "a person, immediately" is no urgency,
 * and the wish for a person is no trouble.
 */
function kept(state: IntakeState, heard: Understood): IntakeState {
  const { problem, category, address, phone } = heard.slots;
  return take(state, {
    ...(problem !== undefined &&
      category !== undefined &&
      category !== "other" && { problem, category }),
    ...(address !== undefined && { address }),
    ...(phone !== undefined && { phone }),
  });
}

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
  if (state.phase === "status") return undefined;
  if (has("status") && mayLookUp(state)) return status(kept(state, heard), text);
  if (filled) return undefined;
  if (has("repeat") || has("huh") || heard.greeting) return ask(state);
  if (has("wait"))
    return { state, effects: [{ type: "say", text: texts.takeYourTime, expects: "open" }] };
  if (has("robot")) return ask(state, texts.robot);
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
