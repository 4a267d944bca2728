import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { act, storySteps } from "../../testing/story-steps.ts";
import { createStory, type Story, type StoryOptions } from "../../testing/stream-story.ts";

/** A letter of the story's voice lasts this long. */
const MS_PER_CHAR = 60;

function asked(options?: StoryOptions): Story {
  const story = createStory(options);
  story.open(null);
  story.callerSays("Hello.", 500);
  story.pass(1_000);
  return story;
}
const bots = (story: Story) => story.all("finalise").filter((one) => one.speaker === "bot");
const heardOf = (story: Story): string[] => bots(story).map((one) => one.heard ?? one.text);

describe("what is on record as heard", () => {
  it("is told apart by reply, also when a colleague's words come between two texts of one", () => {
    const story = asked();
    story.headBegins("One moment please. ");
    act(story, { do: "whisper", text: "A colleague will be there at five o'clock." });
    story.headBegins("Where do you live exactly, and since when is it broken? ");
    story.pass(3_000);
    story.turn({ type: "stopCommanded", over: false });
    story.pass(100);
    expect(heardOf(story)[0]).toBe("One moment please.");
    expect("A colleague will be there at five o'clock.").toContain(heardOf(story)[1] ?? "?");
  });

  it("is not what a voice had no room for", () => {
    const story = asked();
    story.headBegins("Well. ".repeat(90));
    story.turn({ type: "headFinished", gen: story.gen(), end: null });
    story.pass(60_000);
    const [reply] = bots(story);
    expect(reply?.interrupted).toBe(true);
    expect((reply?.heard ?? "").length * MS_PER_CHAR).toBeLessThanOrEqual(story.playedMs() * 1.3);
    expect(story.state().turn.speeches).toEqual([]);
  });

  it("is bounded, however much a head writes", () => {
    const story = asked();
    story.headSays("word ".repeat(10_000));
    const [speech] = story.state().turn.speeches;
    expect(speech?.sent.length).toBeLessThanOrEqual(4_000);
  });

  it.each([
    ["all of it", () => 0],
    ["its end", (text: string) => (text.includes("Where") ? 0 : 500)],
  ])("is not what has no sound: %s", (_, soundMs) => {
    const story = asked({ soundMs });
    story.headBegins("I see. ");
    story.pass(1_500);
    story.headBegins("Where do you live? ");
    story.pass(1_500);
    story.turn({ type: "headFinished", gen: story.gen(), end: null });
    story.pass(500);
    expect(heardOf(story).join(" ")).not.toContain("Where");
    expect(story.state().turn.speeches).toEqual([]);
    story.pass(8_000);
    expect(story.all("startHead").at(-1)?.input.kind).toBe("callerSilent");
  });

  it("is all of a greeting that is longer than the sound of one text may be", () => {
    const greeting = "This is a very long greeting that nobody would like to hear. ".repeat(30);
    const story = createStory();
    story.open(greeting);
    story.pass(112_000);
    const texts = story.all("render").map((one) => one.text);
    expect(Math.max(...texts.map((text) => text.length * MS_PER_CHAR))).toBeLessThan(60_000);
    expect(heardOf(story)).toEqual([greeting.trim()]);
  });

  it("is never more than was played", () => {
    fc.assert(
      fc.property(storySteps(25), (steps) => {
        const story = createStory();
        story.open("This is AssetCare24. How can I help you?");
        for (const step of steps) act(story, step);
        story.turn({ type: "stopCommanded", over: false });
        story.pass(100);
        const ms = heardOf(story).reduce((sum, text) => sum + text.length * MS_PER_CHAR, 0);
        // Letters are of unequal length, and a reply's texts are joined by spaces.
        expect(ms).toBeLessThanOrEqual(story.playedMs() * 1.15 + 400);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a head that says nothing", () => {
  it.each(["", "\u{1F600}", "**", "...", "<break/>"])("but %j has failed the caller", (text) => {
    const story = asked();
    story.headSays(text);
    story.pass(3_000);
    expect(story.playedMs()).toBeGreaterThan(1_000);
    expect(story.all("offerHandover")).toHaveLength(1);
  });

  it("to keys waits for more of them", () => {
    const story = asked();
    story.headSays("What is your number?");
    story.pass(3_000);
    story.key("1");
    story.pass(2_000);
    const before = story.playedMs();
    story.headSays("");
    story.pass(3_000);
    expect(story.playedMs()).toBe(before);
  });
});
