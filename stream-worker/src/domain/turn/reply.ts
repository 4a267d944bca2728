import { addText, flush, newChunker } from "../chunking.ts";
import { phrases } from "../phrases.ts";
import { hasWords, speakable } from "../speakable.ts";
import { say, send } from "./playback.ts";
import { step, chain, type Step } from "./effects.ts";
import {
  remember,
  type EndReason,
  type HeadAtWork,
  type HeadInput,
  type TurnEvent,
  type TurnState,
} from "./state.ts";

const FLUSH_MS = 300;
/** Silence is a fault: a word at these delays while a model or a tool keeps the caller waiting. */
export const FILLERS_AT_MS = [900, 3_500, 6_000] as const;
const GIVE_UP_AT_MS = 8_000;
/** Some four minutes of speech: nobody listens to more, and nobody is owed it. */
const MAX_REPLY_CHARS = 4_000;

type Of<T extends TurnEvent["type"]> = Extract<TurnEvent, { type: T }>;

export function newHead(gen: number, input: HeadInput, at: number): HeadAtWork {
  return { gen, input, chars: 0, hasSpoken: false, waitingSince: at, fillers: 0, tools: 0 };
}

export function startHead(state: TurnState, input: HeadInput, at: number): Step {
  const gen = state.gen + 1;
  const head = newHead(gen, input, at);
  return step(
    { ...state, gen, head, chunker: newChunker() },
    { type: "startHead", gen, input, isGuess: false },
    { type: "setTimer", timer: "filler", afterMs: FILLERS_AT_MS[0] },
  );
}

/** An answer begun too early is as if it had never been. */
export function dropGuess(state: TurnState): Step {
  return state.guess === null
    ? step(state)
    : step({ ...state, guess: null }, { type: "abortHead", gen: state.guess.gen });
}

/** No word of this reply leaves any more; what was sent may still be playing. */
export function abortHead(before: TurnState): Step {
  return chain(dropGuess(before), abortWork);
}

function abortWork(state: TurnState): Step {
  if (state.head === null) return step(state);
  const { gen } = state.head;
  const stopped = step(
    { ...state, head: null, chunker: newChunker() },
    { type: "abortHead", gen },
    { type: "clearTimer", timer: "filler" },
    { type: "clearTimer", timer: "flush" },
  );
  const open = state.speeches.some((one) => one.gen === gen && !one.complete);
  if (!open) return stopped;
  // Closing the text would make the carrier speak what it still holds back: a stop must not.
  if (state.control !== "bot") return chain(stopped, (next) => step(completed(next, gen)));
  return chain(stopped, (next) => send(next, gen, "", true));
}

function completed(state: TurnState, gen: number): TurnState {
  const speeches = state.speeches.map((one) =>
    one.gen === gen ? { ...one, complete: true } : one,
  );
  return { ...state, speeches };
}

export function headSaid(state: TurnState, event: Of<"headSaid">): Step {
  if (state.head?.gen !== event.gen) return step(state);
  const text = event.text.slice(0, MAX_REPLY_CHARS - state.head.chars);
  const { chunker, chunks } = addText(state.chunker, text, state.language);
  const head: HeadAtWork = {
    ...state.head,
    chars: state.head.chars + text.length,
    fillers: 0,
  };
  const heard = step(
    { ...state, head, chunker },
    { type: "clearTimer", timer: "filler" },
    chunker.rest === ""
      ? { type: "clearTimer", timer: "flush" }
      : { type: "setTimer", timer: "flush", afterMs: FLUSH_MS },
  );
  return chunks.reduce<Step>((done, chunk) => chain(done, (next) => sendWords(next, chunk)), heard);
}

/** Words of the head that is at work. */
function sendWords(state: TurnState, chunk: string): Step {
  if (state.head === null) return step(state);
  const hasSpoken = state.head.hasSpoken || hasWords(speakable(chunk));
  return send({ ...state, head: { ...state.head, hasSpoken } }, state.head.gen, chunk, false);
}

export function flushed(state: TurnState): Step {
  if (state.head === null) return step(state);
  const { chunker, chunk } = flush(state.chunker);
  return chunk === "" ? step(state) : sendWords({ ...state, chunker }, chunk);
}

export function toolStarted(state: TurnState, event: Of<"toolStarted">): Step {
  if (state.head?.gen !== event.gen) return step(state);
  const spoken = chain(flushed(state), (next) =>
    step(next, { type: "clearTimer", timer: "flush" }),
  );
  return chain(spoken, (next) => {
    if (next.head === null) return step(next);
    const head = { ...next.head, waitingSince: event.at, fillers: 0, tools: next.head.tools + 1 };
    return step(
      { ...next, head },
      { type: "setTimer", timer: "filler", afterMs: FILLERS_AT_MS[0] },
    );
  });
}

export function toolFinished(state: TurnState, event: Of<"toolFinished">): Step {
  // A tool that finished after its reply was cut has still happened: memory keeps it.
  const known = remember({ ...state, ringing: state.ringing || event.ringing }, event.memory);
  if (known.head?.gen !== event.gen) return step(known);
  return step({ ...known, head: { ...known.head, tools: Math.max(0, known.head.tools - 1) } });
}

export function headFinished(state: TurnState, event: Of<"headFinished">): Step {
  if (state.head?.gen !== event.gen) return step(state);
  const { chunker, chunk } = flush(state.chunker);
  const done = step(
    { ...state, head: null, chunker, ending: event.end },
    { type: "clearTimer", timer: "filler" },
    { type: "clearTimer", timer: "flush" },
  );
  if (isSilent(state.head, chunk, event.end))
    return chain(done, (next) => saidNothing(next, event.gen));
  const sent = chain(done, (next) => send(next, event.gen, chunk, true));
  return chain(sent, (next) =>
    next.speeches.length === 0 && event.end !== null
      ? step({ ...next, ending: null }, { type: "endCall", reason: event.end })
      : step(next),
  );
}

/** Only keys may go without an answer: there may be more of them. */
function isSilent(head: HeadAtWork, rest: string, end: EndReason | null): boolean {
  const hasSpoken = head.hasSpoken || hasWords(speakable(rest));
  return !hasSpoken && end === null && head.input.kind !== "digits";
}

/** A head without a word to say leaves the caller waiting, as one that fails does. */
function saidNothing(state: TurnState, gen: number): Step {
  const { ringing, failed } = phrases(state.language);
  const closed = step(completed(state, gen));
  if (state.ringing) return chain(closed, (next) => say(next, ringing));
  return chain(
    chain(closed, (next) => say(next, failed)),
    (said) => step(said, { type: "offerHandover" }),
  );
}

export function headFailed(state: TurnState, event: Of<"headFailed">): Step {
  if (state.head?.gen !== event.gen) return step(state);
  return chain(abortHead(state), (next) =>
    chain(say(next, phrases(next.language).failed), (said) =>
      step(said, { type: "offerHandover" }),
    ),
  );
}

export function filler(state: TurnState, at: number): Step {
  const { head } = state;
  if (head === null || state.control !== "bot") return step(state);
  const next = { ...head, fillers: head.fillers + 1 };
  const due = FILLERS_AT_MS[next.fillers] ?? GIVE_UP_AT_MS;
  const timer = {
    type: "setTimer",
    timer: "filler",
    afterMs: Math.max(0, head.waitingSince + due - at),
  } as const;
  const text = phrases(state.language).fillers[head.fillers];
  if (text === undefined) return giveUp(state);
  // While earlier words still sound, the caller is not waiting in silence.
  if (state.botAudible) return step({ ...state, head: next }, timer);
  return chain(send({ ...state, head: next }, head.gen, `${text} `, false), (sent) =>
    step(sent, timer),
  );
}

function giveUp(state: TurnState): Step {
  return chain(abortHead(state), (next) =>
    chain(say(next, phrases(next.language).stuck), (said) => step(said, { type: "offerHandover" })),
  );
}

/** The answer to an offer the machine made itself. */
export function handoverOffered(state: TurnState, ringing: boolean): Step {
  const next = { ...state, ringing };
  return ringing || state.control !== "bot"
    ? step(next)
    : say(next, phrases(state.language).nobody);
}

export function silent(state: TurnState, at: number): Step {
  if (state.ringing) return say(state, phrases(state.language).ringing);
  const silences = state.silences + 1;
  return startHead({ ...state, silences }, { kind: "callerSilent", times: silences }, at);
}
