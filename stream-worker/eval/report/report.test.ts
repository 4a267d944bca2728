import { describe, expect, it } from "vitest";
import { callsOf } from "../corpus/calls.ts";
import type { Act, Item } from "../corpus/items.ts";
import type { Commit } from "../../src/domain/floor/state.ts";
import { optionsOf } from "../options.ts";
import type { Decision } from "../run/watch.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { quantile, summarise } from "./summary.ts";
import { table } from "./table.ts";

const [CALL] = callsOf("en-US");

function outcome(act: Act, decisions: readonly Decision[], kind = "open"): Outcome {
  if (CALL === undefined) throw new Error("The corpus is empty.");
  const item: Item = {
    id: `en-US/${kind}/1`,
    seed: "report",
    language: "en-US",
    split: "tuning",
    bot: "What has happened?",
    asks: "open",
    act,
  };
  return outcomeOf({ item, call: CALL, from: 1_000, to: 3_000, decisions, heard: [] });
}

const commit = (at: number): Decision => ({ type: "commit", at, commit: {} as Commit });
const ANSWER: Act = { kind: "answer", afterMs: 300, segments: [] };
const MURMUR: Act = { kind: "murmur", at: 0.5, segments: [] };
const BARGE_IN: Act = { kind: "bargeIn", atMs: 500, segments: [] };

describe("an answer", () => {
  it("that was waited for", () => {
    expect(outcome(ANSWER, [commit(3_600)]).turn).toEqual({ cutOff: false, reactionMs: 600 });
  });

  it("that was cut off, and ended later", () => {
    const { turn } = outcome(ANSWER, [commit(2_000), commit(3_500)]);
    expect(turn).toEqual({ cutOff: true, reactionMs: 500 });
  });

  it("that never ended", () => {
    expect(outcome(ANSWER, []).turn).toEqual({ cutOff: false, reactionMs: null });
    expect(outcome(ANSWER, [commit(900)]).turn).toEqual({ cutOff: false, reactionMs: null });
  });
});

describe("a sound while the bot speaks", () => {
  it("that rightly stopped it", () => {
    const decisions: Decision[] = [
      { type: "held", at: 1_080 },
      { type: "cleared", at: 1_400 },
      commit(3_500),
    ];
    const { overlap, turn } = outcome(BARGE_IN, decisions, "barge_in");
    expect(overlap).toEqual({ wanted: true, holdMs: 80, clearMs: 400, resumed: false });
    expect(turn?.cutOff).toBe(false);
  });

  it("that paused it only", () => {
    const decisions: Decision[] = [
      { type: "held", at: 1_080 },
      { type: "resumed", at: 1_700 },
    ];
    const { overlap, turn } = outcome(MURMUR, decisions, "murmur");
    expect(overlap).toEqual({ wanted: false, holdMs: 80, clearMs: null, resumed: true });
    expect(turn).toBeNull();
  });
});

describe("the summary", () => {
  const some = [
    outcome(ANSWER, [commit(3_600)]),
    outcome(ANSWER, [commit(2_000), commit(3_600)], "digits"),
    outcome(MURMUR, [{ type: "cleared", at: 1_500 }], "murmur"),
    outcome(MURMUR, [], "murmur"),
  ];

  it("counts who was cut off, and in what", () => {
    expect(summarise(some)).toMatchObject({
      turns: 2,
      cutOffs: 1,
      cutOffShare: 0.5,
      digitCutOffShare: 1,
      bystanders: 2,
      falseBargeIns: 1,
      bargeIns: 0,
      holdMs: null,
    });
    expect(summarise([]).cutOffShare).toBeNull();
  });

  it("takes quantiles by nearest rank", () => {
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
    expect(quantile([], 0.5)).toBe(0);
  });

  it("stands in aligned columns", () => {
    const rows = table([["all", summarise(some)]]).split("\n");
    expect(rows).toHaveLength(2);
    expect(rows[1]).toContain("50.0 % (1)");
    expect(rows[0]?.indexOf("cut off")).toBe(rows[1]?.indexOf("50.0 %"));
  });
});

describe("the command line", () => {
  it("takes languages, a preset and a file, and refuses what it does not know", () => {
    expect(optionsOf(["--language", "tr-TR", "--json", "x.json"])).toEqual({
      languages: ["tr-TR"],
      splits: ["tuning", "held-out"],
      calls: Infinity,
      draws: 3,
      preset: "balanced",
      json: "x.json",
    });
    expect(optionsOf([]).languages).toHaveLength(4);
    expect(optionsOf(["--split", "tuning"]).splits).toEqual(["tuning"]);
    expect(() => optionsOf(["--split", "both"])).toThrow("--split wants tuning or held-out");
    expect(() => optionsOf(["--language", "fr-FR"])).toThrow("--language fr-FR: there are");
    expect(() => optionsOf(["--calls", "none"])).toThrow("--calls wants a number");
    expect(() => optionsOf(["--draws", "0"])).toThrow("--draws wants a number");
    expect(() => optionsOf(["--preset", "loud"])).toThrow("--preset wants one of");
  });
});
