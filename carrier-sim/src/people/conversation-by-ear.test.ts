import { expect, test } from "vitest";
import type { ConversationEvent } from "./conversation-events.ts";
import { converse } from "./conversation.ts";
import { startConversation } from "./conversation-state.ts";
import type { Persona } from "./persona-data.ts";
import { PERSONAS } from "./personas/all.ts";

const by = (id: string): Persona => PERSONAS.find((persona) => persona.id === id)!;
const sink = by("leaking-sink");

/** What they say, and when they would say it. */
function run(persona: Persona, events: readonly ConversationEvent[]) {
  let state = startConversation(persona);
  const spoken: string[] = [];
  const timers: string[] = [];
  for (const event of events) {
    const step = converse(state, event, persona);
    state = step.state;
    for (const effect of step.effects) {
      if (effect.kind === "say") spoken.push(effect.line);
      if (effect.kind === "setTimer") timers.push(`${effect.name} in ${effect.afterMs}`);
    }
  }
  return { state, spoken, timers };
}

const connected: ConversationEvent = { kind: "connected", outbound: false };
const turn: ConversationEvent = { kind: "timer", name: "turn" };
const lineEnded: ConversationEvent = { kind: "lineEnded" };
const speaking = (text: string, id = "a"): ConversationEvent => ({
  kind: "speaking",
  id,
  text,
  who: "bot",
});
const said = (text: string, complete = true): ConversationEvent => ({
  kind: "said",
  id: "a",
  text,
  complete,
  agoMs: 500,
});
const unrecognised = (voice = true): ConversationEvent => ({
  kind: "unrecognised",
  id: "a",
  voice,
  agoMs: 500,
});
const heard = (text: string): ConversationEvent[] => [
  speaking(""),
  speaking(text.split(" ")[0]!),
  said(text),
  turn,
  lineEnded,
];
const unknown = [speaking(""), speaking(""), unrecognised(), turn, lineEnded];

test("words known by their sound are answered as words that were told", () => {
  const { spoken } = run(sink, [
    connected,
    ...heard("How can I help you?"),
    ...heard("What is the address?"),
    ...heard("27 Camden Street. Is that right?"),
  ]);
  expect(spoken).toEqual([
    sink.opening,
    "It's 27 Camden Street, Springfield, second floor.",
    "Yes, that's right.",
  ]);
});

test("the time it took to know them is not waited again", () => {
  const { timers } = run(sink, [connected, speaking(""), said("How can I help you?")]);
  expect(timers.at(-1)).toBe(`turn in ${sink.timing.reactionMs - 500}`);
  const late: ConversationEvent = {
    kind: "said",
    id: "a",
    text: "Yes?",
    complete: true,
    agoMs: 9e3,
  };
  expect(run(sink, [connected, speaking(""), late]).timers.at(-1)).toBe("turn in 0");
});

test("a voice that nobody knew is told the facts in order, as one that was never announced", () => {
  const { spoken, timers } = run(sink, [connected, ...unknown, ...unknown, ...unknown]);
  expect(spoken).toEqual([
    sink.opening,
    "It's 27 Camden Street, Springfield, second floor.",
    "Today would be wonderful.",
  ]);
  expect(timers).toContain("turn in 200");
});

test("announced sound that was no voice wants no answer", () => {
  expect(run(sink, [connected, speaking(""), unrecognised(false)]).timers.at(-1)).toBe(
    "turn in 6000",
  );
});

test("after a talk in known words a voice without them is an operator's", () => {
  const { spoken } = run(sink, [
    connected,
    ...heard("How can I help you?"),
    { kind: "soundBegan" },
    { kind: "soundEnded", voice: true, agoMs: 300 },
    turn,
  ]);
  expect(spoken.at(-1)).toBe(sink.toOperator[0]);
});

test("who interrupts bursts into words that are only known in part", () => {
  const water = by("water-damage");
  const { spoken, state } = run(water, [
    connected,
    ...heard("Wie kann ich helfen?"),
    speaking(""),
    speaking("Das tut mir"),
    speaking("Das tut mir leid, ich brauche"),
    { kind: "timer", name: "interrupt" },
  ]);
  expect(spoken.at(-1)).toBe(water.interruption);
  expect(state.told).toEqual(["a"]);
});
