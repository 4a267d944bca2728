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
import { awaitSound, beginWait, endWait, isPending } from "./waiting.ts";

const FLUSH_MS = 300;
/** Some four minutes of speech: nobody listens to more, and nobody is owed it. */
const MAX_REPLY_CHARS = 4_000;

type Of<T extends TurnEvent["type"]> = Extract<TurnEvent, { type: T }>;

export function newHead(gen: number, input: HeadInput): HeadAtWork {
  return { gen, input, chars: 0, hasSpoken: false, tools: 0 };
}

export function startHead(state: TurnState, input: HeadInput, at: number, quietAt = at): Step {
  const gen = state.gen + 1;
  const started = step(
    { ...state, gen, head: newHead(gen, input), chunker: newChunker() },
    { type: "startHead", gen, input, isGuess: false },
  );
  return chain(started, (next) => beginWait(next, at, quietAt));
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
  if (state.head === null) return endWait(state);
  const { gen } = state.head;
  const aborted = step(
    { ...state, head: null, chunker: newChunker() },
    { type: "abortHead", gen },
    { type: "clearTimer", timer: "flush" },
  );
  const stopped = chain(aborted, endWait);
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
  const head: HeadAtWork = { ...state.head, chars: state.head.chars + text.length };
  const heard = step(
    { ...state, head, chunker },
    chunker.rest === ""
      ? { type: "clearTimer", timer: "flush" }
      : { type: "setTimer", timer: "flush", afterMs: FLUSH_MS },
  );
  // A carrier says what it is given; when our own voice sounds, it tells.
  const told = state.voice === "carrier" ? chain(heard, endWait) : heard;
  return chunks.reduce<Step>(
    (done, chunk) => chain(done, (next) => sendWords(next, chunk, event.at)),
    told,
  );
}

/** Words of the head that is at work. */
function sendWords(state: TurnState, chunk: string, at: number): Step {
  if (state.head === null) return step(state);
  const hasSpoken = state.head.hasSpoken || hasWords(speakable(chunk));
  const speaking = { ...state, head: { ...state.head, hasSpoken } };
  return awaitSound(state, send(speaking, state.head.gen, chunk, false), at);
}

export function flushed(state: TurnState, at: number): Step {
  if (state.head === null) return step(state);
  const { chunker, chunk } = flush(state.chunker, { isEnd: false });
  return chunk === "" ? step(state) : sendWords({ ...state, chunker }, chunk, at);
}

export function toolStarted(state: TurnState, event: Of<"toolStarted">): Step {
  if (state.head?.gen !== event.gen) return step(state);
  const spoken = chain(flushed(state, event.at), (next) =>
    step(next, { type: "clearTimer", timer: "flush" }),
  );
  return chain(spoken, (next) => {
    if (next.head === null) return step(next);
    const head = { ...next.head, tools: next.head.tools + 1 };
    // Who has waited for the model and heard nothing yet does not begin to wait anew.
    const isFirst = next.voice === "own" && next.wait?.fillers === 0;
    return isFirst ? step({ ...next, head }) : beginWait({ ...next, head }, event.at);
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
  const { chunker, chunk } = flush(state.chunker, { isEnd: true });
  const done = step(
    { ...state, head: null, chunker, ending: event.end },
    { type: "clearTimer", timer: "flush" },
  );
  if (isSilent(state.head, chunk, event.end))
    return chain(chain(done, endWait), (next) => saidNothing(next, event.gen));
  const sent = chain(done, (next) =>
    awaitSound(next, send(next, event.gen, chunk, true), event.at),
  );
  const told = chain(sent, (next) =>
    next.voice === "own" && isPending(next) ? step(next) : endWait(next),
  );
  return chain(told, (next) =>
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
