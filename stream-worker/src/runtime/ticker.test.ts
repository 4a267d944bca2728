import { expect, it } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { createTicker } from "./ticker.ts";

it("ticks for all with one timer, and rests when nobody is left", () => {
  const clock = manualClock();
  const ticker = createTicker(clock, 40);
  const counts = { one: 0, other: 0 };
  const stopOne = ticker.add(() => (counts.one += 1));
  clock.advance(60);
  const stopOther = ticker.add(() => (counts.other += 1));
  clock.advance(60);
  stopOne();
  clock.advance(40);
  expect(counts).toEqual({ one: 3, other: 3 });
  stopOther();
  clock.advance(1_000);
  expect(counts).toEqual({ one: 3, other: 3 });
  ticker.add(() => (counts.one += 1));
  clock.advance(40);
  expect(counts.one).toBe(4);
});

it("keeps one timer when the last one leaves and comes back while it is called", () => {
  const clock = manualClock();
  const ticker = createTicker(clock, 40);
  let stop = (): void => undefined;
  const run = (): void => {
    stop();
    stop = ticker.add(run);
  };
  stop = ticker.add(run);
  clock.advance(400);
  expect(clock.waiting()).toBe(1);
  stop();
  expect(clock.waiting()).toBe(0);
});
