import type { TurnMeasured } from "@patchbay/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { en } from "../words/en.ts";
import type { Translate } from "../words/words.ts";
import { paceOf, stretchesOf } from "./turn-model.ts";
import { limitWords, waitWords, whyWords } from "./turn-words.ts";

const turn: TurnMeasured = {
  utteranceId: "00000000-0000-4000-8000-000000000001",
  reason: "silence",
  expectation: "open",
  patienceMs: 520,
  silenceMs: 547,
  speculated: false,
  headMs: 240,
  voiceMs: 110,
  totalMs: 900,
};
const english: Record<string, string> = en;
const t: Translate = (key, values = {}) =>
  (english[key] ?? key).replaceAll(/{{(\w+)}}/g, (_hole, name: string) => String(values[name]));

it.each([
  [0, "prompt"],
  [1_500, "prompt"],
  [1_501, "slow"],
  [3_000, "slow"],
  [3_001, "late"],
])("a wait of %i ms is %s", (ms, pace) => {
  expect(paceOf(ms)).toBe(pace);
});

it("what no part accounts for is shown as the rest, rounding is not", () => {
  expect(stretchesOf(turn)).toEqual([
    { part: "silence", ms: 547 },
    { part: "head", ms: 240 },
    { part: "voice", ms: 110 },
  ]);
  expect(stretchesOf({ ...turn, totalMs: 1_000 }).at(-1)).toEqual({ part: "rest", ms: 103 });
});

it("a turn without an answer has its silence alone", () => {
  const unanswered = { ...turn, headMs: null, voiceMs: null, totalMs: null };
  expect(stretchesOf(unanswered)).toEqual([{ part: "silence", ms: 547 }]);
});

it("no stretch is empty or negative, and together they are no shorter than the wait", () => {
  const ms = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(ms, ms, ms, ms, (silenceMs, headMs, voiceMs, totalMs) => {
      const stretches = stretchesOf({ ...turn, silenceMs, headMs, voiceMs, totalMs });
      expect(stretches.every((one) => one.ms > 0)).toBe(true);
      const sum = stretches.reduce((all, one) => all + one.ms, 0);
      expect(sum).toBeGreaterThan(totalMs - 20);
    }),
  );
});

it("what the caller waited is said, and called slow in words where it was", () => {
  const words = [460, 1_700, 3_400, null].map((ms) => waitWords(ms, t, "en"));
  expect(words.map((one) => one.replaceAll("\u00a0", " "))).toEqual([
    "answered in 0.5 s",
    "slow answer, 1.7 s",
    "very slow answer, 3.4 s",
    "no spoken answer",
  ]);
  expect(limitWords(t, "de").replaceAll("\u00a0", " ")).toBe(
    "Slow above 1,5 s, very slow above 3,0 s.",
  );
});

it.each<[Partial<TurnMeasured>, string]>([
  [{}, "0.55 s of silence; 0.52 s were enough for an open question."],
  [
    { expectation: "digits", silenceMs: 1_340, patienceMs: 1_300 },
    "1.34 s of silence; 1.30 s were enough between digits.",
  ],
  [{ reason: "recogniser" }, "The recogniser heard the end."],
  [{ reason: "keys" }, "Keys were pressed."],
  [{ reason: "cap" }, "The caller had spoken for a minute; the bot cut in politely."],
])("why a turn ended is one sentence: %j", (changes, sentence) => {
  expect(whyWords({ ...turn, ...changes }, t, "en").replaceAll("\u00a0", " ")).toBe(sentence);
});
