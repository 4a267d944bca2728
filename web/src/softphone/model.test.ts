import { describe as sentence } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONNECT_WITHIN_MS, transition } from "./model.ts";
import type { Entry, PhoneEvent, PhoneState } from "./phone.ts";

const callId = "7d3f0f6a-5a0e-4a55-9f10-0a6d3c1c1a01";
const ticket = { callId, epoch: 2, ticket: "t", expiresAt: "2026-11-20T12:00:30.000Z" };
const takeover: Entry = { by: "takeover", callId, epoch: 1 };
const chosen: PhoneEvent = { type: "entry.chosen", entry: takeover, voice: "microphone", at: 1 };
const granted: PhoneEvent = { type: "claim.granted", ticket, at: 2 };
const accepted: PhoneEvent = { type: "leg.accepted" };
const flowing: PhoneEvent = { type: "media.flowing", at: 3 };

function run(...events: PhoneEvent[]) {
  let state: PhoneState = { at: "idle" };
  let effects: ReturnType<typeof transition>["effects"] = [];
  const all: string[] = [];
  for (const event of events) {
    ({ state, effects } = transition(state, event));
    all.push(...effects.map((effect) => effect.do));
  }
  return { state, effects, all };
}

describe("taking over", () => {
  it("claims, connects and is live only when sound flows", () => {
    expect(run(chosen).effects).toEqual([{ do: "claim", entry: takeover, voice: "microphone" }]);
    expect(run(chosen, granted).effects).toEqual([
      { do: "startDeadline", ms: CONNECT_WITHIN_MS },
      { do: "connect", ticket: "t", voice: "microphone" },
    ]);
    expect(run(chosen, granted, accepted).state.at).toBe("connecting");
    expect(run(chosen, granted, accepted, flowing).state).toMatchObject({
      at: "live",
      callId,
      epoch: 2,
      muted: false,
    });
  });

  it("does not count sound before the carrier's yes", () => {
    expect(run(chosen, granted, flowing).state.at).toBe("connecting");
  });

  it("names who was faster", () => {
    const problem = sentence("already_taken", { detail: "Mira" });
    const { state, all } = run(chosen, { type: "claim.refused", problem });
    expect(state).toMatchObject({ at: "failed", failure: { kind: "refused", problem } });
    expect(all).not.toContain("abandon");
  });

  it.each([
    ["before the claim is decided", [chosen, { type: "microphone.denied" }, granted]],
    ["after it", [chosen, granted, { type: "microphone.denied" }]],
  ] as [string, PhoneEvent[]][])(
    "gives the claim back when the microphone is refused %s",
    (_when, events) => {
      const { state, effects } = run(...events);
      expect(state).toMatchObject({
        at: "failed",
        failure: { kind: "microphone_denied" },
        entry: takeover,
      });
      expect(effects).toContainEqual({ do: "abandon", callId, epoch: 2, reason: "microphone" });
    },
  );

  it("gives the claim back when no sound comes in time", () => {
    const { state, effects } = run(chosen, granted, accepted, { type: "deadline.passed" });
    expect(state).toMatchObject({ at: "failed", failure: { kind: "no_audio" } });
    expect(effects).toContainEqual({ do: "abandon", callId, epoch: 2, reason: "network" });
  });

  it.each([
    ["while claiming", [chosen, { type: "cancel.pressed" }, granted]],
    ["while connecting", [chosen, granted, { type: "cancel.pressed" }]],
  ] as [string, PhoneEvent[]][])("can be cancelled %s", (_when, events) => {
    const { state, effects } = run(...events);
    expect(state.at).toBe("idle");
    expect(effects).toContainEqual({ do: "abandon", callId, epoch: 2, reason: "cancelled" });
  });

  it("can be tried again after a failure", () => {
    const again = run(
      chosen,
      granted,
      { type: "microphone.denied" },
      { ...chosen, voice: "listenOnly" },
    );
    expect(again.state).toMatchObject({ at: "claiming", voice: "listenOnly" });
  });
});

describe("being live", () => {
  const live = [chosen, granted, accepted, flowing];

  it("mutes and unmutes", () => {
    expect(run(...live, { type: "mute.toggled" }).effects).toEqual([{ do: "mute", on: true }]);
    expect(run(...live, { type: "mute.toggled" }, { type: "mute.toggled" }).effects).toEqual([
      { do: "mute", on: false },
    ]);
  });

  it("hangs the call up and is idle when the leg closes", () => {
    expect(run(...live, { type: "hangUp.pressed" }).effects).toEqual([
      { do: "hangUpCall", callId },
    ]);
    expect(run(...live, { type: "hangUp.pressed" }, { type: "leg.closed" }).state.at).toBe("idle");
  });

  it("survives a reconnect of the line", () => {
    expect(run(...live, { type: "leg.reconnecting" }).state).toMatchObject({
      at: "live",
      weak: true,
    });
    expect(
      run(...live, { type: "leg.reconnecting" }, { type: "leg.reconnected" }).state,
    ).toMatchObject({ weak: false });
  });

  it("leaves when the same person joined elsewhere, but not for an older epoch", () => {
    const newer: PhoneEvent = { type: "claim.superseded", callId, epoch: 3 };
    expect(run(...live, newer).state).toMatchObject({
      at: "failed",
      failure: { kind: "superseded" },
    });
    expect(run(...live, { ...newer, epoch: 1 }).state.at).toBe("live");
  });

  it("ends with the call", () => {
    expect(run(...live, { type: "call.ended", callId }).state.at).toBe("idle");
    expect(run(...live, { type: "call.ended", callId: "another" }).state.at).toBe("live");
  });
});

it("never throws, and every granted claim ends connected, given back or over", () => {
  const events: PhoneEvent[] = [
    chosen,
    granted,
    accepted,
    flowing,
    { type: "claim.refused", problem: sentence("internal") },
    { type: "microphone.denied" },
    { type: "microphone.missing" },
    { type: "leg.reconnecting" },
    { type: "leg.reconnected" },
    { type: "leg.closed" },
    { type: "leg.failed" },
    { type: "deadline.passed" },
    { type: "mute.toggled" },
    { type: "hangUp.pressed" },
    { type: "cancel.pressed" },
    { type: "call.ended", callId },
    { type: "failure.dismissed" },
    { type: "claim.reverted", callId, epoch: 2 },
    { type: "claim.superseded", callId, epoch: 2 },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 40 }), (list) => {
      let state: PhoneState = { at: "idle" };
      for (const event of list) {
        const before = state;
        const step = transition(state, event);
        state = step.state;
        if (event.type !== "claim.granted") continue;
        const kept = before.at === "claiming" && state.at === "connecting";
        const returned = step.effects.some((effect) => effect.do === "abandon");
        expect(kept || returned).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
