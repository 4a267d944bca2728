import { ask, end, fieldsOf, openSlot, say, textsOf } from "./ask.ts";
import { spoken } from "./slots/e164.ts";
import type { Category, HandoverReason, IntakeState, Slots, Turn } from "./types.ts";

/** Goes on with the next missing slot, or reads everything back. */
export function goOn(state: IntakeState, ...before: readonly string[]): Turn {
  const phase = openSlot(state) === undefined ? "confirming" : "asking";
  const next: IntakeState = { ...state, phase, misunderstood: 0, keyed: "" };
  return next.callback && phase === "confirming"
    ? noteCallback(next, ...before)
    : ask(next, ...before);
}

/** Twice in other words, then a human is offered. */
export function misunderstand(state: IntakeState, ...before: readonly string[]): Turn {
  const texts = textsOf(state);
  const misunderstood = state.misunderstood + 1;
  if (misunderstood > 2) {
    if (state.phase === "more") return end(state, texts.goodbye);
    if (state.callback) return noteCallback(state);
    return offer({ ...state, misunderstood: 0 });
  }
  const sorry = before.length > 0 ? before : [texts.sorry[misunderstood - 1] ?? texts.sorry[0]];
  return ask({ ...state, misunderstood }, ...sorry);
}

function offer(state: IntakeState): Turn {
  return ask({ ...state, phase: "offering", before: state.phase });
}

/** Rings for a colleague and keeps the caller company meanwhile. */
export function handOver(state: IntakeState, reason: HandoverReason, text: string): Turn {
  const before =
    state.phase === "offering" || state.phase === "handing_over" ? state.before : state.phase;
  return {
    state: { ...state, phase: "handing_over", before, misunderstood: 0 },
    effects: [say([text], "nothing"), { type: "offerHandover", reason }],
  };
}

export function save(state: IntakeState, ...before: readonly string[]): Turn {
  return {
    state: { ...state, phase: "saving", misunderstood: 0 },
    effects: [
      say([...before, textsOf(state).oneMoment], "nothing"),
      { type: "saveRequest", fields: fieldsOf(state) },
    ],
  };
}

/** Nobody came: what is known is saved as a callback, asking only for a number. */
export function noteCallback(state: IntakeState, ...before: readonly string[]): Turn {
  const phone = state.slots.phone ?? state.callerNumber;
  const noted: IntakeState = {
    ...state,
    callback: true,
    ...(phone !== undefined && { slots: { ...state.slots, phone } }),
  };
  if (phone === undefined && !state.callback) {
    return ask({ ...noted, phase: "asking", misunderstood: 0 }, ...before);
  }
  return save(noted, ...before);
}

/** The last words of a callback once it is stored. */
export function callbackGoodbye(state: IntakeState, ...before: readonly string[]): Turn {
  const texts = textsOf(state);
  const { phone } = state.slots;
  return phone === undefined
    ? end(state, ...before, texts.callbackWithoutNumber)
    : end(state, ...before, texts.callbackNoted(spoken(phone, texts.trunk)));
}

/** Looks for the caller's requests; the server shows only what is theirs. */
export function lookUp(state: IntakeState, reference?: string): Turn {
  return {
    state: {
      ...state,
      phase: "looking_up",
      keyed: "",
      misunderstood: 0,
      lookedUp: state.lookedUp || reference === undefined,
    },
    effects: [
      say([textsOf(state).oneMoment], "nothing"),
      {
        type: "lookUpRequest",
        ...(reference !== undefined && { reference }),
        ...(state.callerNumber !== undefined && { callerNumber: state.callerNumber }),
      },
    ],
  };
}

/** The caller leaves: what was said is kept when it is enough to call back. */
export function part(state: IntakeState): Turn {
  const texts = textsOf(state);
  const reachable = state.slots.phone ?? state.callerNumber;
  const open =
    state.phase === "asking" || state.phase === "confirming" || state.phase === "changing";
  if (open && state.slots.problem !== undefined && reachable !== undefined) {
    return save(
      { ...state, callback: true, slots: { ...state.slots, phone: reachable } },
      texts.partingNoted,
    );
  }
  return end(state, texts.goodbye);
}

/** Advice that cannot wait for a colleague, once a call. */
export function advice(state: IntakeState, category: Category | undefined): string {
  if (state.warned || category === undefined) return "";
  const urgent = category === "gas" || state.slots.urgency === "emergency";
  return urgent ? (textsOf(state).safety[category] ?? "") : "";
}

/** Notes what was said. */
export const take = (state: IntakeState, slots: Slots): IntakeState => ({
  ...state,
  slots: { ...state.slots, ...slots },
});
