import type { CallEvent, CallView, Holder, Utterance } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import { heardOf, lines } from "./lines.ts";
import { handAt, spans } from "./spans.ts";

const at = "2026-11-20T12:00:00.000Z";
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const nora: Holder = { kind: "operator", operatorId: id(9), name: "Nora" };

function view(holder: Holder): CallView {
  return {
    id: id(1),
    direction: "inbound",
    status: "ended",
    fromNumber: "+491",
    toNumber: "+492",
    callerName: null,
    language: "de-DE",
    engine: "relay",
    holder,
    phase: "connected",
    epoch: 1,
    startedAt: at,
    answeredAt: at,
    endedAt: at,
    durationSeconds: 60,
    outcome: null,
    recording: "off",
    onHold: false,
    ringing: null,
    listeners: [],
    demo: false,
    takenOver: true,
    requestId: null,
  };
}
let seq = 0;
function moved(
  atMs: number,
  holder: Holder,
  cause: Extract<CallEvent, { type: "baton.moved" }>["cause"],
): CallEvent {
  seq += 1;
  return {
    callId: id(1),
    seq,
    at,
    atMs,
    type: "baton.moved",
    call: view(holder),
    cause,
    byName: null,
    silentAfterMs: null,
    audibleAfterMs: null,
  };
}
function said(n: number, changes: Partial<Utterance> = {}): Utterance {
  return {
    id: id(100 + n),
    speaker: "bot",
    speakerName: null,
    text: "one two three four",
    language: null,
    startedMs: n * 1000,
    endedMs: n * 1000 + 900,
    heard: null,
    interrupted: false,
    confidence: null,
    untranscribed: false,
    ...changes,
  };
}

const events = [
  moved(0, { kind: "bot" }, "answered"),
  moved(20_000, nora, "takeover"),
  moved(40_000, { kind: "bot" }, "hand_back"),
  moved(60_000, { kind: "nobody", place: "over" }, "ended"),
];

describe("who held the call", () => {
  it("is cut at every move of the baton and ends with the call", () => {
    expect(
      spans(view({ kind: "bot" }), events, 60_000).map((s) => [s.hand, s.fromMs, s.toMs]),
    ).toEqual([
      ["bot", 0, 20_000],
      ["operator", 20_000, 40_000],
      ["bot", 40_000, 60_000],
    ]);
  });
  it("is known at any moment", () => {
    const list = spans(view({ kind: "bot" }), events, 60_000);
    expect([0, 19_999, 20_000, 59_000].map((ms) => handAt(list, ms))).toEqual([
      "bot",
      "bot",
      "operator",
      "bot",
    ]);
  });
});

describe("what was heard of a reply", () => {
  it("is everything unless reported otherwise", () => {
    expect(heardOf(said(1))).toBeNull();
    expect(heardOf(said(1, { heard: "one two three four " }))).toBeNull();
  });
  it("splits at the last heard word", () => {
    expect(heardOf(said(1, { heard: "one two" }))).toEqual({
      heard: "one two",
      struck: "three four",
    });
  });
  it("counts words where the carrier changed the spelling", () => {
    expect(heardOf(said(1, { heard: "One, two" }))).toEqual({
      heard: "one two",
      struck: "three four",
    });
  });
  it("may be nothing at all", () => {
    expect(heardOf(said(1, { heard: "" }))).toEqual({ heard: "", struck: "one two three four" });
  });
});

it("the transcript interleaves words and events, and ends with what is being said", () => {
  const list = spans(view({ kind: "bot" }), events, 60_000);
  const partial = {
    callId: id(1),
    id: id(500),
    speaker: "caller" as const,
    text: "and",
    startedMs: 3_000,
  };
  const rows = lines([said(30), said(10)], events, [partial], list);
  expect(rows.map((row) => [row.kind, row.hand])).toEqual([
    ["said", "bot"],
    ["moved", "operator"],
    ["said", "operator"],
    ["moved", "bot"],
    ["saying", "bot"],
  ]);
});

it("the transcript shows an announcement that repeats while the caller waits once", () => {
  const moment = { speaker: "system", text: "Please hold the line." } as const;
  const list = lines(
    [said(1, moment), said(2, moment), said(3, { speaker: "caller" }), said(4, moment)],
    [],
    [],
    [],
  );
  expect(list.map((line) => line.atMs)).toEqual([1000, 3000, 4000]);
});
