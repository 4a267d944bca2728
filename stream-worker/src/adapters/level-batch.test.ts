import { MAX_LEVELS, type WorkerLevels } from "@patchbay/contracts";
import { expect, it } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { createLevelBatch } from "./level-batch.ts";

const levels = (callId: string, caller: number): WorkerLevels => ({
  callId,
  caller,
  other: 0,
  frameAgeMs: 0,
});

it("sends the meters of many calls together, of each the newest, and nothing while none comes", () => {
  const clock = manualClock();
  const sent: WorkerLevels[][] = [];
  const show = createLevelBatch(clock, (some) => sent.push(some));
  show(levels("a", 1));
  show(levels("b", 2));
  show(levels("a", 3));
  clock.advance(19);
  expect(sent).toEqual([]);
  clock.advance(1);
  expect(sent).toEqual([[levels("a", 3), levels("b", 2)]]);
  clock.advance(1_000);
  expect(sent).toHaveLength(1);
  show(levels("b", 4));
  clock.advance(20);
  expect(sent[1]).toEqual([levels("b", 4)]);
});

it("sends no message that is longer than the api takes", () => {
  const clock = manualClock();
  const sent: number[] = [];
  const show = createLevelBatch(clock, (some) => sent.push(some.length));
  for (let call = 0; call <= MAX_LEVELS; call += 1) show(levels(String(call), 1));
  clock.advance(20);
  expect(sent).toEqual([MAX_LEVELS, 1]);
});
