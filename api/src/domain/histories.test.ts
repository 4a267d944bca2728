import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CallReport } from "./call-events.ts";
import { isRecord } from "./call-effects.ts";
import { ada, ben, CALLER, Story } from "./testing/story.ts";

/** Carrier's reports of a takeover and a hang-up, as they would come in good order. */
const reports: CallReport[] = [
  { type: "fork.changed", on: true, step: 1 },
  { type: "participant.joined", sid: "CAada", epoch: 2, label: "operator-2-x", seq: 1 },
  { type: "participant.joined", sid: CALLER, epoch: 2, label: "caller-2-3", seq: 2 },
  { type: "recording.changed", on: true },
];
const ending: CallReport[] = [
  {
    type: "participant.left",
    sid: CALLER,
    epoch: 2,
    label: "caller-2-3",
    seq: 4,
    withCaller: false,
  },
  {
    type: "participant.left",
    sid: "CAada",
    epoch: 2,
    label: "operator-2-x",
    seq: 5,
    withCaller: true,
  },
  { type: "caller.gone" },
  { type: "fork.changed", on: false, step: 1 },
  { type: "recording.changed", on: false },
  { type: "leg.progressed", sid: CALLER, status: "completed", durationSeconds: 35 },
];

/** Every report once or twice, in any order. */
const scrambled = (all: readonly CallReport[]): fc.Arbitrary<CallReport[]> =>
  fc
    .array(fc.constantFrom(1, 2), { minLength: all.length, maxLength: all.length })
    .map((times) =>
      all.flatMap((report, index) => Array<CallReport>(times[index] ?? 1).fill(report)),
    )
    .chain((many) => fc.shuffledSubarray(many, { minLength: many.length }));

function claimed(): Story {
  const story = Story.withBot();
  story.tell({ type: "takeover.asked", operator: ada, epoch: 1 });
  story.tell({
    type: "operator.connecting",
    operatorId: ada.userId,
    epoch: 2,
    sid: "CAada",
    label: "operator-2-x",
  });
  story.tell({ type: "document.asked" });
  return story;
}

const count = (story: Story, kind: string, cause?: string): number =>
  story.effects.filter((effect) =>
    cause === undefined
      ? effect.kind === kind
      : isRecord(effect) && effect.fact.type === "baton.moved" && effect.fact.cause === cause,
  ).length;

describe("random histories of webhooks", () => {
  it("connect operator and caller once, in whatever order their joins are reported", () => {
    fc.assert(
      fc.property(scrambled(reports), (history) => {
        const story = claimed();
        for (const report of history) story.tell(report);
        expect(story.where).toBe("operator/connected@2 conference");
        expect(count(story, "record", "takeover")).toBe(1);
        expect(count(story, "start_recording")).toBeLessThanOrEqual(1);
        expect(count(story, "redirect_caller")).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it("end the call once, with the carrier's own duration, and count it once", () => {
    fc.assert(
      fc.property(scrambled([...reports, ...ending]), (history) => {
        const story = claimed();
        for (const report of history) story.tell(report);
        expect(story.state).toMatchObject({ status: "ended", durationSeconds: 35 });
        expect(count(story, "record", "ended")).toBe(1);
        expect(count(story, "count_cost")).toBe(1);
        expect(story.state.holder).toEqual({ kind: "nobody", place: "over" });
      }),
      { numRuns: 10_000 },
    );
  });
});

const engines = fc.constantFrom("relay" as const, "stream" as const);
const operators = fc.constantFrom(ada, ben);
const epoch = fc.integer({ min: 0, max: 8 });
const sid = fc.constantFrom(CALLER, "CAada", "CAben", "CAelse");
const seat = fc.record({
  sid,
  epoch,
  label: fc.constantFrom("operator-2-x", "caller-2-3", "operator-3-y", ""),
  seq: fc.integer({ min: 0, max: 9 }),
});

const anything: fc.Arbitrary<CallReport> = fc.oneof(
  fc.constant<CallReport>({ type: "document.asked" }),
  fc.constant<CallReport>({ type: "time.passed" }),
  fc.constant<CallReport>({ type: "caller.gone" }),
  fc.constant<CallReport>({ type: "recording.wanted" }),
  fc.constant<CallReport>({ type: "bot.lost", reason: "worker_lost" }),
  seat.map((one): CallReport => ({ type: "participant.joined", ...one })),
  fc
    .record({ one: seat, withCaller: fc.boolean() })
    .map(({ one, withCaller }): CallReport => ({ type: "participant.left", ...one, withCaller })),
  fc
    .record({
      sid,
      status: fc.constantFrom("ringing", "in-progress", "completed", "failed"),
    })
    .map((one): CallReport => ({ type: "leg.progressed", durationSeconds: null, ...one })),
  epoch.map((at): CallReport => ({ type: "bot.opened", epoch: at, sessionId: `s${at}` })),
  fc
    .record({ at: epoch, how: fc.constantFrom("over", "dropped", "failed") })
    .map(({ at, how }): CallReport => ({ type: "bot.closed", sessionId: `s${at}`, how })),
  fc.constant<CallReport>({ type: "bot.spoke" }),
  fc
    .record({ on: fc.boolean(), step: fc.integer({ min: 0, max: 9 }) })
    .map((one): CallReport => ({ type: "fork.changed", ...one })),
  epoch.map((at): CallReport => ({ type: "bot.silenced", epoch: at })),
  fc
    .record({ operator: operators, epoch })
    .map((one): CallReport => ({ type: "takeover.asked", ...one })),
  operators.map((operator): CallReport => ({ type: "rejoin.asked", operator })),
  fc.record({ operator: operators, epoch }).map((one): CallReport => ({
    type: "claim.abandoned",
    operatorId: one.operator.userId,
    epoch: one.epoch,
  })),
  fc.record({ operator: operators, epoch, sid }).map((one): CallReport => ({
    type: "operator.connecting",
    operatorId: one.operator.userId,
    epoch: one.epoch,
    sid: one.sid,
    label: `operator-${one.epoch}-z`,
  })),
  fc.constant<CallReport>({ type: "handover.asked", reason: "bot_stuck", brief: "" }),
  operators.map((operator): CallReport => ({ type: "hangup.asked", operatorId: operator.userId })),
  fc.constant<CallReport>({ type: "bot.ending", reason: "done" }),
);

describe("whatever happens to a call", () => {
  it("one holder holds it, its epoch never falls, its end is final, and every moment can be stored", () => {
    const event = fc.record({ report: anything, afterMs: fc.integer({ min: 0, max: 20_000 }) });
    fc.assert(
      fc.property(
        fc.array(event, { maxLength: 60 }),
        fc.boolean(),
        engines,
        (events, hasOperators, engine) => {
          const story = Story.withBot(engine);
          story.candidates = hasOperators ? [ada, ben] : [];
          for (const { report, afterMs } of events) {
            const before = story.state;
            story.now += afterMs;
            story.tell(report);
            const { state } = story;
            expect(state.epoch).toBeGreaterThanOrEqual(before.epoch);
            if (JSON.stringify(state.holder) !== JSON.stringify(before.holder))
              expect(state.epoch).toBeGreaterThan(before.epoch);
            if (before.status === "ended") expect(state.status).toBe("ended");
            if (state.claim !== null) expect(state.holder.kind).toBe("operator");
            expect(JSON.parse(JSON.stringify(state))).toEqual(state);
            const seats = state.legs.filter(
              (leg) =>
                leg.kind === "operator" && leg.state === "joined" && leg.epoch === state.epoch,
            );
            if (seats.length > 0) expect(["operator", "nobody"]).toContain(state.holder.kind);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("a report that was taken changes nothing when it comes again at once", () => {
    const repeated = ["participant.joined", "participant.left", "leg.progressed", "bot.opened"];
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), engines, (events, engine) => {
        const story = Story.withBot(engine);
        for (const report of events) {
          story.tell(report);
          if (!repeated.includes(report.type)) continue;
          const { state } = story;
          expect(story.tell(report).effects).toEqual([]);
          expect(story.state).toEqual(state);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
