import { expectationOf } from "../endpointing/expectation.ts";
import { contest, decide, weigh, yielded } from "./overlap.ts";
import { began, begin, CAP_MS, ended } from "./speech.ts";
import {
  chain,
  newFloorState,
  step,
  wordsOf,
  type FloorEvent,
  type FloorState,
  type FloorStep,
  type FloorTimer,
} from "./state.ts";
import { bePatient, dropGuess, endTurn, patienceOver } from "./turn-end.ts";
import { flushed, nothingNew, partly, settled, turnEnded } from "./words.ts";

function keyPressed(state: FloorState, at: number): FloorStep {
  switch (state.phase) {
    case "callerSpeaking":
    case "maybeDone":
      return wordsOf(state.caller) === "" ? step(state) : endTurn(state, "keys", at);
    case "overlap":
      return yielded(state, at);
    case "botSpeaking":
      if (state.bot.guarded) return step(state);
      return chain(
        step({ ...state, bot: { ...state.bot, audible: false } }, { type: "cutVoice" }),
        (next) => afterBot(next, at),
      );
    case "idle":
    case "committed":
      return step(state);
  }
}

function botAudible(before: FloorState, on: boolean, at: number): FloorStep {
  const state = { ...before, bot: { ...before.bot, audible: on } };
  switch (state.phase) {
    case "idle":
    case "committed":
      return step(on ? { ...state, phase: "botSpeaking" } : state);
    case "botSpeaking":
      return on ? step(state) : afterBot(state, at);
    case "callerSpeaking": {
      // We began while they spoke: the later one gives way, unless it must be heard.
      const onset = state.caller.stretchAt;
      return on && !state.bot.guarded && onset !== null
        ? chain(contest(state, onset, at), (next) => weigh(next, at))
        : step(state);
    }
    case "overlap":
    case "maybeDone":
      return step(state);
  }
}

/** We are done, and whoever makes a sound has the floor; of one that is over the words decide. */
function afterBot(state: FloorState, at: number): FloorStep {
  const { startedAt, stretchAt } = state.caller;
  const quiet: FloorState = { ...state, phase: "idle", talkedOver: false };
  if (stretchAt !== null) return begin(quiet, state.talkedOver ? at : stretchAt, at);
  return startedAt === null ? step(quiet) : bePatient({ ...quiet, phase: "maybeDone" }, at);
}

function timerFired(state: FloorState, timer: FloorTimer, at: number): FloorStep {
  switch (timer) {
    case "patience":
      return patienceOver(state, at);
    case "words":
      return state.phase === "maybeDone" ? endTurn(state, "silence", at) : step(state);
    case "overlap":
      return decide(state, at);
    case "still":
      return nothingNew(state, at);
    case "cap": {
      const isTalking = state.phase === "callerSpeaking" || state.phase === "maybeDone";
      if (!isTalking) return step(state);
      const { caller } = state;
      const hasWords = wordsOf(caller) !== "";
      const leftMs = (caller.startedAt ?? at) + CAP_MS - at;
      if (hasWords && leftMs > 0)
        return step(state, { type: "setFloorTimer", timer: "cap", afterMs: leftMs });
      const isTalk = caller.stretchAt !== null && hasWords;
      return chain(endTurn(state, "cap", at), (next) =>
        step(
          isTalk ? { ...next, talkedOver: true, caller: { ...next.caller, startedAt: at } } : next,
        ),
      );
    }
  }
}

/**
 * Who has the floor: when a caller's turn has ended, and whether a sound of theirs ends ours. Pure
 * and total. Every phase that waits has a timer that ends it.
 */
export function floorTransition(state: FloorState, event: FloorEvent): FloorStep {
  const { at } = event;
  switch (event.type) {
    case "tuned": {
      const { language, listening } = event;
      return step({ ...newFloorState({ language, listening }), bot: state.bot });
    }
    case "speechBegan":
      return began(state, at - event.agoMs, at);
    case "speechEnded":
      return ended(state, at - event.agoMs, at);
    case "partial":
      return partly(state, event.text, at);
    case "final":
      return settled(state, event.text, at);
    case "flushed":
      return flushed(state, at);
    case "turnEnded":
      return turnEnded(state, event.eager, at);
    case "turnResumed":
      return dropGuess(state);
    case "keyPressed":
      return keyPressed(state, at);
    case "botAudible":
      return botAudible(state, event.on, at);
    case "botHeard":
      return step({
        ...state,
        expectation: expectationOf(event.text, state.language, {
          expectation: state.expectation,
          cut: event.cut,
        }),
      });
    case "floorTimer":
      return timerFired(state, event.timer, at);
  }
}
