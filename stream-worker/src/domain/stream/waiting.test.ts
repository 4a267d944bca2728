import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";
import { phrases } from "../phrases.ts";

/** A caller must not hear nothing for longer by our fault. */
const LIMIT_MS = 3_000;
const GREETING = "This is AssetCare24. How can I help you?";
/** Rendered before anybody calls. */
const PREPARED = new Set(
  [...Object.values(phrases("en-US")).flat(), GREETING].map((text) => text.trim()),
);

const TEXTS = ["I see. ", "Please tell me where you live and since when it is broken. ", "Well, "];
const part = (mostMs: number) =>
  fc.record({ text: fc.constantFrom(...TEXTS), afterMs: fc.integer({ min: 0, max: mostMs }) });
const manner = fc.record({
  recognisedAfterMs: fc.integer({ min: 50, max: 1_200 }),
  renderedAfterMs: fc.array(fc.integer({ min: 0, max: 2_500 }), { minLength: 1, maxLength: 6 }),
  answers: fc.array(
    fc
      .tuple(part(12_000), fc.array(part(6_000), { maxLength: 3 }))
      .map(([one, more]) => [one, ...more]),
    { minLength: 1, maxLength: 4 },
  ),
  disturbedMs: fc.option(fc.integer({ min: 100, max: 1_200 })),
  disturbedAfterMs: fc.integer({ min: 0, max: 5_000 }),
});

/** Whether the caller may expect to hear something of us. */
function isOurs(story: Story): boolean {
  const { turn, floor } = story.state();
  return turn.head !== null || turn.speeches.length > 0 || floor.phase !== "idle";
}

describe("a caller in a bot's hands", () => {
  it("never hears nothing for three seconds, however slow ears, head and voice are", () => {
    fc.assert(
      fc.property(manner, (slow) => {
        let renders = 0;
        let answers = 0;
        const story = createStory({
          recognisedAfterMs: () => slow.recognisedAfterMs,
          renderedAfterMs: (text) =>
            PREPARED.has(text.trim())
              ? 0
              : (slow.renderedAfterMs[renders++ % slow.renderedAfterMs.length] ?? 0),
          answers: () => slow.answers[answers++ % slow.answers.length] ?? [],
        });
        const listen = (ms: number): void => {
          const until = story.now() + ms;
          while (story.now() < until && isOurs(story)) {
            story.pass(20);
            expect(story.quietMs()).toBeLessThanOrEqual(LIMIT_MS);
          }
        };
        story.open(GREETING);
        listen(10_000);
        for (const text of ["My heating is broken.", "It is number sixteen, Main Street."]) {
          story.pass(700);
          story.callerSays(text, 1_500);
          listen(slow.disturbedAfterMs);
          if (slow.disturbedMs !== null) story.callerSays("", slow.disturbedMs);
          listen(30_000);
        }
      }),
      { numRuns: 25 },
    );
  });
});

const FILLERS = phrases("en-US").fillers;
const said = (story: Story): string[] => story.all("render").map((one) => one.text.trim());
const heard = (story: Story): string[] =>
  story
    .all("finalise")
    .filter((one) => one.speaker === "bot")
    .map((one) => one.heard ?? one.text);

function asked(options?: Parameters<typeof createStory>[0]): Story {
  const story = createStory(options);
  story.open(null);
  story.callerSays("My heating is broken.", 1_500);
  while (story.all("commit").length === 0) story.pass(20);
  return story;
}

describe("a word for who waits", () => {
  it("is said at 0.9, 3.5 and 6 s by our own voice, and at 8 s a colleague is asked", () => {
    const story = asked();
    const from = story.now();
    const at: number[] = [];
    for (let ms = 0; ms < 8_200; ms += 20) {
      const before = said(story).length;
      story.pass(20);
      if (said(story).length > before) at.push(story.now() - from);
    }
    expect(said(story).slice(0, 3)).toEqual([...FILLERS]);
    for (const [index, due] of [900, 3_500, 6_000, 8_000].entries()) {
      expect(Math.abs((at[index] ?? 0) - due)).toBeLessThanOrEqual(40);
    }
    expect(story.all("offerHandover")).toHaveLength(1);
  });

  it("is said before words whose sound is late, and not where it comes in time", () => {
    const late = asked({ renderedAfterMs: (text) => (text.includes("Where") ? 2_000 : 0) });
    late.headSays("Where do you live?");
    late.pass(6_000);
    expect(heard(late)).toEqual([FILLERS[0], "Where do you live?"]);
    const soon = asked({ renderedAfterMs: () => 500 });
    soon.pass(600);
    soon.headSays("Where do you live?");
    soon.pass(6_000);
    expect(heard(soon)).toEqual(["Where do you live?"]);
  });

  it("is not said on top of a reply, and comes when a head stops in the middle of it", () => {
    const story = asked();
    story.headBegins("Please stay calm, that is nothing to be afraid of. ");
    while (story.state().turn.botAudible) story.pass(20);
    expect(FILLERS.some((text) => said(story).includes(text))).toBe(false);
    story.pass(1_000);
    expect(said(story).at(-1)).toBe(FILLERS[0]);
    story.headSays("Where do you live?");
    story.pass(4_000);
    expect(heard(story)).toEqual([
      FILLERS[0],
      "Please stay calm, that is nothing to be afraid of. Where do you live?",
    ]);
  });

  it("is held like every word of ours while the caller makes a sound, and cut by words", () => {
    const story = asked();
    story.pass(700);
    story.floor({ type: "speechBegan", agoMs: 64 });
    story.pass(400);
    expect(story.playedMs()).toBe(0);
    story.floor({ type: "partial", text: "and my tap drips" });
    story.pass(3_000);
    expect(story.playedMs()).toBe(0);
    expect(story.state().turn.unheard).toBe("");
  });

  it("leaves the question that was asked before it", () => {
    const story = asked();
    story.headSays("What is your telephone number?");
    story.pass(3_000);
    expect(story.state().floor.expectation).toBe("digits");
    story.callerSays("It is oh three oh, one two three four five six seven.", 3_000);
    story.pass(4_000);
    expect(heard(story)).toContain(FILLERS[0]);
    expect(story.state().floor.expectation).toBe("digits");
  });
});
