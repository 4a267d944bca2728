import { addText, newChunker } from "../chunking.ts";
import {
  dropGuess,
  headFailed,
  headFinished,
  headSaid,
  newHead,
  toolFinished,
  toolStarted,
} from "./reply.ts";
import { chain, step, type Step } from "./effects.ts";
import type { Guess, TurnEvent, TurnState } from "./state.ts";
import { beginWait } from "./waiting.ts";

/** A reply is a few hundred tokens; more than that was begun in vain. */
const MAX_EVENTS = 400;

/** The turn is probably over: the head begins, and what it says waits. */
export function guessed(state: TurnState, text: string): Step {
  if (state.guess?.text === text) return step(state);
  const isFree = state.control === "bot" && state.head === null && state.speeches.length === 0;
  return chain(dropGuess(state), (next) => {
    if (!isFree || state.digits !== "") return step(next);
    const gen = next.gen + 1;
    return step(
      { ...next, gen, guess: { gen, text, events: [] } },
      { type: "startHead", gen, input: { kind: "callerSaid", text }, isGuess: true },
    );
  });
}

/** What a head says on a guess is kept until the commit; null where the event is not its. */
export function overhear(state: TurnState, event: TurnEvent): Step | null {
  const { guess } = state;
  if (guess === null || !("gen" in event) || event.gen !== guess.gen) return null;
  if (guess.events.length >= MAX_EVENTS) return dropGuess(state);
  const next: TurnState = { ...state, guess: { ...guess, events: [...guess.events, event] } };
  const first = event.type === "headSaid" ? firstChunk(state, guess, event.text) : null;
  return first === null ? step(next) : step(next, { type: "prepareText", text: first });
}

/** The first thing that will be said, at the moment it is complete: only that costs the caller time. */
function firstChunk(state: TurnState, guess: Guess, more: string): string | null {
  const before = guess.events
    .map((event) => (event.type === "headSaid" ? event.text : ""))
    .join("");
  const chunked = (text: string): string | undefined =>
    addText(newChunker(), text, state.language).chunks[0];
  return chunked(before) === undefined ? (chunked(before + more) ?? null) : null;
}

/** It was right: the head's words are said as if they came now. */
export function commitGuess(state: TurnState, guess: Guess, at: number, quietAt: number): Step {
  const head = newHead(guess.gen, { kind: "callerSaid", text: guess.text });
  const right: TurnState = {
    ...state,
    guess: null,
    head,
    chunker: newChunker(),
    ending: null,
    unheard: "",
    broken: null,
  };
  const committed = chain(step(right, { type: "commitHead", gen: guess.gen }), (next) =>
    beginWait(next, at, quietAt),
  );
  return guess.events.reduce<Step>(
    (done, event) => chain(done, (next) => replay(next, { ...event, at })),
    committed,
  );
}

function replay(state: TurnState, event: TurnEvent): Step {
  switch (event.type) {
    case "headSaid":
      return headSaid(state, event);
    case "toolStarted":
      return toolStarted(state, event);
    case "toolFinished":
      return toolFinished(state, event);
    case "headFinished":
      return headFinished(state, event);
    case "headFailed":
      return headFailed(state, event);
    default:
      return step(state);
  }
}
