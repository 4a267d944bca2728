import fc from "fast-check";
import { expect, it } from "vitest";
import type { CallReport } from "./call-events.ts";
import type { Document } from "./next.ts";
import { ada, Story } from "./testing/story.ts";

/** What may happen, named by the epoch it happens in; most of it is true, some comes too late. */
const report = fc
  .record({
    type: fc.constantFrom(
      "asked",
      "asked",
      "asked",
      "spoke",
      "lost",
      "take",
      "open",
      "over",
      "fork",
    ),
    lateBy: fc.constantFrom(0, 0, 0, 1, 2),
    how: fc.constantFrom("over" as const, "dropped" as const, "failed" as const),
    on: fc.boolean(),
    afterMs: fc.constantFrom(0, 500, 4000, 9000),
  })
  .map(({ type, lateBy, how, on, afterMs }) => ({
    afterMs,
    in(epoch: number, forks: ReadonlySet<number>): CallReport {
      const then = Math.max(1, epoch - lateBy);
      switch (type) {
        case "asked":
          return { type: "document.asked" };
        case "spoke":
          return { type: "bot.spoke" };
        case "lost":
          return { type: "bot.lost", reason: "worker_lost" };
        case "take":
          return { type: "takeover.asked", operator: ada, epoch: then };
        case "open":
          return { type: "bot.opened", epoch: then, sessionId: `s${then}` };
        case "over":
          return { type: "bot.closed", sessionId: `s${then}`, how };
        case "fork":
          return { type: "fork.changed", on, step: [...forks].at(lateBy) ?? 0 };
      }
    },
  }));

/** How many copies of the caller's sound the carrier sends: named forks and two-way streams. */
function carry(forks: Set<number>, document: Document, step: number): number {
  if (document.kind === "bot" && document.stopsFork !== null) forks.delete(document.stopsFork);
  if ("startsFork" in document && document.startsFork) forks.add(step);
  return forks.size + (document.kind === "bot" && document.engine === "stream" ? 1 : 0);
}

it("whatever happens, no call's sound is carried twice", () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 40 }), (reports) => {
      const story = Story.withBot("stream");
      const forks = new Set<number>();
      for (const one of reports) {
        story.now += one.afterMs;
        if (one.afterMs > 0) story.tell({ type: "time.passed" });
        const told = one.in(story.state.epoch, forks);
        const { document } = story.tell(told);
        if (told.type === "fork.changed" && !told.on) forks.delete(told.step);
        const carried = document === undefined ? 0 : carry(forks, document, story.state.step);
        expect(carried).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 3000 },
  );
});
