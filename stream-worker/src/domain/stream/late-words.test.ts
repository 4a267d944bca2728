import { describe, expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";

/** A recogniser that tells its words late: later than a turn waits for them. */
function story(...delaysMs: number[]): Story {
  let asked = 0;
  const line = createStory({
    partials: false,
    recognisedAfterMs: () => delaysMs[asked++] ?? delaysMs.at(-1) ?? 0,
  });
  line.open(null);
  return line;
}
const callers = (line: Story): string[] =>
  line
    .all("finalise")
    .filter((one) => one.speaker === "caller")
    .map((one) => one.text);
const asked = (line: Story): string[] =>
  line.all("startHead").flatMap(({ input }) => (input.kind === "callerSaid" ? [input.text] : []));

describe("words that come after their turn was given up", () => {
  it("are the turn, where none were known, and stop the question what it was", () => {
    const line = story(2_600);
    line.callerSays("My heating is broken.", 1_500);
    line.pass(2_400);
    expect(line.all("render").map((one) => one.text)).toEqual([
      "Sorry, I did not catch that. Could you say it again?",
    ]);
    line.pass(1_500);
    expect(line.all("clear")).toHaveLength(1);
    expect(asked(line)).toEqual(["My heating is broken."]);
    const last = line.all("finalise").find((one) => one.speaker === "caller");
    expect(last?.endedAt).toBeLessThanOrEqual(1_600);
  });

  it("and are a yes are an answer, not a murmur", () => {
    const line = story(2_600);
    line.callerSays("Yes.", 400);
    line.pass(5_000);
    expect(asked(line)).toEqual(["Yes."]);
  });

  it("are heard behind those that were answered, and the answer waits for them", () => {
    const line = story(150, 2_900);
    line.callerSays("One moment, please.", 900);
    line.pass(300);
    line.callerSays("The address is Main Street sixteen.", 1_800);
    line.pass(2_600);
    line.headSays("All right, take your time, I am listening to you.");
    line.pass(3_000);
    expect(callers(line).join(" ")).toBe("One moment, please. The address is Main Street sixteen.");
    expect(asked(line).at(-1)).toContain("The address is Main Street sixteen.");
  });

  it("are heard but for what was answered of them", () => {
    const line = story(Infinity);
    line.floor({ type: "speechBegan", agoMs: 0 });
    line.pass(900);
    line.floor({ type: "partial", text: "My heating is" });
    line.floor({ type: "speechEnded", agoMs: 0 });
    line.pass(2_600);
    expect(callers(line)).toEqual(["My heating is"]);
    line.floor({ type: "final", text: "My heating is broken since yesterday." });
    line.floor({ type: "flushed" });
    line.pass(3_000);
    expect(callers(line)).toEqual(["My heating is", "broken since yesterday."]);
  });

  it("are nothing where all of them were answered", () => {
    const line = story(Infinity);
    line.floor({ type: "speechBegan", agoMs: 0 });
    line.pass(900);
    line.floor({ type: "partial", text: "my heating is broken" });
    line.floor({ type: "speechEnded", agoMs: 0 });
    line.pass(2_600);
    line.headSays("I see. Where do you live?");
    line.floor({ type: "final", text: "My heating's broken." });
    line.floor({ type: "flushed" });
    line.pass(6_000);
    expect(callers(line)).toEqual(["my heating is broken"]);
    expect(line.all("clear")).toEqual([]);
  });

  it("come first where the caller has begun to speak again", () => {
    const line = story(2_600, 150);
    line.callerSays("My heating is broken.", 700);
    line.pass(2_200);
    line.callerSays("Hello? Are you there?", 1_200);
    line.pass(3_000);
    expect(callers(line).join(" ")).toBe("My heating is broken. Hello? Are you there?");
  });

  it("do not cut into what must be heard", () => {
    const line = createStory({ partials: false, recognisedAfterMs: () => 2_600 });
    line.open(
      "This is AssetCare24, and all of this has to be heard before we may go on with it. How?",
    );
    line.pass(300);
    line.callerSays("My heating is broken.", 700);
    line.pass(9_000);
    expect(line.all("clear")).toEqual([]);
    expect(callers(line)).toEqual(["My heating is broken."]);
  });
});
