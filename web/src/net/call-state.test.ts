import type { CallDetail, CallEvent, CallView, Utterance } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyDetail,
  applyEvent,
  applyMissed,
  applyPartial,
  applyRing,
  applySnapshot,
  emptyCallState,
  MAX_EARLY,
  suspectGaps,
  unwatch,
} from "./call-state.ts";
import type { CallState } from "./call-state.ts";

const callId = "7d3f0f6a-5a0e-4a55-9f10-0a6d3c1c1a01";
const at = "2026-11-20T12:00:00.000Z";

function view(changes: Partial<CallView> = {}): CallView {
  return {
    id: callId,
    direction: "inbound",
    status: "live",
    fromNumber: "+491",
    toNumber: "+492",
    callerName: null,
    language: "de-DE",
    engine: "relay",
    holder: { kind: "bot" },
    phase: "connected",
    epoch: 1,
    startedAt: at,
    answeredAt: at,
    endedAt: null,
    durationSeconds: null,
    outcome: null,
    recording: "on",
    onHold: false,
    ringing: null,
    listeners: [],
    demo: false,
    takenOver: false,
    requestId: null,
    ...changes,
  };
}

function said(n: number): Utterance {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
    speaker: "caller",
    speakerName: null,
    text: `words ${n}`,
    language: "de-DE",
    startedMs: n * 1000,
    endedMs: n * 1000 + 500,
    heard: null,
    interrupted: false,
    confidence: 1,
    untranscribed: false,
  };
}

/** Event number `seq`: mostly words, sometimes a change of the call itself. */
function event(seq: number): CallEvent {
  const base = { callId, seq, at, atMs: seq * 1000 };
  if (seq % 5 === 0)
    return { ...base, type: "call.changed", call: view({ epoch: seq, onHold: seq % 10 === 0 }) };
  if (seq % 7 === 0) return { ...base, type: "noted", note: "held", byName: "Nora" };
  return { ...base, type: "utterance.finalised", utterance: said(seq) };
}

function detail(seq: number, upTo = 0): CallDetail {
  const blank: CallDetail = {
    call: view(),
    seq,
    utterances: [],
    hints: [],
    request: null,
    collected: null,
    recordings: [],
    cost: null,
    events: [],
  };
  let state = applyDetail(emptyCallState, { ...blank, seq: 0 });
  for (let n = 1; n <= upTo; n += 1) state = applyEvent(state, event(n));
  return upTo === 0 ? blank : state.watched[callId]!.detail;
}

const all = (count: number) => Array.from({ length: count }, (_, i) => event(i + 1));
const inOrder = (events: CallEvent[], from: CallState) => events.reduce(applyEvent, from);
const watching = applyDetail(emptyCallState, detail(0));

describe("numbered events", () => {
  it("are folded as they come", () => {
    const state = inOrder(all(3), watching);
    expect(state.watched[callId]).toMatchObject({ gap: false, early: [] });
    expect(state.watched[callId]!.detail.utterances.map((u) => u.text)).toEqual([
      "words 1",
      "words 2",
      "words 3",
    ]);
  });

  it("that skip a number wait and report the gap", () => {
    const state = inOrder([event(1), event(3)], watching);
    expect(state.watched[callId]!.gap).toBe(true);
    expect(state.watched[callId]!.detail.seq).toBe(1);
    const mended = applyMissed(state, callId, [event(2)]);
    expect(mended.watched[callId]).toMatchObject({ gap: false, early: [] });
    expect(mended.watched[callId]!.detail.seq).toBe(3);
  });

  it("that come twice change nothing", () => {
    const once = inOrder(all(6), watching);
    expect(inOrder(all(6), once)).toEqual(once);
  });

  it("waiting for a lost one stay bounded", () => {
    const state = inOrder(all(2 * MAX_EARLY).slice(1), watching);
    expect(state.watched[callId]!.early.length).toBe(MAX_EARLY);
  });

  it("in any order, doubled and lost, converge after asking for what is missing", () => {
    const total = 40;
    const truth = inOrder(all(total), watching);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: total }), { maxLength: 120 }),
        fc.integer({ min: 0, max: total }),
        (arrivals, snapshotAt) => {
          const start = applyDetail(emptyCallState, { ...detail(0, snapshotAt), seq: snapshotAt });
          const messy = inOrder(arrivals.map(event), start);
          const from = messy.watched[callId]!.detail.seq;
          const healed = applyMissed(messy, callId, all(total).slice(from));
          const whole = healed.watched[callId]!;
          expect(whole.detail).toEqual(truth.watched[callId]!.detail);
          expect(whole).toMatchObject({ gap: false, early: [] });
          expect(healed.calls[callId]).toEqual(truth.calls[callId]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keep what came while the first answer was on its way", () => {
    const early = inOrder([event(1), event(2)], applyDetail(emptyCallState, detail(0)));
    const late = applyDetail(early, detail(0));
    expect(late.watched[callId]!.detail.seq).toBe(2);
  });
});

describe("the list of calls", () => {
  const snapshot = (calls: CallView[]) => ({ calls, operators: [], serverTime: at });

  it("is replaced by a snapshot and learns the server's clock", () => {
    const state = applySnapshot(emptyCallState, snapshot([view()]), Date.parse(at) - 2_000);
    expect(Object.keys(state.calls)).toEqual([callId]);
    expect(state.skewMs).toBe(2_000);
  });

  it("takes the newest view even when an older one comes later", () => {
    const state = inOrder(
      [event(10), event(5)],
      applySnapshot(emptyCallState, snapshot([view()]), 0),
    );
    expect(state.calls[callId]!.epoch).toBe(10);
  });

  it("drops a call that ended, and its ring, unless somebody reads it", () => {
    const ringing = {
      offerId: said(1).id,
      operatorId: said(2).id,
      reason: "caller_asked" as const,
      brief: "",
      offeredAt: at,
      expiresAt: at,
    };
    const over: CallEvent = {
      callId,
      seq: 9,
      at,
      atMs: 9,
      type: "call.changed",
      call: view({ status: "ended" }),
    };
    const ringingState = applyRing(applySnapshot(emptyCallState, snapshot([view()]), 0), {
      call: view(),
      ringing,
    });
    const gone = applyEvent(ringingState, over);
    expect(gone.calls).toEqual({});
    expect(gone.rings).toEqual([]);
    const read = applyEvent(applyDetail(emptyCallState, detail(8)), over);
    expect(read.calls[callId]!.status).toBe("ended");
    expect(unwatch(read, callId).calls).toEqual({});
  });
});

describe("unfinished words", () => {
  const partial = {
    callId,
    id: said(1).id,
    speaker: "caller" as const,
    text: "wor",
    startedMs: 1000,
  };

  it("give way to the finished ones and do not come back", () => {
    const speaking = applyPartial(watching, partial);
    expect(speaking.partials[callId]).toHaveLength(1);
    const finished = applyEvent(speaking, event(1));
    expect(finished.partials[callId]).toEqual([]);
    expect(applyPartial(finished, partial).partials[callId]).toEqual([]);
  });

  it("give way to later words of the same voice, and to the end of the call", () => {
    const speaking = applyPartial(watching, partial);
    expect(applyEvent(applyEvent(speaking, event(1)), event(2)).partials[callId]).toEqual([]);
    const lost = applyPartial(watching, { ...partial, id: said(99).id });
    expect(inOrder([event(1), event(2)], lost).partials[callId]).toEqual([]);
    const over: CallEvent = {
      callId,
      seq: 1,
      at,
      atMs: 9,
      type: "call.changed",
      call: view({ status: "ended" }),
    };
    expect(applyEvent(lost, over).partials[callId]).toEqual([]);
  });

  it("of a call nobody reads are not kept", () => {
    expect(applyPartial(emptyCallState, partial).partials).toEqual({});
  });
});

it("a lost connection makes every followed call suspect", () => {
  expect(suspectGaps(watching).watched[callId]!.gap).toBe(true);
});
