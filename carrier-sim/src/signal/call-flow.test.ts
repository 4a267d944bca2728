import { describe, expect, test } from "vitest";
import {
  answeredCall,
  outgoingCall,
  transition,
  type CallEvent,
  type CallState,
} from "./call-flow.ts";

const SID = "CA1";

function run(state: CallState, events: CallEvent[]): { state: CallState; said: string[] } {
  const said: string[] = [];
  let current = state;
  for (const event of events) {
    const step = transition(current, event);
    current = step.state;
    for (const effect of step.effects)
      said.push(effect.type === "send" ? JSON.stringify(effect.message) : effect.type);
  }
  return { state: current, said };
}

const dialing = outgoingCall("TJS1", "token");
const open = answeredCall(SID, "token");
const message = (type: string, payload: object): string => JSON.stringify({ type, payload });

describe("an outgoing call", () => {
  test("is described when the carrier has connected it, and answered then", () => {
    const { state, said } = run(dialing, [
      { type: "rang", callSid: SID },
      { type: "connected", callSid: SID },
      { type: "connected", callSid: SID },
      { type: "described", sdp: "sdp" },
    ]);
    expect(state.phase).toBe("open");
    expect(said).toEqual([
      message("ringing", { callsid: SID }),
      "describe",
      message("answer", { callsid: SID, sdp: "sdp", reconnect: "token" }),
    ]);
  });

  test("hung up before the carrier named it is ended under the browser’s own id", () => {
    const { state, said } = run(dialing, [
      { type: "ended", end: { callSid: SID, cause: "failed" } },
    ]);
    expect(state.phase).toBe("ended");
    expect(said).toEqual([
      message("hangup", {
        callsid: "TJS1",
        error: { code: 31002, message: "Connection declined" },
      }),
      "release",
    ]);
  });

  test("is given up when its socket is lost before the answer", () => {
    expect(
      run(dialing, [{ type: "rang", callSid: SID }, { type: "socketLost" }]).said.slice(1),
    ).toEqual(["hangUpLeg", "release"]);
  });

  test("carries the carrier’s own code when there is one", () => {
    const { said } = run(dialing, [
      { type: "ended", end: { callSid: SID, cause: "failed", code: 31603, message: "Decline" } },
    ]);
    expect(said[0]).toContain("31603");
  });
});

describe("an open call", () => {
  test("ends once, whatever comes after", () => {
    const { said } = run(open, [
      { type: "clientHungUp" },
      { type: "ended", end: { callSid: SID, cause: "completed" } },
      { type: "clientHungUp" },
      { type: "ticked", silentMs: 1e9, detachedMs: 1e9 },
    ]);
    expect(said).toEqual(["hangUpLeg", "release"]);
  });

  test("outlives its socket while media flows, and answers the return without a description", () => {
    const { state, said } = run(open, [
      { type: "socketLost" },
      { type: "ticked", silentMs: 20, detachedMs: 29_000 },
      { type: "socketReturned" },
    ]);
    expect(state).toMatchObject({ phase: "open", attached: true });
    expect(said).toEqual([message("answer", { callsid: SID, reconnect: "token" })]);
  });

  test.each<[string, CallEvent]>([
    ["30 s without a socket", { type: "ticked", silentMs: 20, detachedMs: 30_000 }],
    ["3 s without socket and sound", { type: "ticked", silentMs: 3_000, detachedMs: 3_000 }],
    ["its connection closed and no socket", { type: "peerClosed" }],
  ])("ends after %s", (_why, event) => {
    expect(run(open, [{ type: "socketLost" }, event]).said).toEqual(["hangUpLeg", "release"]);
  });

  test("with a socket waits for an ICE restart, but not for ever", () => {
    const waiting = run(open, [
      { type: "peerClosed" },
      { type: "ticked", silentMs: 59_000, detachedMs: 0 },
    ]);
    expect(waiting.state.phase).toBe("open");
    expect(run(waiting.state, [{ type: "ticked", silentMs: 60_000, detachedMs: 0 }]).said).toEqual([
      message("hangup", { callsid: SID, error: { code: 31003, message: "No media arrived" } }),
      "hangUpLeg",
      "release",
    ]);
  });

  test("answers every new offer", () => {
    expect(run(open, [{ type: "described", sdp: "new" }]).said).toEqual([
      message("answer", { callsid: SID, sdp: "new", reconnect: "token" }),
    ]);
  });
});
