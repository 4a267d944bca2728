import { describe, expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";

const LONG = "Please tell me where you live and what is broken, one after the other.";

function answered(text: string | null): Story {
  const story = createStory();
  story.open(null);
  story.callerSays("My heating is broken.", 1_200);
  story.pass(1_000);
  if (text !== null) story.headSays(text);
  return story;
}
const said = (story: Story): string =>
  story
    .all("render")
    .map((one) => one.text)
    .join("");

describe("a sound that stopped the bot and was nothing", () => {
  it.each([720, 1_500])("of %i ms leaves an answer that was being thought of owed", (ms) => {
    const story = answered(null);
    story.callerSays("", ms);
    expect(story.all("abortHead").map((one) => one.gen)).toEqual([1]);
    story.pass(1_500);
    const resumed = { kind: "resumed", reason: "noise" };
    expect(story.all("startHead").at(-1)?.input).toMatchObject(resumed);
  });

  it("has the bot go on as soon as that is known", () => {
    const story = answered(LONG);
    story.pass(1_500);
    story.callerSays("", 720);
    expect(story.all("clear")).toHaveLength(1);
    story.pass(1_000);
    const rest = story.all("render").at(-1)?.text ?? "";
    expect(rest).not.toBe("");
    expect(LONG.endsWith(rest)).toBe(true);
    story.pass(8_000);
    const heard = story.all("finalise").filter((one) => one.speaker === "bot");
    expect(heard.map((one) => one.heard ?? one.text).join(" ")).toBe(LONG);
  });

  it("does not undo a goodbye", () => {
    const story = answered(null);
    story.headBegins("Thank you for your call, and goodbye. ");
    story.turn({ type: "headFinished", gen: story.gen(), end: "done" });
    story.pass(800);
    story.callerSays("", 720);
    story.pass(5_000);
    expect(story.all("endCall")).toEqual([{ type: "endCall", reason: "done" }]);
  });

  it("is forgotten: what is said later did not begin with it", () => {
    const story = answered("I see.");
    story.pass(2_000);
    story.callerSays("", 300);
    story.pass(5_000);
    const from = story.now();
    story.callerSays("My tap drips.", 900);
    story.pass(2_000);
    const last = story.all("finalise").findLast((one) => one.speaker === "caller");
    expect(last?.startedAt).toBeGreaterThanOrEqual(from - 64);
  });
});

describe("keys", () => {
  it("pressed slowly are not interrupted by what they interrupted", () => {
    const story = answered("What is your number? You can key it in if you like that better.");
    story.pass(1_500);
    const before = said(story);
    for (const digit of "12345") {
      story.key(digit);
      story.pass(1_500);
    }
    story.pass(500);
    expect(said(story)).toBe(before);
    expect(story.all("startHead").at(-1)?.input).toEqual({ kind: "digits", digits: "12345" });
  });
});
