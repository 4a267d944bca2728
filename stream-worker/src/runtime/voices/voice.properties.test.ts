import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWords } from "../../domain/speakable.ts";
import type { VoiceAct } from "../../testing/fake-voice.ts";
import { voiceCall } from "../../testing/voice-call.ts";

const word = fc.constantFrom(
  ...["one", "two,", "three.", "vier", "4711", "3,5", "can't", "(yes)", "z.B.", "—", "grüße", "€7"],
);
const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(" "));
/** Words end at multiples of 15 ms; within a rounding of there, "surely" is a matter of taste. */
const failsAtMs = fc.integer({ min: -1, max: 260 }).map((step) => Math.max(0, step * 15 + 7));
const act: fc.Arbitrary<VoiceAct> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ failsAtMs }) },
  { weight: 2, arbitrary: fc.record({ afterMs: fc.integer({ min: 0, max: 2_000 }) }) },
  { weight: 1, arbitrary: fc.constant({ hangs: true }) },
);
const vendor = fc.record({
  acts: fc.array(act, { minLength: 1, maxLength: 3 }),
  timed: fc.boolean(),
  pieceMs: fc.integer({ min: 1, max: 300 }),
});
const story = fc.record({
  texts: fc.array(text, { minLength: 1, maxLength: 3 }),
  vendors: fc.array(vendor, { minLength: 0, maxLength: 3 }),
});

const wordsIn = (said: string): string[] => said.split(" ").filter(hasWords);

describe("whatever vendors do", () => {
  it("no word is said twice or left out, no two speak at once, and nobody comes back that failed", async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ texts, vendors }) => {
        const { vendor: make, voiceOf, changes, clock } = voiceCall();
        const made = vendors.map((one, index) =>
          // A voice that tells its times may be faster than the pace that is guessed without.
          make({ name: `v${index}`, byte: index + 1, ...one, msPerLetter: one.timed ? 60 : 75 }),
        );
        const all = [...made, make({ name: "sure", byte: 9, timed: true })];
        const { say } = voiceOf(all);
        const order: number[] = [];
        for (const said of texts) {
          for (const one of all) one.words.length = 0;
          const { by, heard, sound, fault } = await say(said);
          expect(fault).toBeNull();
          expect(new Set(by).size).toBe(by.length);
          const spoken = by.flatMap((byte) => all.find((one) => one.byte === byte)?.words ?? []);
          expect(spoken).toEqual(wordsIn(said));
          const times = heard.filter((piece) => piece.type === "timing");
          for (const [index, { ms, chars }] of times.entries()) {
            expect(ms).toBeGreaterThanOrEqual(times[index - 1]?.ms ?? 0);
            expect(chars).toBeGreaterThanOrEqual(times[index - 1]?.chars ?? 0);
            expect(ms).toBeLessThanOrEqual(sound.length / 8);
            expect(chars).toBeLessThanOrEqual(said.length);
          }
          order.push(...by);
        }
        const turns = order.filter((byte, at) => byte !== order[at - 1]);
        expect(new Set(turns).size).toBe(turns.length);
        expect(changes.length).toBeLessThanOrEqual(vendors.length);
        expect(clock.waiting()).toBe(0);
      }),
      { numRuns: 100 },
    );
  });
});
