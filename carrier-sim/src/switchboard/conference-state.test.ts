import { describe, expect, it } from "vitest";
import type { ConferenceEffect, ConferenceEvent, Member } from "./conference-words.ts";
import { newConference, transition } from "./conference-state.ts";

const member = (callSid: string, over: Partial<Member> = {}): Omit<Member, "joinedAt"> => ({
  callSid,
  muted: false,
  hold: false,
  coaching: false,
  startOnEnter: true,
  endOnExit: false,
  ...over,
});
const join = (callSid: string, over: Partial<Member> = {}): ConferenceEvent => ({
  type: "join",
  member: member(callSid, over),
  maxParticipants: 250,
  at: 1,
});
const leave = (callSid: string, kicked = false): ConferenceEvent => ({
  type: "leave",
  callSid,
  reason: "participant_hung_up",
  kicked,
  callStatus: "completed",
  at: 2,
});

const told = (effect: ConferenceEffect): string =>
  effect.type === "callback"
    ? [effect.event, effect.member?.callSid].filter(Boolean).join(" ")
    : "callSid" in effect
      ? `${effect.type} ${effect.callSid}`
      : effect.type;

function play(events: ConferenceEvent[]) {
  let state = newConference("CF1", "room", 0);
  const effects: ConferenceEffect[] = [];
  for (const event of events) {
    const step = transition(state, event);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, told: effects.map(told), effects };
}

describe("a conference", () => {
  it.each<[string, ConferenceEvent[], string[], string]>([
    ["waits for a second member", [join("CA1")], ["participant-join CA1"], "init"],
    [
      "starts with two members, one of whom may start it",
      [join("CA1", { startOnEnter: false }), join("CA2")],
      ["participant-join CA1", "conference-start", "participant-join CA2", "started"],
      "in-progress",
    ],
    [
      "does not start while nobody may start it",
      [join("CA1", { startOnEnter: false }), join("CA2", { startOnEnter: false })],
      ["participant-join CA1", "participant-join CA2"],
      "init",
    ],
    [
      "goes on when an ordinary member leaves",
      [join("CA1"), join("CA2"), leave("CA2")],
      [
        "participant-join CA1",
        "conference-start",
        "participant-join CA2",
        "started",
        "participant-leave CA2",
      ],
      "in-progress",
    ],
    [
      "ends for all when the one leaves who ends it",
      [join("CA1", { endOnExit: true }), join("CA2"), leave("CA1")],
      [
        "participant-join CA1",
        "conference-start",
        "participant-join CA2",
        "started",
        "participant-leave CA1",
        "participant-leave CA2",
        "release CA2",
        "conference-end",
        "ended",
      ],
      "completed",
    ],
    [
      "ends with its last member",
      [join("CA1"), leave("CA1")],
      ["participant-join CA1", "participant-leave CA1", "conference-end", "ended"],
      "completed",
    ],
    [
      "changes nothing once it is over",
      [join("CA1"), leave("CA1"), join("CA2"), leave("CA1")],
      ["participant-join CA1", "participant-leave CA1", "conference-end", "ended"],
      "completed",
    ],
  ])("%s", (_what, events, expected, status) => {
    const result = play(events);
    expect(result.told).toEqual(expected);
    expect(result.state.status).toBe(status);
  });

  it("refuses a label that is in use, and takes it again once it is free", () => {
    const { state } = play([join("CA1", { label: "caller" })]);
    expect(transition(state, join("CA2", { label: "caller" })).refused?.code).toBe(16_025);
    const { state: later } = transition(transition(state, join("CA3")).state, leave("CA1"));
    expect(transition(later, join("CA2", { label: "caller" })).refused).toBeUndefined();
  });

  it("tells mute, hold and other changes apart, and nothing for no change", () => {
    const { state } = play([join("CA1"), join("CA2")]);
    const change = (c: object) =>
      transition(state, { type: "change", callSid: "CA1", change: c, at: 3 }).effects.map(told);
    expect(change({ muted: true })).toEqual(["participant-mute CA1", "retune CA1"]);
    expect(change({ hold: true })).toEqual(["participant-hold CA1", "retune CA1"]);
    expect(change({ endOnExit: true })).toEqual(["participant-modify CA1", "retune CA1"]);
    expect(change({ muted: false })).toEqual(["retune CA1"]);
  });

  it("numbers its callbacks without a gap and says why it ended", () => {
    const { effects, state } = play([
      join("CA1", { endOnExit: true }),
      join("CA2"),
      leave("CA1", true),
    ]);
    const callbacks = effects.filter((effect) => effect.type === "callback");
    expect(callbacks.map((effect) => effect.sequence)).toEqual(
      callbacks.map((_, index) => index + 1),
    );
    expect(state.reasonEnded).toBe("participant-with-end-conference-on-exit-kicked");
    expect(state.callSidEnding).toBe("CA1");
  });
});
