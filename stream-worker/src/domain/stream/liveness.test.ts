import fc from "fast-check";
import { expect, it } from "vitest";
import { SILENCE_MS } from "../turn/transition.ts";
import { act, storySteps } from "../../testing/story-steps.ts";
import { createStory } from "../../testing/stream-story.ts";

/** Of our own, behind the caller's: ears, head, voice and the word that fills their time. */
const OURS_MS = 3_000;

it("never leaves a caller in silence for good, whatever happened and whatever the ears miss", () => {
  const late = fc.array(fc.constantFrom(50, 400, 1_200, 2_500, Infinity), {
    minLength: 1,
    maxLength: 5,
  });
  const latency = fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      storySteps(20, ["head", "words", "tool", "toolDone"]),
      late,
      latency,
      (steps, ears, head) => {
        let flushes = 0;
        let answers = 0;
        const story = createStory({
          recognisedAfterMs: () => ears[flushes++ % ears.length] ?? 0,
          answers: () => [
            { text: "Where do you live? ", afterMs: head[answers++ % head.length] ?? 0 },
          ],
        });
        story.open("This is AssetCare24. How can I help you?");
        for (const step of steps) act(story, step);
        if (story.state().turn.control !== "bot") act(story, { do: "resume" });
        const from = story.now();
        for (let ms = 0; ms < 40_000; ms += 100) {
          story.pass(100);
          // A human's silence is not the bot's.
          const quietMs = Math.min(story.quietMs(), story.now() - from);
          expect(quietMs).toBeLessThanOrEqual(SILENCE_MS + OURS_MS);
        }
      },
    ),
    { numRuns: 40 },
  );
});
