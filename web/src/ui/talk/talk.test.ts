import type { CallEvent, CallView, Holder, Utterance } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import { request } from "../../../test-support/people.ts";
import type { WordKey } from "../words/words.ts";
import { timeline } from "./event-words.ts";
import { lines } from "./lines.ts";
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

describe("what the bot's own engine tells", () => {
  const base = (n: number, atMs: number) => ({ callId: id(1), seq: 100 + n, at, atMs });
  const turn = (n: number, atMs: number, utteranceId: string, totalMs = 900): CallEvent => ({
    ...base(n, atMs),
    type: "turn.measured",
    turn: {
      utteranceId,
      reason: "silence",
      expectation: "open",
      patienceMs: 520,
      silenceMs: 550,
      speculated: false,
      headMs: 200,
      voiceMs: 100,
      totalMs,
    },
  });
  const tool = (n: number, atMs: number, result: Record<string, unknown> | null): CallEvent => ({
    ...base(n, atMs),
    type: "tool.used",
    tool: "save_request",
    input: { problem: "no heat" },
    result,
    tookMs: 20,
  });
  const saved: CallEvent = {
    ...base(9, 3_500),
    type: "request.saved",
    request: request({ ...view({ kind: "bot" }), startedAt: at }),
  };
  const kinds = (rows: ReturnType<typeof lines>) => rows.map((row) => [row.kind, row.atMs]);

  it("of a turn stands with the words that ended it, the newest counts", () => {
    const words = said(1, { speaker: "caller" });
    const told = [turn(1, 2_000, words.id, 700), turn(2, 2_100, words.id, 800)];
    const rows = lines([words], told, [], []);
    expect(rows).toMatchObject([{ kind: "said", turn: { totalMs: 800 } }]);
  });

  it("of a turn without words, such as one of keys, has a line of its own", () => {
    const rows = lines([said(1)], [turn(1, 5_000, id(77))], [], []);
    expect(kinds(rows)).toEqual([
      ["said", 1_000],
      ["turn", 5_000],
    ]);
  });

  it("of words that are still being said waits for them", () => {
    const partial = { callId: id(1), id: id(77), speaker: "caller" as const, text: "and" };
    const rows = lines([], [turn(1, 5_000, id(77))], [{ ...partial, startedMs: 4_000 }], []);
    expect(kinds(rows)).toEqual([["saying", 4_000]]);
  });

  it("of a tool stands at its time; the request it saved is not told twice", () => {
    const rows = lines([said(1)], [tool(1, 3_400, { reference: "R-2041" }), saved], [], []);
    expect(kinds(rows)).toEqual([
      ["said", 1_000],
      ["tool", 3_400],
    ]);
  });

  it("of a tool that was refused does not hide the request somebody else saved", () => {
    const rows = lines([], [tool(1, 3_400, null), saved], [], []);
    expect(kinds(rows)).toEqual([
      ["tool", 3_400],
      ["event", 3_500],
    ]);
  });

  it("in the timeline is only what no other event tells, and what was refused", () => {
    const words = (key: WordKey) => key;
    const list = timeline(
      [tool(1, 100, { reference: "R-2041" }), tool(2, 200, null), turn(3, 300, id(77))],
      words,
      "en",
      null,
    );
    expect(list.map((line) => line.words)).toEqual([
      { title: "tool.save_request", detail: "tool.failed" },
    ]);
  });
});
