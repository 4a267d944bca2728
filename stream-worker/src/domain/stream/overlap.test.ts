import { describe, expect, it } from "vitest";
import { createStory, type Story, type StoryOptions } from "../../testing/stream-story.ts";

const SLOW: StoryOptions = { recognisedAfterMs: () => 1_000 };

function asked(question: string, options?: StoryOptions): Story {
  const story = createStory(options);
  story.open(null);
  story.callerSays("Hello.", 500);
  story.pass(1_600);
  story.headSays(question);
  return story;
}
/** Until so much of the question is left to be played. */
function untilLeft(story: Story, question: string, ms: number): void {
  const until = story.now() + question.length * 60 - ms;
  while (story.now() < until) story.pass(20);
}
const inputs = (story: Story): (string | undefined)[] =>
  story
    .all("startHead")
    .map(({ input }) => (input.kind === "callerSaid" ? input.text : input.kind));

describe("a caller who speaks into our last words", () => {
  const QUESTION = "I see. Is the water still running?";

  it.each([1_000, 600, 300, 100, 0])(
    "has answered the question that they cut off by %i ms",
    (left) => {
      const story = asked(QUESTION);
      untilLeft(story, QUESTION, left);
      story.callerSays("Yes.", 350);
      story.pass(3_000);
      expect(inputs(story)).toEqual(["Hello.", "Yes."]);
    },
  );

  it("has only murmured while the question is far", () => {
    const text = `${QUESTION} If it is, please close the main tap first and call us again.`;
    const story = asked(text);
    untilLeft(story, QUESTION, 600);
    story.callerSays("Yes.", 350);
    story.pass(9_000);
    expect(inputs(story)).toEqual(["Hello."]);
    expect(story.all("clear")).toEqual([]);
  });

  it("is asked again after 8 s where it was a cough that the recogniser is slow about", () => {
    const story = asked("Where do you live?", SLOW);
    untilLeft(story, "Where do you live?", 300);
    story.callerSays("", 150);
    story.pass(9_500);
    expect(inputs(story)).toEqual(["Hello.", "callerSilent"]);
  });

  it("is heard where the recogniser is slow about the word", () => {
    const story = asked("Where do you live?", SLOW);
    untilLeft(story, "Where do you live?", 300);
    story.callerSays("Berlin.", 280);
    story.pass(4_000);
    expect(inputs(story)).toEqual(["Hello.", "Berlin."]);
  });

  it("is asked after 8 s also where the recogniser never answers", () => {
    let isDeaf = false;
    const story = asked("Where do you live?", {
      recognisedAfterMs: () => (isDeaf ? Infinity : 150),
    });
    untilLeft(story, "Where do you live?", 300);
    isDeaf = true;
    story.callerSays("", 150);
    story.pass(11_000);
    expect(inputs(story)).toEqual(["Hello.", "callerSilent"]);
  });

  it("and then presses a key is not taken for speaking still", () => {
    const story = asked("What is your number? You can key it in.", SLOW);
    story.pass(700);
    story.callerSays("", 150);
    story.pass(650);
    story.key("1");
    story.pass(2_500);
    expect(inputs(story).at(-1)).toBe("digits");
    story.headSays("");
    story.pass(9_000);
    expect(inputs(story).at(-1)).toBe("callerSilent");
  });
});

describe("a caller who goes on", () => {
  it("after the recogniser has ended their turn is heard, and stops the answer", () => {
    const story = createStory();
    story.open(null);
    story.floor({ type: "speechBegan", agoMs: 64 });
    story.pass(800);
    story.floor({ type: "final", text: "My number is" });
    story.floor({ type: "turnEnded", eager: false });
    story.headSays("I see. What is your address?");
    story.pass(500);
    story.floor({ type: "partial", text: "0170 1234" });
    expect(story.all("clear")).toHaveLength(1);
    story.floor({ type: "final", text: "0170 1234 567" });
    story.floor({ type: "speechEnded", agoMs: 200 });
    story.pass(3_000);
    expect(inputs(story)).toEqual(["My number is", "0170 1234 567"]);
  });

  it("while we began to speak into their pause is given way to", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("My heating", 900);
    story.pass(200);
    story.turn({ type: "whispered", kind: "say", text: "A colleague will be there at five." });
    story.pass(200);
    story.floor({ type: "speechBegan", agoMs: 64 });
    story.pass(300);
    story.floor({ type: "partial", text: "is broken" });
    story.pass(100);
    expect(story.all("clear")).toHaveLength(1);
  });

  it("from the disclosure into what follows it is given way to", () => {
    const greeting =
      "This is AssetCare24. How can I help you today, what is it that you would like to tell us?";
    const story = createStory();
    story.open(greeting);
    story.pass(400);
    story.floor({ type: "speechBegan", agoMs: 64 });
    story.pass(400);
    story.floor({ type: "partial", text: "my heating" });
    expect(story.all("clear")).toEqual([]);
    story.pass(800);
    story.floor({ type: "partial", text: "my heating is broken and" });
    expect(story.all("clear")).toHaveLength(1);
  });
});

it("is not stopped by its own words, which a loudspeaker sends back after they were heard", () => {
  const text = "Please tell me where you live and what is broken, one after the other.";
  const story = asked(text);
  untilLeft(story, text, 1_500);
  story.floor({ type: "speechBegan", agoMs: 64 });
  story.pass(300);
  story.floor({ type: "partial", text: "where you live" });
  story.pass(100);
  story.floor({ type: "partial", text: "where you live and what is" });
  story.floor({ type: "speechEnded", agoMs: 200 });
  story.pass(5_000);
  expect(story.all("clear")).toEqual([]);
  expect(story.all("finalise").at(-1)).toMatchObject({ heard: null });
});

it("is stopped by a word that it was only going to say", () => {
  const text =
    "I have noted that down, thank you. Now tell me the floor and then the street number.";
  const story = asked(text);
  untilLeft(story, text, 4_000);
  story.floor({ type: "speechBegan", agoMs: 64 });
  story.floor({ type: "partial", text: "street" });
  expect(story.all("clear")).toHaveLength(1);
});

it("hands over nothing behind the clear when we begin into a caller's speech", () => {
  const story = createStory();
  story.open(null);
  story.floor({ type: "speechBegan", agoMs: 0 });
  story.pass(900);
  const before = story.effects.length;
  story.turn({ type: "whispered", kind: "say", text: "A colleague will be there at five." });
  const sound = story.effects
    .slice(before)
    .map((one) => one.type)
    .filter((type) => type === "feed" || type === "clear");
  expect(sound.indexOf("clear")).toBe(sound.length - 1);
});

describe("words taken back", () => {
  it("take back the answer that was begun on them", () => {
    const story = createStory();
    story.open(null);
    story.floor({ type: "speechBegan", agoMs: 64 });
    story.floor({ type: "partial", text: "Yes." });
    story.floor({ type: "speechEnded", agoMs: 0 });
    story.floor({ type: "turnEnded", eager: true });
    expect(story.all("startHead")).toMatchObject([{ isGuess: true }]);
    story.floor({ type: "partial", text: "" });
    story.pass(3_000);
    expect(story.state().turn.guess).toBeNull();
  });
});
