import { forgive } from "./caller.ts";
import { cutSpeeches, heardFragment, say, send, showSpeech } from "./playback.ts";
import { newSpeech } from "./speech.ts";
import { abortHead, startHead } from "./reply.ts";
import { step, chain, type Step } from "./effects.ts";
import {
  MAX_MEMORY,
  remember,
  type Greeting,
  type HeadInput,
  type TurnEvent,
  type TurnState,
} from "./state.ts";

/** What plays on after a stop is reported until the carrier moves the caller, or for this long. */
const SETTLE_MS = 1_500;

type Of<T extends TurnEvent["type"]> = Extract<TurnEvent, { type: T }>;

/** The conversation is known: the greeting is already being spoken, or there is none. */
export function opened(state: TurnState, event: Of<"opened">): Step {
  if (state.opened) return step(state);
  const { language, unheard } = event;
  // Told to stop before we knew the call: then everything is noted and nothing said.
  const control = state.control === "opening" ? "bot" : state.control;
  const memory = [...event.memory, ...state.memory].slice(-MAX_MEMORY);
  const known: TurnState = { ...state, control, opened: true, language, memory, unheard };
  const greeting =
    event.greeting === null ? null : { text: event.greeting, guardedChars: event.disclosureChars };
  const greeted = greeting === null ? step(known) : greet(known, greeting, event.at);
  return chain(greeted, (next) => {
    const input = control === "bot" ? firstInput(next, event.resumed) : null;
    return input === null ? step(next) : startHead({ ...next, pending: "" }, input, event.at);
  });
}

function firstInput(state: TurnState, resumed: Of<"opened">["resumed"]): HeadInput | null {
  if (state.pending !== "") return { kind: "callerSaid", text: state.pending };
  return resumed === null ? null : { kind: "resumed", reason: resumed, unheard: state.unheard };
}

function greet(state: TurnState, greeting: Greeting, at: number): Step {
  const { text, guardedChars } = greeting;
  const gen = state.gen + 1;
  const opening = newSpeech(gen, { discloses: true, guardedChars });
  if (state.voice === "own") {
    return state.control === "bot"
      ? send({ ...state, gen, greeting: null }, gen, text, true, opening)
      : step({ ...state, greeting });
  }
  const { early, botAudible, botAudibleAt } = state;
  const startedAt = botAudible ? botAudibleAt : null;
  const speech = { ...opening, sent: text, complete: true, startedAt };
  const said = { ...state, gen, speeches: [...state.speeches, speech], early: "" };
  const heard = heardFragment(said, early, at);
  if (state.earlyCut) return chain(heard, (next) => cutSpeeches(next, at));
  // The sound was there before we knew what is said: whoever reads along need not wait for its end.
  const sounds = botAudible && early === "";
  return sounds ? chain(heard, (next) => step(next, showSpeech(speech, at))) : heard;
}

/**
 * No word leaves after this. What a carrier's voice still says is followed until the caller is
 * moved; our own was cut before.
 */
export function stopped(state: TurnState, over: boolean): Step {
  if (state.control === "stopped") return step(state);
  const silent = abortHead({
    ...state,
    control: "stopped",
    ending: null,
    broken: null,
    ringing: false,
    digits: "",
  });
  return chain(silent, (next) =>
    step(
      next,
      { type: "clearTimer", timer: "noise" },
      { type: "clearTimer", timer: "digits" },
      { type: "setTimer", timer: "settle", afterMs: over || next.voice === "own" ? 0 : SETTLE_MS },
    ),
  );
}

/** A human's control wins, but an aside only adds: what is being said is not cut for it. */
export function whispered(state: TurnState, { kind, text }: Of<"whispered">): Step {
  if (kind === "note") return step(remember(state, { kind: "whisper", text }));
  return state.control === "bot" ? say(state, `${text} `) : step(state);
}

export function settled(state: TurnState, at: number): Step {
  return state.control === "stopped" ? cutSpeeches(state, at) : step(state);
}

export function resumed(
  state: TurnState,
  reason: "takeover_failed" | "nobody_answered",
  at: number,
): Step {
  if (!state.opened) return step({ ...state, control: "opening" });
  const settledFirst = state.control === "stopped" ? cutSpeeches(state, at) : abortHead(state);
  return chain(settledFirst, (next) => {
    const bot: TurnState = { ...forgive(next), control: "bot", ringing: false, pending: "" };
    const ready = step(bot, { type: "clearTimer", timer: "settle" });
    const { greeting } = bot;
    const greeted = greeting === null ? ready : chain(ready, (on) => greet(on, greeting, at));
    const input = resumedInput(next, reason);
    return input === null ? greeted : chain(greeted, (on) => startHead(on, input, at));
  });
}

/** What the head has to answer; null where the greeting is all that is to be said. */
function resumedInput(
  { pending, unheard, greeting }: TurnState,
  reason: "takeover_failed" | "nobody_answered",
): HeadInput | null {
  if (reason === "nobody_answered") return { kind: "resumed", reason, unheard };
  if (pending !== "") return { kind: "callerSaid", text: pending };
  return greeting === null ? { kind: "resumed", reason, unheard } : null;
}

export function closed(state: TurnState, at: number): Step {
  const cut = chain(abortHead({ ...state, control: "stopped" }), (next) => cutSpeeches(next, at));
  const timers = [
    "flush",
    "filler",
    "drain",
    "silence",
    "settle",
    "noise",
    "digits",
    "callerStuck",
  ] as const;
  return chain(cut, (next) =>
    step(
      { ...next, control: "over" },
      ...timers.map((timer) => ({ type: "clearTimer", timer }) as const),
    ),
  );
}
