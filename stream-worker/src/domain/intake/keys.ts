import { ask, openSlot, textsOf } from "./ask.ts";
import { status } from "./hear.ts";
import { goOn, handOver, lookUp, misunderstand, save } from "./moves.ts";
import { toE164 } from "./slots/e164.ts";
import type { IntakeState, Turn } from "./types.ts";

/** A number keyed without `#` is complete at this length. */
const LONGEST = 15;

/** Keys pressed: 1 and 2 answer as the menu says, 0 is a human, else a number is keyed. */
export function press(state: IntakeState, digits: string): Turn {
  const keys = digits.replaceAll(/[^0-9#*]/g, "").slice(0, 32);
  const takesNumber = state.phase === "asking" && openSlot(state) === "phone";
  if (takesNumber || state.phase === "status") return collect(state, keys);
  if (state.phase === "handing_over" || state.phase === "saving" || state.phase === "looking_up") {
    return ask(state);
  }
  const key = keys.at(-1);
  if (key === "0" && !state.callback)
    return handOver(state, "caller_asked", textsOf(state).handoverHold);
  if (state.phase === "confirming") {
    if (key === "1") return save(state);
    if (key === "2") return ask({ ...state, phase: "changing", misunderstood: 0 });
  }
  if (state.phase === "offering" && key === "1") {
    return handOver(state, "bot_stuck", textsOf(state).handoverHold);
  }
  if (state.phase === "offering" && key === "2") {
    return ask({ ...state, phase: state.before, misunderstood: 0 }, textsOf(state).carryOn);
  }
  if (state.phase === "more" || openSlot(state) === "problem") {
    if (key === "1") return goOn({ ...state, slots: {} });
    if (key === "2") return status(state);
  }
  return ask(state);
}

function collect(state: IntakeState, keys: string): Turn {
  const done = keys.includes("#");
  const keyed = (state.keyed + keys.replaceAll(/[#*]/g, "")).slice(0, 32);
  const collected: IntakeState = { ...state, keyed, otherNumber: true };
  if (!done && keyed.length < LONGEST) {
    const expects = state.phase === "status" ? "reference" : "phone";
    return { state: collected, effects: [{ type: "listen", expects }] };
  }
  return finishKeys(collected);
}

/** What was keyed is taken as it stands: after `#`, or when no more keys come. */
export function finishKeys(state: IntakeState): Turn {
  if (state.phase === "status") {
    return state.keyed === "" ? misunderstand(state) : lookUp(state, state.keyed);
  }
  const phone = toE164(state.keyed, state.language, state.callerNumber);
  const cleared: IntakeState = { ...state, keyed: "" };
  return phone === undefined
    ? misunderstand(cleared, textsOf(state).phoneIncomplete)
    : goOn({ ...cleared, slots: { ...cleared.slots, phone } }, textsOf(state).noted[0] ?? "");
}
