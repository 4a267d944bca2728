import { describe, expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";

const GREETING = "This is AssetCare24. How can I help you?";

function greeted(): Story {
  const story = createStory();
  story.open(GREETING);
  story.pass(4_000);
  return story;
}
function answered(): Story {
  const story = greeted();
  story.callerSays("My heating is broken.", 1_200);
  story.pass(1_200);
  return story;
}
const digits = (story: Story): string[] =>
  story.all("startHead").flatMap(({ input }) => (input.kind === "digits" ? [input.digits] : []));

describe("a key", () => {
  it.each<[string, () => Story]>([
    [
      "in the disclosure",
      () => {
        const story = createStory();
        story.open(GREETING);
        story.pass(400);
        return story;
      },
    ],
    [
      "behind it",
      () => {
        const story = createStory();
        story.open(GREETING);
        story.pass(1_800);
        return story;
      },
    ],
    ["in silence", greeted],
    [
      "while the caller speaks",
      () => {
        const story = greeted();
        story.floor({ type: "speechBegan", agoMs: 64 });
        story.pass(300);
        story.floor({ type: "partial", text: "my number is" });
        return story;
      },
    ],
    [
      "in the caller's pause",
      () => {
        const story = greeted();
        story.callerSays("My number is", 700);
        story.pass(200);
        return story;
      },
    ],
    ["while the head thinks", answered],
    [
      "in a filler",
      () => {
        const story = answered();
        story.pass(1_000);
        return story;
      },
    ],
    [
      "in an answer",
      () => {
        const story = answered();
        story.headSays("I see. What is your number? You can key it in, and then press the hash.");
        story.pass(900);
        return story;
      },
    ],
    [
      "in an overlap",
      () => {
        const story = answered();
        story.headSays("I see. What is your number? You can key it in, and then press the hash.");
        story.pass(900);
        story.floor({ type: "speechBegan", agoMs: 64 });
        story.pass(100);
        return story;
      },
    ],
  ])("%s is answered, once and with the keys after it", (_, begin) => {
    const story = begin();
    for (const digit of "12") {
      story.key(digit);
      story.pass(700);
    }
    story.pass(2_500);
    expect(digits(story)).toEqual(["12"]);
    const before = story.playedMs();
    story.headSays("Thank you, I have it.");
    story.floor({ type: "speechEnded", agoMs: 0 });
    story.pass(6_000);
    expect(story.playedMs()).toBeGreaterThan(before);
    story.pass(20_000);
    expect(story.all("startHead").at(-1)?.input.kind).toBe("callerSilent");
  });

  it("that ends a number is not waited behind", () => {
    const story = greeted();
    for (const digit of "0301#") story.key(digit);
    expect(digits(story)).toEqual(["0301#"]);
    story.pass(5_000);
    expect(digits(story)).toEqual(["0301#"]);
  });

  it("pressed forty times is not more than the newest thirty-two, and one note", () => {
    const story = greeted();
    for (let key = 0; key < 40; key += 1) {
      story.key(String(key % 10));
      story.pass(200);
    }
    story.pass(3_000);
    expect(digits(story)).toEqual(["89012345678901234567890123456789"]);
    expect(story.all("note").filter(({ note }) => note === "digits_pressed")).toHaveLength(1);
  });
});
