import { describe, expect, it } from "vitest";
import { callEars as call, range, two } from "../../testing/ears-call.ts";
import { fakeRecogniser } from "../../testing/fake-recogniser.ts";
import { manualClock } from "../../testing/manual-clock.ts";
import { createBreakers } from "../breaker.ts";
import { createEars, type Ears } from "./ears.ts";

describe("deaf ears", () => {
  it("tell it once, go on trying, and hear what was said last when somebody is back", () => {
    const [one, other] = two();
    one.broken = "overloaded";
    other.broken = "silent";
    const { ears, speak, story, clock } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 10);
    ears.flush();
    expect(story()).toEqual(["[deaf]", "(one → two: overloaded)", "(two → nobody: silent)"]);
    one.broken = null;
    clock.advance(5_000);
    expect(one.now().given).toEqual(["speech", ...range(1, 10), "flush"]);
    one.now().final("Hello?");
    one.now().flushed();
    expect(story().slice(0, 3)).toEqual(["[deaf]", "Hello?", "[flushed]"]);
    ears.close();
    expect(clock.waiting()).toBe(0);
  });

  it("tell it again only after somebody has heard", () => {
    const one = fakeRecogniser("one");
    const { ears, story, clock } = call([one]);
    one.broken = "cut";
    one.now().fail();
    clock.advance(5_000);
    expect(story().filter((event) => event === "[deaf]")).toHaveLength(1);
    one.broken = null;
    clock.advance(40_000);
    one.now().final("Hello?");
    one.broken = "cut";
    one.now().fail();
    one.now().fail();
    expect(story().filter((event) => event === "[deaf]")).toHaveLength(2);
    ears.close();
  });

  it("remember no more than they must, however long nobody hears, and leave no flush unanswered", () => {
    const one = fakeRecogniser("one");
    one.broken = "cut";
    const { ears, speak, story, clock } = call([one]);
    for (let count = 0; count < 1_000; count += 1) {
      ears.speechStarted(0);
      speak(1, 2);
      ears.flush();
    }
    one.broken = null;
    clock.advance(60_000);
    const { given, flushed } = one.now();
    expect(given.filter((one) => typeof one === "number").length).toBeLessThanOrEqual(750);
    const flushes = given.filter((one) => one === "flush").length;
    expect(flushes).toBeLessThanOrEqual(64);
    for (let count = 0; count < flushes; count += 1) flushed();
    expect(story().filter((event) => event === "[flushed]")).toHaveLength(1_000);
    ears.close();
  });

  it("say so when nobody can be asked at all", async () => {
    const { ears, story } = call([]);
    await Promise.resolve();
    expect(story()).toEqual(["[deaf]"]);
    ears.close();
  });

  it("do not ask one again that refused, but after a rest", () => {
    const [one, other] = two();
    one.broken = "refused";
    const { ears, clock } = call([one, other]);
    other.now().final("Hello.");
    other.now().fail();
    expect([one.streams.length, other.streams.length]).toEqual([1, 2]);
    other.now().fail();
    clock.advance(5_000);
    expect([one.streams.length, other.streams.length]).toEqual([2, 3]);
    ears.close();
  });
});

describe("a worker's breakers", () => {
  it("spare every call a vendor that failed three times in a row, for half a minute", () => {
    const clock = manualClock();
    const breakerOf = createBreakers(clock);
    const [one, other] = two();
    one.broken = "silent";
    const open = (): Ears =>
      createEars({
        recognisers: [one, other],
        language: "en-US",
        clock,
        breakerOf,
        hear: () => undefined,
        fellBack: () => undefined,
      });
    for (let count = 0; count < 5; count += 1) open();
    expect([one.streams.length, other.streams.length]).toEqual([3, 5]);
    one.broken = null;
    clock.advance(30_000);
    open();
    expect([one.streams.length, other.streams.length]).toEqual([4, 5]);
    // Words, not a connection, say that it works.
    one.now().partial("Hel");
    one.now().fail();
    expect(breakerOf("one").open()).toBe(true);
    clock.advance(30_000);
    open();
    one.now().flushed();
    one.now().fail();
    expect(breakerOf("one").open()).toBe(false);
  });
});
