import { ask, end, openSlot, say, textsOf } from "./ask.ts";
import { hear } from "./hear.ts";
import { finishKeys, press } from "./keys.ts";
import { callbackGoodbye, goOn, handOver, noteCallback, part, save } from "./moves.ts";
import { isNumber, isWaiting, MAX_TURNS } from "./state.ts";
import type { FoundRequest, IntakeEvent, IntakeState, Turn } from "./types.ts";

/**
 * The scripted head: takes down problem, address, urgency and callback number. Pure; it
 * never throws and always answers with words, a key prompt, or the call's end.
 */
export function transition(state: IntakeState, event: IntakeEvent): Turn {
  if (state.phase === "ended") return { state, effects: [{ type: "endCall" }] };
  const counted: IntakeState = { ...state, turns: Math.min(state.turns + 1, MAX_TURNS + 1) };
  if (counted.turns > MAX_TURNS && !isWaiting(state.phase)) return weary(counted);
  switch (event.type) {
    case "started":
      return start(counted, event);
    case "callerSaid":
      return hear({ ...counted, silences: 0 }, event.text);
    case "callerSilent":
      return silence(counted);
    case "digits":
      return press({ ...counted, silences: 0 }, event.digits);
    case "lookupResult":
      return looked(counted, event.found);
    case "lookupFailed":
      return ask({ ...counted, phase: "more" }, textsOf(counted).lookupFailed);
    case "saved":
      return saved(counted, event.reference);
    case "saveFailed":
      return saveFailed(counted);
    case "handoverUnanswered":
      return unanswered(counted);
    case "resumed":
      return resume(counted, event.after);
  }
}

function start(state: IntakeState, event: IntakeEvent & { type: "started" }): Turn {
  const texts = textsOf(state);
  const { callerNumber } = event;
  const known = callerNumber !== undefined && isNumber(callerNumber);
  const started: IntakeState = { ...state, phase: "asking", ...(known && { callerNumber }) };
  const text = [texts.disclosure(event.recorded), texts.greeting(state.organization)];
  return { state: started, effects: [say(text, "problem")] };
}

/** Two questions into the silence, then a polite end. */
function silence(state: IntakeState): Turn {
  const texts = textsOf(state);
  if (state.keyed !== "" && state.silences === 0) return finishKeys({ ...state, silences: 1 });
  const silences = state.silences + 1;
  if (state.phase === "handing_over") return ask({ ...state, silences: 0 });
  if (silences <= 2) return ask({ ...state, silences }, texts.stillThere);
  const reachable = state.slots.phone ?? state.callerNumber;
  if (state.slots.problem === undefined || reachable === undefined || state.phase === "more") {
    return end(state, texts.silentGoodbye);
  }
  return state.phase === "saving" ? end(state, texts.goodbye) : part({ ...state, silences });
}

function looked(state: IntakeState, found: readonly FoundRequest[]): Turn {
  const texts = textsOf(state);
  const newest = found[0];
  const done: IntakeState = { ...state, phase: "more", misunderstood: 0 };
  if (newest) return ask(done, texts.requestStatus(newest.reference.slice(0, 32), newest.status));
  // Somebody who told us what is broken need not look for a reference: it is noted anew.
  if (state.slots.problem !== undefined && state.reference === undefined) {
    return goOn(done, texts.notFound);
  }
  const maySay = state.phase === "looking_up" && state.keyed === "" && state.before !== "status";
  if (maySay) return ask({ ...done, phase: "status", before: "status" }, texts.notFound);
  return ask({ ...done, before: "asking" }, texts.notFound);
}

function saved(state: IntakeState, reference: string): Turn {
  const noted: IntakeState = { ...state, reference: reference.slice(0, 32) };
  if (state.phase !== "saving") return ask(noted);
  if (state.callback) return callbackGoodbye(noted);
  const texts = textsOf(state);
  return ask({ ...noted, phase: "more", misunderstood: 0 }, texts.saved(noted.reference ?? ""));
}

function saveFailed(state: IntakeState): Turn {
  const texts = textsOf(state);
  if (state.callback) return end(state, texts.apology);
  return handOver({ ...state, phase: "confirming" }, "bot_stuck", texts.saveFailed);
}

/** Late news of a handover that the caller has already left is stale. */
function unanswered(state: IntakeState): Turn {
  if (state.phase !== "handing_over") return ask(state);
  const texts = textsOf(state);
  if (state.reference !== undefined)
    return end(state, texts.nobodyFree, texts.callbackWithoutNumber);
  return noteCallback(state, texts.nobodyFree);
}

/** Goes on in context: never greets again, and repeats what may have got lost. */
function resume(state: IntakeState, after: "crash" | "hand_back"): Turn {
  const texts = textsOf(state);
  const words = after === "crash" ? texts.resumedAfterCrash : texts.resumedAfterHandBack;
  const calm: IntakeState = { ...state, misunderstood: 0, silences: 0, keyed: "" };
  if (state.phase === "saving") return save(calm, words);
  const back = isWaiting(state.phase) || state.phase === "offering" ? state.before : state.phase;
  if (back === "new" && state.reference !== undefined)
    return ask({ ...calm, phase: "more" }, words);
  if (back === "new" || back === "asking" || back === "confirming") return goOn(calm, words);
  return ask({ ...calm, phase: back }, words);
}

/** A conversation that leads nowhere ends in a callback. */
function weary(state: IntakeState): Turn {
  if (state.callback || openSlot(state) === "problem") return end(state, textsOf(state).goodbye);
  return part(state);
}
