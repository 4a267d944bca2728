import { describe, expect, it } from "vitest";
import {
  type CallEvent,
  type CallRecord,
  durationSeconds,
  priceOf,
  transition,
} from "./call-state.ts";

const fresh = (over: Partial<CallRecord> = {}): CallRecord => ({
  sid: "CA1",
  accountSid: "AC1",
  from: "+1",
  to: "+2",
  direction: "outbound-api",
  status: "queued",
  queueTimeMs: 0,
  createdAt: 0,
  updatedAt: 0,
  ...over,
});

const play = (record: CallRecord, events: CallEvent[]): { record: CallRecord; told: string[] } => {
  const told: string[] = [];
  let now = record;
  for (const event of events) {
    const step = transition(now, event);
    now = step.record;
    told.push(...step.effects.map((effect) => `${effect.event}:${effect.status}`));
  }
  return { record: now, told };
};

describe("a call", () => {
  it("travels from queued to completed and tells each step once", () => {
    const { record, told } = play(fresh(), [
      { type: "initiate", at: 1 },
      { type: "ring", at: 2 },
      { type: "answer", at: 1_000 },
      { type: "answer", at: 1_500 },
      { type: "end", cause: "completed", at: 36_000 },
      { type: "end", cause: "failed", at: 37_000 },
    ]);
    expect(told).toEqual([
      "initiated:initiated",
      "ringing:ringing",
      "answered:in-progress",
      "completed:completed",
    ]);
    expect(durationSeconds(record)).toBe(35);
  });

  it.each([
    ["ringing", "busy", "busy"],
    ["ringing", "no-answer", "no-answer"],
    ["ringing", "completed", "canceled"],
    ["queued", "canceled", "canceled"],
    ["in-progress", "busy", "completed"],
    ["completed", "failed", "completed"],
  ] as const)("that is %s and ends by %s is %s", (status, cause, end) => {
    expect(transition(fresh({ status }), { type: "end", cause, at: 9 }).record.status).toBe(end);
  });

  it("is priced by the started minute, a moment after its end", () => {
    const prices = { inboundPerMinute: 0.012, outboundPerMinute: 0.024, unit: "EUR" };
    const done = fresh({
      status: "completed",
      direction: "inbound",
      answeredAt: 0,
      endedAt: 61_000,
    });
    expect(priceOf(done, prices, 61_100)).toBeNull();
    expect(priceOf(done, prices, 62_000)).toBe("-0.02400");
    expect(priceOf(fresh({ status: "busy", endedAt: 5 }), prices, 9_000)).toBe("0.00000");
  });
});
