import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { act, storySteps } from "../../testing/story-steps.ts";
import { createStory, type Story } from "../../testing/stream-story.ts";

const GREETING = "This is AssetCare24. How can I help you?";
const LONG = "Please tell me where you live and what is broken, one after the other.";
/** What of ours a caller would hear, or a carrier get. */
const SPEAKS = new Set(["feed", "mark", "render", "prepareText", "startHead", "commitHead"]);

const stop = (story: Story): void => story.turn({ type: "stopCommanded", over: false });
const resume = (story: Story): void =>
  story.turn({ type: "resumeCommanded", reason: "takeover_failed" });

function greeted(): Story {
  const story = createStory();
  story.open(null);
  story.callerSays("Hello.", 500);
  story.pass(1_000);
  return story;
}

describe("a human's word", () => {
  it.each<[string, (story: Story) => void]>([
    ["in the disclosure", (story) => story.pass(400)],
    ["at the greeting's end", (story) => story.pass(2_300)],
    [
      "while the caller speaks",
      (story) => {
        story.pass(4_000);
        story.floor({ type: "speechBegan", agoMs: 64 });
      },
    ],
    [
      "while an answer is guessed at",
      (story) => {
        story.pass(4_000);
        story.callerSays("My heating is broken.", 1_200);
        story.pass(200);
        story.headBegins("I see. ");
      },
    ],
    [
      "between two texts",
      (story) => {
        story.pass(4_000);
        story.callerSays("My heating is broken.", 1_200);
        story.pass(1_000);
        story.headBegins("I see. ");
        story.pass(1_500);
      },
    ],
    [
      "while a tool runs",
      (story) => {
        story.pass(4_000);
        story.callerSays("My heating is broken.", 1_200);
        story.pass(1_000);
        act(story, { do: "tool" });
        story.pass(500);
      },
    ],
    [
      "in a filler",
      (story) => {
        story.pass(4_000);
        story.callerSays("My heating is broken.", 1_200);
        story.pass(2_000);
      },
    ],
    [
      "in an overlap",
      (story) => {
        story.pass(4_000);
        story.callerSays("My heating is broken.", 1_200);
        story.pass(1_000);
        story.headSays(LONG);
        story.pass(800);
        story.floor({ type: "speechBegan", agoMs: 64 });
        story.pass(100);
      },
    ],
  ])("lets nothing out any more %s, whatever comes", (_, happens) => {
    const story = createStory();
    story.open(GREETING);
    happens(story);
    const before = story.effects.length;
    stop(story);
    story.headSays("Too late. Much too late.");
    stop(story);
    act(story, { do: "toolDone" });
    story.callerSays("Hello? Is anybody there?", 900);
    story.key("1");
    story.pass(20_000);
    const out = story.effects.slice(before).filter((one) => SPEAKS.has(one.type));
    expect(out).toEqual([]);
  });

  it("that came before the conversation was known keeps the greeting for later", () => {
    const story = createStory();
    stop(story);
    story.open(GREETING);
    story.pass(3_000);
    expect(story.all("render")).toEqual([]);
    resume(story);
    story.pass(5_000);
    expect(story.all("render").map((one) => one.text)).toEqual([GREETING]);
    expect(story.all("note").map((one) => one.note)).toEqual(["disclosure_heard"]);
  });

  it("in the disclosure has it said again by a bot that goes on, and nothing of it told to the head", () => {
    const story = createStory();
    story.open(GREETING);
    story.pass(600);
    stop(story);
    story.pass(800);
    resume(story);
    story.pass(5_000);
    expect(story.all("render").map((one) => one.text)).toEqual([GREETING, GREETING]);
    expect(story.all("startHead")).toEqual([]);
    expect(story.state().turn.greeting).toBeNull();
  });

  it("leaves what was not heard for the head that goes on", () => {
    const story = greeted();
    story.headSays(LONG);
    story.pass(1_500);
    stop(story);
    story.pass(1_500);
    const [heard] = story.all("finalise").slice(-1);
    resume(story);
    expect(story.all("startHead").at(-1)?.input).toEqual({
      kind: "resumed",
      reason: "takeover_failed",
      unheard: LONG.slice(heard?.heard?.length).trim(),
    });
  });

  it("takes half a number with it: the bot that goes on still asks a silent caller", () => {
    const story = greeted();
    story.headSays("What is your number?");
    story.pass(3_000);
    story.key("1");
    stop(story);
    story.pass(500);
    resume(story);
    story.headSays("Here I am again.");
    story.pass(12_000);
    expect(story.all("startHead").at(-1)?.input.kind).toBe("callerSilent");
  });

  it("is kept in any order of things, until a human gives the word back", () => {
    fc.assert(
      fc.property(storySteps(20), storySteps(12, ["resume"]), (before, after) => {
        const story = createStory();
        story.open(GREETING);
        for (const step of before) act(story, step);
        stop(story);
        const count = story.effects.length;
        const { playedMs } = story;
        for (const step of after) act(story, step);
        story.pass(10_000);
        const out = story.effects.slice(count).filter((one) => SPEAKS.has(one.type));
        expect(out).toEqual([]);
        const silentFrom = playedMs();
        resume(story);
        story.headSays("Here I am again.");
        story.pass(8_000);
        expect(playedMs()).toBeGreaterThan(silentFrom);
      }),
      { numRuns: 150 },
    );
  });
});
