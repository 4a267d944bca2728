import fc from "fast-check";
import { expect, test } from "vitest";
import { type Conversation, startConversation } from "./conversation-state.ts";
import type { ConversationEffect, ConversationEvent, TimerName } from "./conversation-events.ts";
import { converse } from "./conversation.ts";
import type { Persona } from "./persona-data.ts";
import { PERSONAS } from "./personas/all.ts";

const by = (id: string): Persona => PERSONAS.find((persona) => persona.id === id)!;
const sink = by("leaking-sink");

/** Runs events and returns what the persona did, timers as `turn in 700`. */
function run(
  persona: Persona,
  events: ConversationEvent[],
  from: Conversation = startConversation(persona),
) {
  let state = from;
  const did: string[] = [];
  for (const event of events) {
    const step = converse(state, event, persona);
    state = step.state;
    did.push(...step.effects.map(written).filter((text) => text !== undefined));
  }
  return {
    state,
    did,
    spoken: did.filter((text) => text.startsWith("say ")).map((text) => text.slice(4)),
  };
}

function written(effect: ConversationEffect): string | undefined {
  switch (effect.kind) {
    case "say":
      return `say ${effect.line}`;
    case "press":
      return `press ${effect.key}`;
    case "setTimer":
      return effect.name === "limit" || effect.name === "stale"
        ? undefined
        : `${effect.name} in ${effect.afterMs}`;
    case "clearTimer":
      return undefined;
    case "hangUp":
      return "hang up";
  }
}

const connected: ConversationEvent = { kind: "connected", outbound: false };
const turn: ConversationEvent = { kind: "timer", name: "turn" };
const lineEnded: ConversationEvent = { kind: "lineEnded" };
const bot = (text: string): ConversationEvent[] => [
  { kind: "speaking", id: "a", text, who: "bot" },
  { kind: "said", id: "a", text, complete: true },
  turn,
  lineEnded,
];
const operator: ConversationEvent[] = [
  { kind: "soundBegan" },
  { kind: "soundEnded", voice: true, agoMs: 300 },
  turn,
  lineEnded,
];
const music: ConversationEvent[] = [
  { kind: "soundBegan" },
  { kind: "soundEnded", voice: false, agoMs: 300 },
];

test("a whole intake: opening, answers to questions in any order, goodbye, hang-up", () => {
  const { spoken, did } = run(sink, [
    connected,
    ...bot("Hello, this is AssetCare24. How can I help you?"),
    ...bot("How urgent is it?"),
    ...bot("I am sorry. What is the address?"),
    ...bot("Which number can we call back?"),
    ...bot("A leak at 27 Camden Road, urgent. Is that right?"),
    ...bot("Is there anything else?"),
    ...bot("Thank you, goodbye!"),
    turn,
  ]);
  expect(spoken).toEqual([
    sink.opening,
    "Today would be wonderful.",
    "It's 27 Camden Street, Springfield, second floor.",
    "You can call me back on 202 555 0142.",
    "Yes, that's right.",
    "No, that was everything, thank you.",
    "Thank you. Goodbye.",
  ]);
  expect(did.at(-1)).toBe("hang up");
});

test("a question put twice is answered shorter, one not understood by what was said last", () => {
  const { spoken } = run(sink, [
    connected,
    ...bot("How can I help?"),
    ...bot("Your address?"),
    ...bot("And the address again?"),
    ...bot("Sorry, could you repeat that?"),
  ]);
  expect(spoken.slice(1)).toEqual([
    "It's 27 Camden Street, Springfield, second floor.",
    "27 Camden Street, Springfield.",
    "27 Camden Street, Springfield.",
  ]);
});

test("nobody greets: the caller begins after six seconds", () => {
  expect(run(sink, [connected]).did).toEqual(["turn in 6000"]);
  expect(run(sink, [connected, turn]).spoken).toEqual([sink.opening]);
});

test("announcements are listened to, menus get a key", () => {
  const { spoken, did } = run(sink, [
    connected,
    ...bot("This call is recorded."),
    ...bot("For a new request press 1."),
  ]);
  expect(spoken).toEqual([]);
  expect(did).toContain("press 1");
});

test("a bot that goes on speaking is heard out before it is answered", () => {
  const { did } = run(sink, [
    connected,
    { kind: "speaking", id: "a", text: "Hello.", who: "bot" },
    { kind: "said", id: "a", text: "Hello.", complete: true },
    { kind: "speaking", id: "b", text: "How can I help?", who: "bot" },
    turn,
    { kind: "said", id: "b", text: "How can I help?", complete: true },
  ]);
  expect(did).toEqual(["turn in 6000", "turn in 700", "turn in 700"]);
});

test("a sentence cut off by a takeover is not answered; the operator is, 700 ms after falling silent", () => {
  const { spoken, did } = run(sink, [
    connected,
    ...bot("How can I help?"),
    { kind: "speaking", id: "b", text: "What is the address?", who: "bot" },
    { kind: "said", id: "b", text: "What is the address?", complete: false },
    ...operator,
    ...operator,
  ]);
  expect(spoken).toEqual([sink.opening, sink.toOperator[0], sink.toOperator[1]]);
  expect(did).toContain("turn in 400");
});

test("music and tones are waited out, and the operator after them is answered", () => {
  const { spoken, state } = run(sink, [
    connected,
    ...bot("How can I help?"),
    ...bot("One moment please."),
    ...music,
    ...music,
  ]);
  expect(spoken).toEqual([sink.opening]);
  expect(run(sink, operator, state).spoken).toEqual([sink.toOperator[0]]);
});

test("an operator who murmurs along is not answered, one who keeps talking is heard out", () => {
  const speaking = run(sink, [connected, ...bot("How can I help?").slice(0, 3)]).state;
  const murmured = run(
    sink,
    [{ kind: "soundBegan" }, { kind: "soundEnded", voice: true, agoMs: 300 }, lineEnded],
    speaking,
  );
  expect(murmured.did).toEqual(["turn in 15000"]);
  const talking = run(
    sink,
    [{ kind: "soundBegan" }, lineEnded, { kind: "soundEnded", voice: true, agoMs: 300 }],
    speaking,
  );
  expect(talking.did).toEqual(["turn in 400"]);
});

test("with nothing left to tell the operator they murmur, and after a silence say goodbye and hang up", () => {
  const all = sink.toOperator.flatMap(() => operator);
  const { state, spoken } = run(sink, [connected, ...bot("How can I help?"), ...all, ...operator]);
  expect(spoken.at(-1)).toBe("All right.");
  expect(
    run(sink, [turn, lineEnded, turn], state).did.filter((text) => !text.startsWith("turn")),
  ).toEqual(["say Thank you. Goodbye.", "hang up"]);
});

test("a voice without any known words before it gets the facts in order, then the lines for a human", () => {
  const { spoken } = run(sink, [
    connected,
    ...operator,
    ...operator,
    ...operator,
    ...operator,
    ...operator,
    ...operator,
  ]);
  expect(spoken).toEqual([
    sink.opening,
    "It's 27 Camden Street, Springfield, second floor.",
    "Today would be wonderful.",
    "You can call me back on 202 555 0142.",
    "Hannah Price.",
    sink.toOperator[0],
  ]);
});

test("long silences get three questions and then an end", () => {
  const { spoken, did } = run(sink, [
    connected,
    ...bot("How can I help?"),
    ...Array.from({ length: 4 }, () => [turn, lineEnded]).flat(),
    turn,
  ]);
  expect(spoken.slice(1)).toEqual([
    ...Array<string>(3).fill("Hello? Is anybody there?"),
    "I'll try again later. Goodbye.",
  ]);
  expect(did.at(-1)).toBe("hang up");
});

test("one who interrupts does so once, into a long sentence", () => {
  const worried = by("water-damage");
  const long =
    "Das tut mir sehr leid, das klingt wirklich unangenehm. Damit ich jemanden schicken kann, brauche ich noch die Adresse.";
  const cutIn: ConversationEvent[] = [
    { kind: "speaking", id: "x", text: long, who: "bot" },
    { kind: "timer", name: "interrupt" },
    { kind: "said", id: "x", text: long, complete: false },
    lineEnded,
  ];
  const { spoken } = run(worried, [
    connected,
    ...bot("Wie kann ich Ihnen helfen?"),
    ...cutIn,
    ...cutIn,
  ]);
  expect(spoken).toEqual([worried.opening, worried.interruption]);
});

test("called from outside they greet first and then answer the voice", () => {
  const { spoken } = run(sink, [{ kind: "connected", outbound: true }, lineEnded, ...operator]);
  expect(spoken).toEqual([sink.outboundGreeting, sink.toOperator[0]]);
});

test("who wants a human insists, accepts the offer, and then talks", () => {
  const angry = by("third-complaint");
  const { spoken } = run(angry, [
    connected,
    ...bot("Wie kann ich helfen?"),
    ...bot("Worum geht es?"),
    ...bot("Soll ich Sie mit einem Kollegen verbinden?"),
    ...bot("Einen Moment bitte, ich verbinde Sie."),
    ...operator,
  ]);
  expect(spoken).toEqual([
    angry.opening,
    "Das erkläre ich einem Menschen. Geben Sie mir bitte einen Mitarbeiter!",
    "Ja, sofort bitte!",
    angry.toOperator[0],
  ]);
});

test("the silent caller says nothing, and hangs up when the bot does", () => {
  const silent = by("silent-line");
  const { spoken, did } = run(silent, [
    connected,
    turn,
    ...bot("Wie kann ich helfen?"),
    ...operator,
    ...bot("Auf Wiederhören."),
    turn,
  ]);
  expect(spoken).toEqual([]);
  expect(did.at(-1)).toBe("hang up");
});

test("a sentence whose end is never told deafens nobody for ever", () => {
  const deaf = run(sink, [
    connected,
    { kind: "speaking", id: "a", text: "Hello", who: "bot" },
  ]).state;
  const { state, did } = run(sink, [{ kind: "timer", name: "stale" }], deaf);
  expect(state.told).toEqual([]);
  expect(did).toEqual(["turn in 6000"]);
});

test("a statement that asks nothing is waited on; if nothing follows, it is taken for a question", () => {
  const state = run(sink, [connected, ...bot("How can I help?")]).state;
  const told = bot("Then I would need the address.").slice(0, 2);
  const thanked = bot("Thank you.").slice(0, 2);
  expect(run(sink, [...told, turn], state).did).toEqual(["turn in 700", "turn in 3000"]);
  expect(run(sink, [...told, turn, turn], state).spoken).toEqual([
    "It's 27 Camden Street, Springfield, second floor.",
  ]);
  expect(run(sink, [...thanked, turn, turn], state).spoken).toEqual([sink.otherwise[0]]);
  expect(run(sink, [...thanked, turn, ...bot("How urgent is it?")], state).spoken).toEqual([
    "Today would be wonderful.",
  ]);
});

test("an announcement of the carrier is no talk, a question of its is", () => {
  const state = run(sink, [connected, ...bot("How can I help?")]).state;
  const carrier = (text: string): ConversationEvent[] => [
    { kind: "speaking", id: "a", text, who: "carrier" },
    { kind: "said", id: "a", text, complete: true },
    turn,
  ];
  expect(run(sink, carrier("All our lines are busy."), state).did).toEqual([
    "turn in 700",
    "turn in 15000",
  ]);
  expect(run(sink, carrier("What is your address?"), state).spoken.length).toBe(1);
});

const anyEvent: fc.Arbitrary<ConversationEvent> = fc.oneof(
  fc.record({
    kind: fc.constant("speaking" as const),
    id: fc.constantFrom("a", "b"),
    text: fc.string(),
    who: fc.constantFrom("carrier" as const, "bot" as const),
  }),
  fc.record({
    kind: fc.constant("said" as const),
    id: fc.constantFrom("a", "b"),
    text: fc.constantFrom("Your address?", "Goodbye", "Press 1", "x", "One moment", ""),
    complete: fc.boolean(),
  }),
  fc.constant({ kind: "soundBegan" as const }),
  fc.record({
    kind: fc.constant("soundEnded" as const),
    voice: fc.boolean(),
    agoMs: fc.integer({ min: 0, max: 2_000 }),
  }),
  fc.constant(lineEnded),
  fc.record({
    kind: fc.constant("timer" as const),
    name: fc.constantFrom<TimerName>("turn", "interrupt", "stale", "limit"),
  }),
  fc.constant({ kind: "ended" as const }),
);

test("whatever happens: never two lines at once, nothing after the end, no state without a way on", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PERSONAS),
      fc.array(anyEvent, { maxLength: 120 }),
      (persona, events) => {
        let state = startConversation(persona);
        const timers = new Set<string>();
        for (const event of [connected, ...events]) {
          const before = state.phase;
          if (event.kind === "timer") timers.delete(event.name);
          const step = converse(state, event, persona);
          state = step.state;
          for (const effect of step.effects) {
            expect(before).not.toBe("over");
            if (effect.kind === "say")
              expect(before === "speaking" && event.kind !== "lineEnded").toBe(false);
            if (effect.kind === "setTimer") timers.add(effect.name);
            if (effect.kind === "clearTimer") timers.delete(effect.name);
          }
          const waitsForOthers =
            state.phase === "speaking" ||
            state.phase === "over" ||
            state.sound ||
            (state.told.length > 0 && timers.has("stale"));
          expect(waitsForOthers || timers.has("turn") || event.kind === "timer").toBe(true);
        }
      },
    ),
    { numRuns: 500 },
  );
});
