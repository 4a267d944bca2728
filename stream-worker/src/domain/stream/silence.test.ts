import { describe, expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";

/** A head that asks a silent caller and says goodbye, as the real ones do. */
function quiet(): Story {
  const story = createStory({
    answers: (input) => {
      const isEnd = input.kind === "callerSilent" && input.times > 2;
      return [{ text: isEnd ? "I do not hear you. Goodbye." : "Are you there?", afterMs: 10 }];
    },
  });
  story.open(null);
  return story;
}
const asked = (story: Story): number[] =>
  story
    .all("startHead")
    .map(({ input }) => (input.kind === "callerSilent" ? input.times : 0))
    .filter((times) => times > 0);

/** Noise of `ms` again and again, for so long. */
function noisy(story: Story, everyMs: number, ms: number, forMs: number): void {
  for (let passed = 0; passed < forMs; passed += everyMs) {
    story.pass(everyMs - ms);
    story.callerSays("", ms);
  }
}

describe("a caller who says nothing", () => {
  it.each([
    [2_000, 300],
    [3_000, 300],
    [5_000, 500],
    [7_000, 200],
  ])("is asked after 8 s and 8 s more, whatever sounds every %i ms for %i ms", (every, ms) => {
    const story = quiet();
    noisy(story, every, ms, 10_000);
    expect(asked(story)).toEqual([1]);
    noisy(story, every, ms, 26_000);
    expect(asked(story).slice(0, 3)).toEqual([1, 2, 3]);
  });

  it("is asked although the room never falls quiet", () => {
    const story = quiet();
    story.floor({ type: "speechBegan", agoMs: 64 });
    story.pass(17_000);
    expect(asked(story)).toEqual([1]);
    story.pass(20_000);
    expect(asked(story)).toEqual([1, 2, 3]);
    expect(story.playedMs()).toBeGreaterThan(2_000);
  });

  it("is given the time again with every word", () => {
    const story = quiet();
    story.pass(7_000);
    story.floor({ type: "partial", text: "Well" });
    story.pass(7_000);
    expect(asked(story)).toEqual([]);
  });

  it("is not taken for one who begins to speak just then", () => {
    const story = quiet();
    story.pass(7_600);
    story.callerSays("My heating is broken.", 1_500);
    story.pass(5_000);
    expect(asked(story)).toEqual([]);
  });
});

describe("a caller who does not stop", () => {
  it("is cut in on after a minute, heard on, and has another minute", () => {
    const story = createStory();
    story.open(null);
    story.floor({ type: "speechBegan", agoMs: 0 });
    for (let second = 0; second < 60; second += 1) {
      story.floor({ type: "final", text: `thing ${second}` });
      story.pass(1_000);
    }
    expect(story.all("commit").map((one) => one.reason)).toEqual(["cap"]);
    expect(story.all("render")[0]?.text).toContain("Let me come in there");
    story.headSays("What is your address?");
    for (let second = 0; second < 50; second += 1) {
      story.floor({ type: "final", text: `more ${second}` });
      story.pass(1_000);
    }
    expect(story.all("commit")).toHaveLength(1);
    expect(story.state().floor.phase).toBe("callerSpeaking");
  });
});
