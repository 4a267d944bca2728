import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heldOut as german } from "./heldout/de.ts";
import { heldOut as english } from "./heldout/en.ts";
import { heldOut as russian } from "./heldout/ru.ts";
import { heldOut as turkish } from "./heldout/tr.ts";
import { transition } from "./machine.ts";
import { begin, MAX_TURNS } from "./state.ts";
import type { IntakeEvent, Language } from "./types.ts";

const sentences = [...english, ...german, ...turkish, ...russian].map((sample) => sample.says);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 3_000 }),
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.constantFrom(...sentences, "yes", "nein", "evet", "нет", "operator", "", "   ", "14", "bye"),
  fc
    .array(fc.constantFrom(...sentences.flatMap((one) => one.split(" "))), { maxLength: 60 })
    .map((parts) => parts.join(" ")),
);
const event: fc.Arbitrary<IntakeEvent> = fc.oneof(
  { weight: 6, arbitrary: text.map((said): IntakeEvent => ({ type: "callerSaid", text: said })) },
  fc.string({ maxLength: 50 }).map((digits): IntakeEvent => ({ type: "digits", digits })),
  fc.constantFrom<IntakeEvent>(
    { type: "callerSilent" },
    { type: "saved", reference: "AC-1" },
    { type: "saveFailed" },
    { type: "lookupFailed" },
    { type: "lookupResult", found: [] },
    { type: "lookupResult", found: [{ reference: "AC-2", status: "odd" }] },
    { type: "handoverUnanswered" },
    { type: "resumed", after: "crash" },
    { type: "resumed", after: "hand_back" },
    { type: "started", recorded: true, callerNumber: "+4930123456" },
  ),
);
const language = fc.constantFrom<Language>("en-US", "de-DE", "tr-TR", "ru-RU");

describe("whatever is said", () => {
  test("it answers every event, and its state stays small, plain data", () => {
    fc.assert(
      fc.property(language, fc.array(event, { maxLength: 40 }), (spoken, events) => {
        let state = begin({ language: spoken, organization: "x".repeat(500) });
        for (const one of events) {
          const turn = transition(state, one);
          expect(turn.effects.length).toBeGreaterThan(0);
          for (const effect of turn.effects) {
            if (effect.type === "say") expect(effect.text.trim()).not.toBe("");
          }
          state = turn.state;
          const stored = JSON.stringify(state);
          expect(stored.length).toBeLessThan(2_000);
          expect(JSON.parse(stored)).toEqual(state);
        }
      }),
      { numRuns: 400 },
    );
  });

  test("a call of nothing but talk always ends or reaches a human", () => {
    fc.assert(
      fc.property(
        language,
        fc.array(text, { minLength: MAX_TURNS + 2, maxLength: MAX_TURNS + 4 }),
        (spoken, said) => {
          let state = begin({ language: spoken, organization: "A" });
          for (const one of said)
            state = transition(state, { type: "callerSaid", text: one }).state;
          expect(["ended", "handing_over", "saving", "looking_up"]).toContain(state.phase);
        },
      ),
      { numRuns: 60 },
    );
  });
});
