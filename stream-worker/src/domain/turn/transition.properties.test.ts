import fc from "fast-check";
import { expect, it } from "vitest";
import { MAX_MEMORY, newTurnState, type TurnEvent } from "./state.ts";
import { transition } from "./transition.ts";

const words = fc.constantFrom(
  "",
  "Hello",
  "Wait, please",
  "Yes. And no",
  "one two three four five",
);
const gen = fc.integer({ min: 1, max: 12 });
const timer = fc.constantFrom(
  "flush",
  "filler",
  "drain",
  "silence",
  "settle",
  "noise",
  "digits",
  "callerStuck",
);

const event: fc.Arbitrary<TurnEvent> = fc
  .tuple(
    fc.nat(60_000),
    fc.oneof(
      fc.record({
        type: fc.constant("opened"),
        language: fc.constantFrom("en-US", "de-DE", "tr-TR", "ru-RU"),
        greeting: fc.option(words),
        disclosureChars: fc.nat({ max: 40 }),
        resumed: fc.constantFrom(null, "worker_lost", "hand_back"),
        memory: fc.constant([]),
        unheard: words,
      }),
      fc.record({ type: fc.constant("prompted"), text: words, last: fc.boolean() }),
      fc.record({ type: fc.constant("interrupted"), heard: words }),
      fc.record({ type: fc.constant("played"), text: words }),
      fc.record({ type: fc.constantFrom("botAudible", "callerAudible"), on: fc.boolean() }),
      fc.record({ type: fc.constant("digitPressed"), digit: fc.constantFrom("1", "#") }),
      fc.record({ type: fc.constant("headSaid"), gen, text: words }),
      fc.record({ type: fc.constant("toolStarted"), gen }),
      fc.record({
        type: fc.constant("toolFinished"),
        gen,
        memory: fc.constant({ kind: "tool", id: "t", tool: "x", input: {}, result: "{}" }),
        ringing: fc.boolean(),
      }),
      fc.record({ type: fc.constant("headFinished"), gen, end: fc.constantFrom(null, "done") }),
      fc.record({ type: fc.constant("headFailed"), gen }),
      fc.record({ type: fc.constant("handoverOffered"), ringing: fc.boolean() }),
      fc.record({ type: fc.constant("stopCommanded"), over: fc.boolean() }),
      fc.record({
        type: fc.constant("resumeCommanded"),
        reason: fc.constantFrom("takeover_failed", "nobody_answered"),
      }),
      fc.record({ type: fc.constant("timerFired"), timer }),
    ),
  )
  .map(([at, body]): TurnEvent => ({ at, ...body }));

it("holds its promises in any order of events", () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let state = newTurnState("en-US");
      let newest = 0;
      let out = "";
      for (const next of events) {
        const before = state;
        const done = transition(state, next);
        state = done.state;
        for (const effect of done.effects) {
          if (effect.type === "startHead") {
            expect(effect.gen).toBeGreaterThan(newest);
            newest = effect.gen;
          }
          if (effect.type === "sendText") {
            // Nothing is said for a call that is not ours to speak on.
            expect([before.control, state.control]).toContain("bot");
            expect(state.control).toBe("bot");
            out += effect.text;
          }
          if (effect.type === "finalise" && effect.heard !== null) {
            expect(effect.text.startsWith(effect.heard)).toBe(true);
          }
          if (effect.type === "finalise")
            expect(effect.endedAt).toBeGreaterThanOrEqual(effect.startedAt);
        }
        expect(state.speeches.length).toBeLessThanOrEqual(8);
        expect(state.memory.length).toBeLessThanOrEqual(MAX_MEMORY);
        // At most one head is at work, and it is the newest started.
        if (state.head) expect(state.head.gen).toBe(newest);
      }
      const greetings = events
        .filter((one) => one.type === "opened")
        .map((one) => one.greeting ?? "");
      for (const entry of state.memory) {
        if (entry.kind !== "said" || entry.by !== "bot") continue;
        const known = out.replaceAll(/\s+/g, " ");
        const heard = entry.text.replaceAll(/\s+/g, " ");
        expect(known.includes(heard) || greetings.some((one) => one.includes(heard))).toBe(true);
      }
    }),
    { numRuns: 3_000, seed: 11 },
  );
});
