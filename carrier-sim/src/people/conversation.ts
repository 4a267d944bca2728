import type { Conversation } from "./conversation-state.ts";
import type { ConversationEffect, ConversationEvent, TimerName } from "./conversation-events.ts";
import { allTimersOff, clearTimers, setTimer } from "./conversation-timers.ts";
import type { Persona } from "./persona-data.ts";
import { type Reply, replyTo } from "./reply.ts";

export interface Step {
  state: Conversation;
  effects: ConversationEffect[];
}

/** An operator is answered this long after falling silent. */
export const OPERATOR_PAUSE_MS = 700;
/** Nobody greets: the caller begins. */
const OPENING_PATIENCE_MS = 6_000;
/** Silence before the first, second and third "is anybody there?", and before they give up. */
const PATIENCE_MS = [15_000, 25_000, 40_000, 60_000];
/** After a statement that asked nothing, a bot may still be looking for its next words. */
const PONDER_MS = 3_000;
/** With nothing left to tell the operator, they take their leave. */
const NOTHING_LEFT_MS = 20_000;
/** Into a bot's turn that lasts this long they burst. */
const INTERRUPT_AFTER_MS = 3_000;
const HANG_UP_AFTER_MS = 700;
/** After talking at the same time people wait a little longer. */
const OVERLAP_MS = 900;
const MAX_TURN = 2_000;
/** Twice the time that a slow voice takes: a sentence whose end was never told does not deafen them for ever. */
const STALE_AFTER_MS = 5_000;
const STALE_MS_A_LETTER = 200;
/** Nobody stays on the line for ever, not even with the nicest hold music. */
const LIMIT_MS = 30 * 60_000;

/** What a persona does about what happens to it. Pure. */
export function converse(state: Conversation, event: ConversationEvent, persona: Persona): Step {
  if (state.phase === "over") return stay(state);
  if (event.kind === "ended")
    return { state: { ...state, phase: "over" }, effects: allTimersOff() };
  if (state.phase === "leaving" && event.kind !== "timer") return stay(state);
  switch (event.kind) {
    case "connected":
      return onConnected({ ...state, outbound: event.outbound }, persona);
    case "speaking":
      return onSpeaking(state, event, persona);
    case "said":
      return onSaid(state, event, persona);
    case "unrecognised":
      return onUnrecognised(state, event, persona);
    case "soundBegan":
      return hush({ ...state, sound: true });
    case "soundEnded":
      return onSoundEnded(state, event, persona);
    case "lineEnded":
      return onLineEnded(state, persona);
    case "timer":
      return onTimer(state, event.name, persona);
  }
}

function onConnected(state: Conversation, persona: Persona): Step {
  const { state: next, effects } = state.outbound
    ? perform(state, { line: persona.outboundGreeting, leaves: false }, persona)
    : listen(state, persona);
  return {
    state: next,
    effects: [...effects, setTimer("limit", LIMIT_MS)],
  };
}

function onTimer(state: Conversation, name: TimerName, persona: Persona): Step {
  switch (name) {
    case "turn":
      return onTurn(state, persona);
    case "interrupt":
      return onInterrupt(state, persona);
    case "stale":
      return state.told.length === 0
        ? stay(state)
        : settle({ ...state, told: [], turn: "" }, persona, 0);
    case "limit":
      return {
        state: { ...state, phase: "over" },
        effects: [...allTimersOff(), { kind: "hangUp" }],
      };
  }
}

function onSpeaking(
  state: Conversation,
  { id, text, who }: { id: string; text: string; who: "carrier" | "bot" },
  persona: Persona,
): Step {
  // A carrier tells a bot's turn in several pieces: the first of them starts the patience.
  const turnBegins = state.told.length === 0 && state.turn === "" && state.phase !== "speaking";
  const announced = who === "carrier" || (state.announced && !turnBegins);
  const others = state.told.filter((known) => known !== id);
  const heard = hush({ ...state, announced, told: [...others, id].slice(-20) });
  const effects = [
    ...heard.effects,
    setTimer("stale", STALE_AFTER_MS + text.length * STALE_MS_A_LETTER),
  ];
  if (turnBegins && persona.timing.interrupts && !state.interrupted && state.opened)
    effects.push(setTimer("interrupt", INTERRUPT_AFTER_MS));
  return { state: heard.state, effects };
}

function onSaid(
  state: Conversation,
  event: { id: string; text: string; complete: boolean; agoMs?: number },
  persona: Persona,
): Step {
  const told = state.told.filter((id) => id !== event.id);
  // A sentence that was cut off asks nothing: either they cut it themselves, or somebody else is about to speak.
  const turn = event.complete
    ? [state.pondered, state.turn, event.text].join(" ").trim().slice(-MAX_TURN)
    : "";
  const after = { ...state, told, turn, pondered: "", nudges: 0 };
  return settle(after, persona, Math.max(0, persona.timing.reactionMs - (event.agoMs ?? 0)));
}

/** What was announced turns out to be a voice like any other without words. */
function onUnrecognised(
  state: Conversation,
  { id, voice, agoMs }: { id: string; voice: boolean; agoMs: number },
  persona: Persona,
): Step {
  const told = state.told.filter((known) => known !== id);
  return onSoundEnded({ ...state, told }, { voice, agoMs }, persona);
}

function onSoundEnded(
  state: Conversation,
  event: { voice: boolean; agoMs: number },
  persona: Persona,
): Step {
  const after = {
    ...state,
    sound: false,
    voiced: state.voiced || event.voice,
    nudges: event.voice ? 0 : state.nudges,
  };
  return settle(after, persona, Math.max(0, OPERATOR_PAUSE_MS - event.agoMs));
}

function onLineEnded(state: Conversation, persona: Persona): Step {
  if (state.phase !== "speaking") return stay(state);
  if (state.leaves) {
    return {
      state: { ...state, phase: "leaving" },
      effects: [setTimer("turn", HANG_UP_AFTER_MS)],
    };
  }
  // A voice that only murmured along while they spoke wants no answer; one that still speaks will be heard out.
  const after: Conversation = { ...state, phase: "listening", voiced: false };
  return settle(after, persona, persona.timing.reactionMs + OVERLAP_MS);
}

/** Everybody is quiet, or somebody is not: think about an answer, wait on, or stay still. */
function settle(state: Conversation, persona: Persona, thinkMs: number): Step {
  if (state.phase !== "listening" && state.phase !== "thinking") return stay(state);
  if (state.told.length > 0 || state.sound) return stay({ ...state, phase: "listening" });
  if (state.turn === "" && !state.voiced) return listen(state, persona);
  return {
    state: { ...state, phase: "thinking" },
    effects: [setTimer("turn", thinkMs)],
  };
}

function onTurn(state: Conversation, persona: Persona): Step {
  if (state.phase === "leaving")
    return { state: { ...state, phase: "over" }, effects: [...allTimersOff(), { kind: "hangUp" }] };
  if (state.phase !== "thinking" && state.phase !== "listening") return stay(state);
  if (state.told.length > 0 || state.sound) return stay(state);
  const { state: after, reply } = replyTo(state, persona);
  return perform(after, reply, persona);
}

function onInterrupt(state: Conversation, persona: Persona): Step {
  if (state.phase !== "listening" || state.interrupted || state.told.length === 0)
    return stay(state);
  if (persona.interruption === undefined) return stay(state);
  return perform(
    { ...state, interrupted: true },
    { line: persona.interruption, leaves: false },
    persona,
  );
}

function perform(state: Conversation, reply: Reply, persona: Persona): Step {
  const fresh: Conversation = { ...state, turn: "", voiced: false };
  if (reply.line !== undefined && persona.silent !== true) {
    const next: Conversation = {
      ...fresh,
      phase: "speaking",
      lastLine: reply.line,
      leaves: reply.leaves,
      replies: state.replies + 1,
    };
    return { state: next, effects: [...clearTimers(), { kind: "say", line: reply.line }] };
  }
  if (reply.leaves) {
    return {
      state: { ...fresh, phase: "leaving" },
      effects: [setTimer("turn", HANG_UP_AFTER_MS)],
    };
  }
  const waiting = listen(fresh, persona);
  if (reply.press === undefined || persona.silent === true) return waiting;
  return {
    state: waiting.state,
    effects: [{ kind: "press", key: reply.press }, ...waiting.effects],
  };
}

/** Waits for the others, for as long as this persona's patience lasts. */
function listen(state: Conversation, persona: Persona): Step {
  return {
    state: { ...state, phase: "listening" },
    effects: [setTimer("turn", patienceMs(state, persona))],
  };
}

function patienceMs(state: Conversation, persona: Persona): number {
  if (!state.opened && !state.outbound) return OPENING_PATIENCE_MS;
  if (state.pondered !== "") return PONDER_MS;
  if (state.operatorAt > 0 && state.operatorAt >= persona.toOperator.length) return NOTHING_LEFT_MS;
  return PATIENCE_MS[Math.min(state.nudges, PATIENCE_MS.length - 1)]!;
}

/** Somebody begins to make a sound: whoever was about to speak waits. */
function hush(state: Conversation): Step {
  if (state.phase !== "listening" && state.phase !== "thinking") return stay(state);
  return {
    state: { ...state, phase: "listening" },
    effects: [{ kind: "clearTimer", name: "turn" }],
  };
}

function stay(state: Conversation): Step {
  return { state, effects: [] };
}
