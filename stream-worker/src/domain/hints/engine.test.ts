import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules, hintFor, noHints } from "./engine.ts";
import { DEFAULT_RULES } from "./rules/all.ts";
import type { HeardUtterance, HintRule, HintState } from "./types.ts";

const rule = (id: string, more: Partial<HintRule> = {}): HintRule => ({
  id,
  language: "en-US",
  speaker: "caller",
  kind: "suggested_reply",
  anyOf: [id],
  with: [],
  unless: [],
  title: id,
  say: `say ${id}`,
  source: "test",
  cooldownMs: 60_000,
  once: false,
  priority: 10,
  critical: false,
  ...more,
});

function run(rules: readonly HintRule[], said: readonly (readonly [atMs: number, text: string])[]) {
  const compiled = compileRules(rules);
  let state: HintState = noHints;
  return said.map(([atMs, text]) => {
    const turn = hintFor(state, { speaker: "caller", language: "en-US", text, atMs }, compiled);
    ({ state } = turn);
    return turn.hint?.ruleId;
  });
}

describe("one card at a time", () => {
  test("of several that fit, the one of the highest priority is shown", () => {
    expect(run([rule("low"), rule("high", { priority: 20 })], [[0, "low and high"]])).toEqual([
      "high",
    ]);
  });

  test("a card is left to be read unless a more important one comes", () => {
    const rules = [rule("one"), rule("two"), rule("top", { priority: 30 })];
    expect(
      run(rules, [
        [0, "one"],
        [3_000, "two"],
        [4_000, "top"],
        [20_000, "two"],
      ]),
    ).toEqual(["one", undefined, "top", "two"]);
  });

  test("the same rule waits for its cooldown, or stays silent for good", () => {
    const rules = [rule("again"), rule("single", { once: true })];
    expect(
      run(rules, [
        [0, "again"],
        [30_000, "again"],
        [70_000, "again"],
        [90_000, "single"],
        [500_000, "single"],
      ]),
    ).toEqual(["again", undefined, "again", "single", undefined]);
  });

  test("three a call; danger is always shown", () => {
    const rules = [rule("a"), rule("b"), rule("c"), rule("d"), rule("fire", { critical: true })];
    const said = ["a", "b", "c", "d", "fire"].map((text, index) => [index * 10_000, text] as const);
    expect(run(rules, said)).toEqual(["a", "b", "c", undefined, "fire"]);
  });

  test("other speakers and languages call up nothing", () => {
    const compiled = compileRules([rule("a")]);
    const of = (more: Partial<HeardUtterance>) =>
      hintFor(
        noHints,
        { speaker: "caller", language: "en-US", text: "a", atMs: 0, ...more },
        compiled,
      ).hint;
    expect(of({})).toBeDefined();
    expect(of({ speaker: "operator" })).toBeUndefined();
    expect(of({ language: "de-DE" })).toBeUndefined();
  });
});

test("whatever is said, a card quotes exactly what was said", () => {
  const fragments = DEFAULT_RULES.flatMap((one) => one.anyOf).map((one) =>
    one.replaceAll(/[*~|]/g, " "),
  );
  const language = fc.constantFrom("en-US", "de-DE", "tr-TR", "ru-RU");
  const text = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 400 }),
    fc.array(fc.constantFrom(...fragments), { maxLength: 8 }).map((parts) => parts.join(", ")),
  );
  fc.assert(
    fc.property(language, fc.array(text, { maxLength: 10 }), (spoken, texts) => {
      let state = noHints;
      for (const [index, one] of texts.entries()) {
        const turn = hintFor(
          state,
          { speaker: "caller", language: spoken, text: one, atMs: index * 9_000 },
          DEFAULT_RULES,
        );
        ({ state } = turn);
        if (turn.hint) expect(one.slice(turn.hint.start, turn.hint.end)).toBe(turn.hint.words);
        expect(state.counted).toBeLessThanOrEqual(3);
      }
    }),
    { numRuns: 500 },
  );
});
