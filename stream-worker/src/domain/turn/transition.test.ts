import { describe, expect, it } from "vitest";
import type { TurnEffect } from "./effects.ts";
import { newTurnState, type TurnEvent, type TurnState } from "./state.ts";
import { SILENCE_MS, transition } from "./transition.ts";

type Bare<E> = E extends unknown ? Omit<E, "at"> : never;
type Event = Bare<TurnEvent>;

/** Plays events a tenth of a second apart; answers the last state and all effects. */
function play(events: readonly Event[], from: TurnState = newTurnState("en-US")) {
  let state = from;
  const effects: TurnEffect[] = [];
  events.forEach((event, index) => {
    const done = transition(state, { ...event, at: index * 100 });
    state = done.state;
    effects.push(...done.effects);
  });
  return { state, effects };
}

const GREETING = "Hello, this is AssetCare24. How can I help?";
const opened = (over: Partial<Extract<Event, { type: "opened" }>> = {}): Event => ({
  type: "opened",
  language: "en-US",
  greeting: GREETING,
  disclosureChars: GREETING.length,
  resumed: null,
  memory: [],
  unheard: "",
  ...over,
});
const said = (text: string): Event => ({ type: "prompted", text, last: true });
const played = (text: string): Event => ({ type: "played", text });
const fired = (timer: Extract<Event, { type: "timerFired" }>["timer"]): Event => ({
  type: "timerFired",
  timer,
});
const GREETED: readonly Event[] = [opened(), played(GREETING)];

const only = <T extends TurnEffect["type"]>(effects: readonly TurnEffect[], type: T) =>
  effects.filter((one): one is Extract<TurnEffect, { type: T }> => one.type === type);
const sent = (effects: readonly TurnEffect[]): string =>
  only(effects, "sendText")
    .map((one) => one.text)
    .join("");

describe("words on their way", () => {
  it("are shown sentence by sentence, as the caller hears them", () => {
    const { effects } = play([
      opened(),
      { type: "botAudible", on: true },
      played("Hello, this is AssetCare24."),
    ]);
    expect(only(effects, "showPartial").map((one) => one.text)).toEqual([
      "Hello, this is AssetCare24.",
      GREETING,
    ]);
  });
});

describe("the greeting", () => {
  it("is shown while it sounds, also when it began before we knew the call", () => {
    const { effects } = play([{ type: "botAudible", on: true }, opened()]);
    expect(only(effects, "showPartial").map((one) => one.text)).toEqual([
      "Hello, this is AssetCare24.",
    ]);
  });
  it("is recorded as heard once it was played, also when that was before we knew the call", () => {
    const late = play([{ type: "botAudible", on: true }, played(GREETING), opened()]);
    for (const { effects, state } of [play(GREETED), late]) {
      expect(only(effects, "finalise")).toEqual([
        expect.objectContaining({
          speaker: "bot",
          text: GREETING,
          heard: null,
          interrupted: false,
        }),
      ]);
      expect(state.memory).toEqual([{ kind: "said", by: "bot", text: GREETING }]);
      expect(sent(effects)).toBe("");
    }
  });

  it("counts only as far as it was heard when cut before we knew the call", () => {
    const { state, effects } = play([
      played("Hello, this is"),
      { type: "interrupted", heard: "Hello, this is" },
      said("Hi"),
      opened(),
    ]);
    expect(only(effects, "finalise").find((one) => one.speaker === "bot")).toMatchObject({
      heard: "Hello, this is",
      interrupted: true,
    });
    expect(state.head).not.toBeNull();
  });

  it("is taken as heard after its time where the carrier reports nothing", () => {
    const { effects, state } = play([opened(), fired("drain")]);
    expect(only(effects, "finalise")[0]).toMatchObject({ text: GREETING, heard: null });
    expect(state.speeches).toEqual([]);
  });
});

describe("a reply", () => {
  it("is spoken from its first clause on and finalised when heard", () => {
    const { state, effects } = play([
      ...GREETED,
      said("My heating is broken"),
      { type: "headSaid", gen: 2, text: "I see, that is" },
      { type: "headSaid", gen: 2, text: " bad. Where do you" },
      { type: "headSaid", gen: 2, text: " live?" },
      { type: "headFinished", gen: 2, end: null },
      played("I see, that is bad."),
      played("Where do you live?"),
    ]);
    expect(only(effects, "sendText").map((one) => one.text)).toEqual([
      "I see, ",
      "that is bad. ",
      "Where do you live?",
    ]);
    expect(only(effects, "finalise").at(-1)).toMatchObject({
      text: "I see, that is bad. Where do you live?",
      heard: null,
    });
    expect(state.memory.map((one) => one.kind === "said" && one.by)).toEqual([
      "bot",
      "caller",
      "bot",
    ]);
  });

  it("drops what an older generation still says", () => {
    const { effects } = play([
      ...GREETED,
      said("One"),
      said("Two"),
      { type: "headSaid", gen: 2, text: "Old words. " },
      { type: "headFinished", gen: 2, end: "done" },
    ]);
    expect(only(effects, "abortHead")).toEqual([{ type: "abortHead", gen: 2 }]);
    expect(sent(effects)).toBe("");
  });

  it("keeps a tool that finished after its reply was cut", () => {
    const memory = {
      kind: "tool",
      id: "t",
      tool: "save_request",
      input: {},
      result: "{}",
    } as const;
    const { state } = play([
      ...GREETED,
      said("Save it"),
      { type: "toolStarted", gen: 2 },
      said("Wait"),
      { type: "toolFinished", gen: 2, memory, ringing: false },
    ]);
    expect(state.memory.at(-1)).toEqual(memory);
  });

  it("ends the call only after its goodbye was heard, and not if the caller goes on", () => {
    const goodbye: readonly Event[] = [
      ...GREETED,
      said("That is all"),
      { type: "headSaid", gen: 2, text: "Goodbye." },
      { type: "headFinished", gen: 2, end: "done" },
    ];
    expect(only(play(goodbye).effects, "endCall")).toEqual([]);
    expect(only(play([...goodbye, played("Goodbye.")]).effects, "endCall")).toEqual([
      { type: "endCall", reason: "done" },
    ]);
    const wait = play([
      ...goodbye,
      { type: "interrupted", heard: "" },
      said("Wait"),
      fired("drain"),
    ]);
    expect(only(wait.effects, "endCall")).toEqual([]);
  });
});

describe("a barge-in", () => {
  const speaking: readonly Event[] = [
    ...GREETED,
    said("When are you open?"),
    { type: "headSaid", gen: 2, text: "From eight to six. On Saturdays until one. " },
    played("From eight"),
    { type: "interrupted", heard: "From eight" },
  ];

  it("cuts memory to the words heard and stops the head", () => {
    const { state, effects } = play(speaking);
    expect(state.memory.at(-1)).toEqual({ kind: "said", by: "bot", text: "From eight", cut: true });
    expect(only(effects, "abortHead")).toHaveLength(1);
    expect(only(effects, "finalise").at(-1)).toMatchObject({
      text: "From eight to six. On Saturdays until one.",
      heard: "From eight",
      interrupted: true,
    });
    expect(only(effects, "note").at(-1)?.note).toBe("bot_interrupted");
  });

  it("says the rest after all when no word follows", () => {
    const done: Event = { type: "headFinished", gen: 2, end: null };
    const { effects } = play([...speaking.toSpliced(-2, 0, done), fired("noise")]);
    expect(sent(effects).endsWith("to six. On Saturdays until one.")).toBe(true);
  });

  it("asks a head that was still at work to go on when no word follows", () => {
    const { effects } = play([...speaking, fired("noise")]);
    expect(only(effects, "startHead").at(-1)?.input).toEqual({
      kind: "resumed",
      reason: "noise",
      unheard: "to six. On Saturdays until one.",
    });
  });

  it("says nothing more of it when words follow", () => {
    const { effects, state } = play([...speaking, said("And on Sundays?"), fired("noise")]);
    expect(only(effects, "startHead").at(-1)?.input).toEqual({
      kind: "callerSaid",
      text: "And on Sundays?",
    });
    expect(state.unheard).toBe("");
  });

  it("leaves no trace of words nobody heard", () => {
    const { state } = play([
      ...GREETED,
      said("Hello"),
      { type: "headSaid", gen: 2, text: "Unheard words. " },
      { type: "interrupted", heard: "" },
    ]);
    expect(JSON.stringify(state.memory)).not.toContain("Unheard");
  });
});

describe("silence", () => {
  const timers = (effects: readonly TurnEffect[]) =>
    only(effects, "setTimer").filter((one) => one.timer === "silence");

  it("of the caller is measured from the end of our words, and asked about", () => {
    const { effects } = play(GREETED);
    expect(timers(effects)).toEqual([{ type: "setTimer", timer: "silence", afterMs: SILENCE_MS }]);
    const first = play([...GREETED, fired("silence")]);
    expect(only(first.effects, "startHead").at(-1)?.input).toEqual({
      kind: "callerSilent",
      times: 1,
    });
    const second = play([
      ...GREETED,
      fired("silence"),
      { type: "headSaid", gen: 2, text: "Are you there?" },
      { type: "headFinished", gen: 2, end: null },
      played("Are you there?"),
      fired("silence"),
    ]);
    expect(only(second.effects, "startHead").at(-1)?.input).toEqual({
      kind: "callerSilent",
      times: 2,
    });
  });

  it("is forgotten with the first word", () => {
    const { state } = play([...GREETED, fired("silence"), said("Yes, I am here")]);
    expect(state.silences).toBe(0);
  });

  it("of ours is filled at 0.9, 3.5 and 6 s; at 8 s a colleague is asked", () => {
    const { effects } = play([
      ...GREETED,
      said("Hello"),
      fired("filler"),
      fired("filler"),
      fired("filler"),
      fired("filler"),
    ]);
    expect(sent(effects)).toBe(
      "One moment, please. I am still on it. Thank you for waiting. " +
        "I am sorry, this is taking too long. I will ask a colleague to help.",
    );
    expect(only(effects, "fillerSaid")).toHaveLength(3);
    expect(only(effects, "offerHandover")).toHaveLength(1);
    expect(only(effects, "abortHead")).toHaveLength(1);
    const due = only(effects, "setTimer").filter((one) => one.timer === "filler");
    expect(due[0]?.afterMs).toBe(900);
  });

  it("of ours is not filled while words still sound", () => {
    const { effects } = play([
      ...GREETED,
      said("Hello"),
      { type: "botAudible", on: true },
      fired("filler"),
    ]);
    expect(sent(effects)).toBe("");
    expect(only(effects, "fillerSaid")).toEqual([]);
  });
});

describe("stop and resume", () => {
  const stopped: readonly Event[] = [
    ...GREETED,
    said("Hello"),
    { type: "headSaid", gen: 2, text: "Good morning to you, my " },
    { type: "stopCommanded", over: false },
  ];

  it("lets no text out after a stop, whatever arrives", () => {
    const before = play(stopped).state;
    const { effects } = play(
      [
        { type: "headSaid", gen: 2, text: "friend. " },
        { type: "headFinished", gen: 2, end: null },
        said("Are you there?"),
        { type: "digitPressed", digit: "1" },
        fired("flush"),
        fired("filler"),
        fired("silence"),
        fired("digits"),
        fired("noise"),
        { type: "handoverOffered", ringing: false },
      ],
      before,
    );
    expect(only(effects, "sendText")).toEqual([]);
    expect(only(effects, "startHead")).toEqual([]);
  });

  it("follows what still sounds and then reports what was heard", () => {
    const { effects } = play([...stopped, played("Good morning"), fired("settle")]);
    expect(only(effects, "finalise").at(-1)).toMatchObject({
      heard: "Good morning",
      interrupted: true,
    });
  });

  it("answers on resuming what the caller said meanwhile", () => {
    const { effects } = play([
      ...stopped,
      said("Hello? Anybody?"),
      { type: "resumeCommanded", reason: "takeover_failed" },
    ]);
    expect(only(effects, "startHead").at(-1)?.input).toEqual({
      kind: "callerSaid",
      text: "Hello? Anybody?",
    });
  });

  it("tells the head that nobody answered", () => {
    const { effects } = play([...GREETED, { type: "resumeCommanded", reason: "nobody_answered" }]);
    expect(only(effects, "startHead").at(-1)?.input).toMatchObject({
      kind: "resumed",
      reason: "nobody_answered",
    });
  });

  it("starts a resumed call without a greeting", () => {
    const { effects } = play([
      opened({ greeting: null, resumed: "worker_lost", unheard: "Where do you live?" }),
    ]);
    expect(only(effects, "startHead")[0]?.input).toEqual({
      kind: "resumed",
      reason: "worker_lost",
      unheard: "Where do you live?",
    });
  });
});

describe("a stop before the conversation is known", () => {
  const early: readonly Event[] = [
    played(GREETING),
    { type: "stopCommanded", over: false },
    said("Hello?"),
    opened(),
  ];

  it("notes the greeting and the caller's words and says nothing", () => {
    const { state, effects } = play(early);
    expect(only(effects, "finalise").map((one) => one.speaker)).toEqual(["caller", "bot"]);
    expect(only(effects, "startHead")).toEqual([]);
    expect(state.control).toBe("stopped");
  });

  it("is answered once the claim reverts", () => {
    const { effects } = play([...early, { type: "resumeCommanded", reason: "takeover_failed" }]);
    expect(only(effects, "startHead")[0]?.input).toEqual({ kind: "callerSaid", text: "Hello?" });
  });
});

it("notes the disclosure only when the whole greeting was heard", () => {
  const notes = (events: readonly Event[]) =>
    only(play(events).effects, "note").map((one) => one.note);
  expect(notes(GREETED)).toEqual(["disclosure_heard"]);
  const cut: Event = { type: "interrupted", heard: "Hello" };
  expect(notes([opened(), played("Hello"), cut])).toEqual(["bot_interrupted"]);
});

describe("keys", () => {
  it("are taken together after a pause or a hash", () => {
    const key = (digit: string): Event => ({ type: "digitPressed", digit });
    const paused = play([...GREETED, key("1"), key("2"), fired("digits")]);
    expect(only(paused.effects, "startHead").at(-1)?.input).toEqual({
      kind: "digits",
      digits: "12",
    });
    const ended = play([...GREETED, key("1"), key("#")]);
    expect(only(ended.effects, "startHead").at(-1)?.input).toEqual({
      kind: "digits",
      digits: "1#",
    });
    expect(only(ended.effects, "note").filter((one) => one.note === "digits_pressed")).toHaveLength(
      1,
    );
  });
});

it("does nothing after the socket has closed", () => {
  const { state } = play([...GREETED, { type: "socketClosed" }]);
  const { effects } = play([said("Hello"), fired("silence"), opened()], state);
  expect(effects).toEqual([]);
});
