import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClock } from "./clock.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function started(): {
  ticks: number[];
  clock: ReturnType<typeof createClock>;
  freeze(ms: number): void;
} {
  let frozenMs = 0;
  const clock = createClock(() => performance.now() + frozenMs);
  const ticks: number[] = [];
  clock.start((atMs) => ticks.push(atMs));
  return {
    ticks,
    clock,
    freeze: (ms) => {
      frozenMs += ms;
    },
  };
}

test("ten minutes have exactly thirty thousand ticks, none late", () => {
  const { clock } = started();
  vi.advanceTimersByTime(600_000);
  expect(clock.stats()).toEqual({ ticks: 30_000, lateFrames: 0, worstLateMs: 0 });
  expect(clock.now()).toBe(600_000);
});

test("ticks missed in a stall are made up at once and counted as late", () => {
  const { ticks, clock, freeze } = started();
  vi.advanceTimersByTime(100);
  freeze(200);
  vi.advanceTimersByTime(20);
  expect(ticks.length).toBe(16);
  expect(clock.stats().lateFrames).toBe(9);
  expect(clock.stats().worstLateMs).toBe(200);
  vi.advanceTimersByTime(1_000);
  expect(ticks.length).toBe(66);
});

test("a machine that slept for an hour does not play an hour at once", () => {
  const { ticks, clock, freeze } = started();
  freeze(3_600_000);
  vi.advanceTimersByTime(1_000);
  expect(ticks.length).toBeLessThanOrEqual(52);
  expect(clock.stats().lateFrames).toBeGreaterThanOrEqual(180_000);
});

test("a stopped clock ticks no more", () => {
  const { ticks, clock } = started();
  vi.advanceTimersByTime(100);
  clock.stop();
  vi.advanceTimersByTime(100);
  expect(ticks).toEqual([20, 40, 60, 80, 100]);
});
