import fc from "fast-check";
import { expect, it } from "vitest";
import type { HeardWord, SpeechToText, TranscriptEvent } from "../../ports/speech.ts";
import { manualClock } from "../../testing/manual-clock.ts";
import { createBreakers } from "../breaker.ts";
import { createEars } from "./ears.ts";

/** A frame that carries its own number. */
function frame(id: number): Uint8Array {
  const bytes = new Uint8Array(160);
  bytes[0] = id >> 8;
  bytes[1] = id & 0xff;
  return bytes;
}

/** A recogniser that hears the numbers of frames as words. */
type Hearing = {
  /** Numbers in the order they came. */
  readonly frames: number[];
  readonly flushes: number[];
  told: number;
  hear(event: TranscriptEvent): void;
};

type Step =
  | { do: "speech" | "flush" | "fail" | "rest" | "late" }
  | { do: "push"; frames: number }
  | { do: "final"; frames: number }
  | { do: "answer"; timed: boolean };

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("push"), frames: fc.integer({ min: 1, max: 12 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("speech", "flush") }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("final"), frames: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answer"), timed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("fail", "rest", "late") }) },
) as fc.Arbitrary<Step>;

function run(steps: readonly Step[]): {
  told: number[];
  speech: number[];
  asked: number;
  answered: number;
} {
  const clock = manualClock();
  const streams: Hearing[] = [];
  const told: number[] = [];
  const speech: number[] = [];
  let [next, asked, answered] = [1, 0, 0];
  let talking = false;
  const recogniser = (name: string): SpeechToText => ({
    name,
    speaks: () => true,
    open({ hear }) {
      const mine: Hearing = { frames: [], flushes: [], told: 0, hear };
      streams.push(mine);
      return {
        push(audio) {
          for (let at = 0; at < audio.length; at += 160) {
            mine.frames.push(((audio[at] ?? 0) << 8) | (audio[at + 1] ?? 0));
          }
        },
        speechStarted: () => undefined,
        flush: () => void mine.flushes.push(mine.frames.length),
        close: () => undefined,
      };
    },
  });
  const ears = createEars({
    recognisers: [recogniser("one"), recogniser("two")],
    language: "en-US",
    clock,
    breakerOf: createBreakers(clock),
    hear(event) {
      if (event.type === "final") told.push(...event.text.split(" ").map(Number));
      if (event.type === "flushed") answered += 1;
    },
    fellBack: () => undefined,
  });

  /** Tells what was heard up to a place, with times or without. */
  const tell = (by: Hearing, until: number, timed: boolean): void => {
    const ids = by.frames.slice(by.told, until);
    if (ids.length === 0) return;
    const words: HeardWord[] = ids.map((id, index) => ({
      text: String(id),
      startMs: (by.told + index) * 20,
      endMs: (by.told + index + 1) * 20,
      confidence: null,
    }));
    by.told = until;
    by.hear({ type: "final", text: ids.join(" "), confidence: null, words: timed ? words : [] });
  };
  const answer = (by: Hearing, timed: boolean): void => {
    const until = by.flushes.shift();
    if (until === undefined) return;
    tell(by, until, timed);
    by.hear({ type: "flushed" });
  };

  for (const one of steps) {
    const now = streams.at(-1) as Hearing;
    if (one.do === "push") {
      for (let count = 0; count < one.frames; count += 1) {
        if (talking) speech.push(next);
        ears.push(frame(next));
        next += 1;
      }
    } else if (one.do === "speech") {
      talking = true;
      ears.speechStarted(0);
    } else if (one.do === "flush") {
      talking = false;
      asked += 1;
      ears.flush();
    } else if (one.do === "final") {
      // A recogniser that has been asked answers first; it does not run on past the flush.
      if (now.flushes.length === 0)
        tell(now, Math.min(now.frames.length, now.told + one.frames), true);
    } else if (one.do === "answer") answer(now, one.timed);
    else if (one.do === "late") {
      // One that has failed finds words after all.
      const failed = streams.at(-2);
      if (failed) tell(failed, failed.frames.length, true);
    } else if (one.do === "fail") now.hear({ type: "failed", fault: "cut" });
    else clock.advance(6_000);
  }
  // In the end somebody hears again, and answers all that was asked.
  clock.advance(60_000);
  ears.flush();
  asked += 1;
  for (let count = 0; count < asked; count += 1) answer(streams.at(-1) as Hearing, true);
  ears.close();
  return { told, speech, asked, answered };
}

it("tells every word once and in order, whoever fails and whenever", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 60, size: "max" }), (steps) => {
      const { told, speech, asked, answered } = run(steps);
      expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b));
      expect(speech.filter((id) => !told.includes(id))).toEqual([]);
      expect(answered).toBe(asked);
    }),
    { numRuns: 400 },
  );
});
