import fc from "fast-check";
import { expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";

const WORDS = ["My heating", "is broken", "and my tap drips.", "Yes.", "No, wait", ""] as const;
const ANSWERS = [
  ["I see. ", "Where do you live? "],
  ["All right. "],
  ["Is it urgent? "],
  ["\u{1F600} "],
] as const;

const turn = fc.array(
  fc.record({
    text: fc.constantFrom(...WORDS),
    ms: fc.integer({ min: 200, max: 1_200 }),
    pauseMs: fc.integer({ min: 0, max: 1_500 }),
  }),
  { minLength: 1, maxLength: 3 },
);
const call = fc.record({
  turns: fc.array(turn, { minLength: 1, maxLength: 4 }),
  recognisedAfterMs: fc.integer({ min: 50, max: 700 }),
  /** Shorter than the first filler's: that depends on when the head began. */
  headMs: fc.integer({ min: 0, max: 400 }),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

const isQuiet = ({ floor, voice, turn: { head, guess, speeches } }: ReturnType<Story["state"]>) =>
  floor.phase === "idle" &&
  !voice.audible &&
  head === null &&
  guess === null &&
  speeches.length === 0;

function played({ turns, recognisedAfterMs, headMs }: Call, guesses: boolean): Story {
  const story = createStory({
    guesses,
    recognisedAfterMs: () => recognisedAfterMs,
    answers(input) {
      const key = input.kind === "callerSaid" ? input.text.length : 0;
      const texts = ANSWERS[key % ANSWERS.length] ?? [];
      return texts.map((text) => ({ text, afterMs: headMs }));
    },
  });
  story.open(null);
  for (const parts of turns) {
    for (const { text, ms, pauseMs } of parts) {
      // Nobody interrupts: where an answer is cut depends on when it began.
      if (!isQuiet(story.state()) && story.state().floor.phase !== "maybeDone") break;
      story.callerSays(text, ms);
      for (let passed = 0; passed < pauseMs; passed += 20) {
        story.pass(20);
        if (story.state().floor.phase !== "maybeDone") break;
      }
    }
    for (let waited = 0; waited < 7_000 && !isQuiet(story.state()); waited += 20) story.pass(20);
  }
  return story;
}

it("changes nothing but the wait: the same words are said, heard, recorded and remembered", () => {
  let guessed = 0;
  fc.assert(
    fc.property(call, (one) => {
      const [early, late] = [played(one, true), played(one, false)];
      guessed += early.all("commitHead").length;
      expect(late.all("commitHead")).toEqual([]);
      const record = (story: Story) =>
        story
          .all("finalise")
          .map(({ speaker, text, heard, interrupted }) => ({ speaker, text, heard, interrupted }));
      expect(record(early)).toEqual(record(late));
      expect(early.state().turn.memory).toEqual(late.state().turn.memory);
      const said = (story: Story) => story.all("render").map((effect) => effect.text);
      expect(said(early)).toEqual(said(late));
    }),
    { numRuns: 60 },
  );
  expect(guessed).toBeGreaterThan(20);
});
