import { describe, expect, it } from "vitest";
import { readArgs } from "./args.ts";
import { planForgetting, planKills } from "./plan.ts";
import { seeded } from "./random.ts";
import { tableOf } from "./table.ts";
import { judge, longestSilence, type Traces } from "./verdict.ts";
import type { Visit } from "./visit.ts";
import { answerTo, markOf, MOST_SENTENCES } from "./words.ts";

const NOW = 1_800_000_000_000;
const MARK = markOf(0, 0);

const visit = (changes: Partial<Visit> = {}): Visit => ({
  number: 0,
  connectedAt: NOW,
  endedAt: NOW + 60_000,
  end: "caller hung up",
  lastHeard: "Thank you.",
  marks: [MARK],
  bot: [
    { at: NOW + 100, text: "Hello, how can I help you?" },
    { at: NOW + 12_000, text: "Sorry." },
  ],
  silences: [{ from: NOW + 9000, to: NOW + 12_000 }],
  ...changes,
});

/** One call, one sentence, one death of the worker ten seconds in, nothing lost. */
const traces = (changes: Partial<Traces> = {}): Traces => ({
  strikes: [
    { fault: "worker", at: NOW + 10_000, workerDeaths: [NOW + 10_000], mendedAt: NOW + 11_000 },
  ],
  visits: [visit()],
  handed: [{ at: NOW + 5000, text: `It is cold. ${MARK}.` }],
  stored: {
    calls: [{ id: "one", status: "ended", wrongNumbers: [] }],
    texts: [`It is cold. ${MARK}.`],
  },
  seen: new Set(),
  ...changes,
});
const nothingStored = { ...traces().stored, texts: [] };

describe("the plan of a trial", () => {
  it("follows from its seed", () => {
    expect(planKills(50, seeded(7))).toEqual(planKills(50, seeded(7)));
    expect(planKills(50, seeded(7))).not.toEqual(planKills(50, seeded(8)));
  });

  it("kills of every kind, and no worker so often that the bot gives up by itself", () => {
    const plan = planKills(300, seeded(3));
    expect(new Set(plan.slice(0, 4).map(({ fault }) => fault)).size).toBe(4);
    let atMs = 0;
    const workersAt: number[] = [];
    for (const { fault, afterMs, awayMs } of plan) {
      atMs += afterMs;
      if (fault.startsWith("worker")) workersAt.push(atMs);
      atMs += awayMs + 500;
    }
    for (const [index, at] of workersAt.entries())
      expect((workersAt[index + 2] ?? Infinity) - at).toBeGreaterThan(60_000);
    expect(planForgetting(5, seeded(3)).every(({ fault }) => fault.includes("api is away"))).toBe(
      true,
    );
  });

  it("is asked for in whole numbers", () => {
    expect(readArgs(["--kills", "3", "--seed", "9"], () => 1)).toEqual({
      kills: 3,
      calls: 6,
      seed: 9,
      isControl: false,
    });
    expect(() => readArgs(["--kills", "many"], () => 1)).toThrow("--kills takes a whole number");
  });
});

describe("what visitors say", () => {
  it("is marked once for each sentence of a run", () => {
    const marks = new Set<string>();
    for (let visitor = 0; visitor < 300; visitor += 1)
      for (let nth = 0; nth < MOST_SENTENCES; nth += 1) marks.add(markOf(visitor, nth));
    expect(marks.size).toBe(300 * MOST_SENTENCES);
  });

  it("answers the question asked, and agrees in the end", () => {
    expect(answerTo("All right. How urgent is it: right now?", false)).toBe("Today, please.");
    expect(answerTo("The address: Maple Street 14. Is that right?", false)).toBe("No.");
    expect(answerTo("The address: Maple Street 14. Is that right?", true)).toMatch(/^Yes/);
  });
});

describe("the verdict", () => {
  it("finds nothing broken where nothing was", () => {
    const verdict = judge(traces());
    expect(verdict.broken).toEqual([]);
    expect(verdict.words).toEqual({ said: 1, handed: 1, stored: 1, diedWithWorker: 0 });
    expect(verdict.rows.find(({ fault }) => fault === "worker")).toMatchObject({
      kills: 1,
      calls: 1,
      silencesMs: [2000],
      backMs: [2000],
    });
    expect(tableOf(verdict)).toMatch(/\| worker +\| 1 +\| 1 +\| 2\.0 s/);
  });

  it("counts silence from the kill on, and only as far as it is looked at", () => {
    expect(longestSilence(visit(), NOW + 11_500, NOW + 60_000)).toBe(500);
    expect(longestSilence(visit(), NOW, NOW + 9500)).toBe(500);
    expect(longestSilence(visit(), NOW + 20_000, NOW + 60_000)).toBe(0);
  });

  it("tells a lost sentence from one that died with the worker in the same second", () => {
    const lost = judge(traces({ stored: nothingStored }));
    expect(lost.broken).toEqual([`“${MARK}” was given to the worker and is not stored.`]);
    const handed = [{ at: NOW + 9500, text: MARK }];
    const died = judge(traces({ stored: nothingStored, handed }));
    expect(died.broken).toEqual([]);
    expect(died.words.diedWithWorker).toBe(1);
    const undone = judge(traces({ stored: nothingStored, handed, seen: new Set([MARK]) }));
    expect(undone.broken).toEqual([`“${MARK}” was stored and is gone.`]);
  });

  it.each<[string, Partial<Traces>]>([
    ["stored 2 times", { stored: { ...traces().stored, texts: [MARK, MARK] } }],
    ["was cut", { visits: [visit({ end: "cut" })] }],
    ["got stuck", { visits: [visit({ end: "stuck" })] }],
    [
      "greeted 2 times",
      { visits: [visit({ bot: [...visit().bot, { at: NOW + 13_000, text: "How can I help?" }] })] },
    ],
    ["0 are on record", { stored: { ...traces().stored, calls: [] } }],
    [
      "still “live”",
      { stored: { ...traces().stored, calls: [{ id: "one", status: "live", wrongNumbers: [] }] } },
    ],
    [
      "misnumbered at 4",
      {
        stored: { ...traces().stored, calls: [{ id: "one", status: "ended", wrongNumbers: [4] }] },
      },
    ],
    ["did not come back", { visits: [visit({ end: "cut", bot: visit().bot.slice(0, 1) })] }],
  ])("says that something %s", (sentence, changes) => {
    expect(judge(traces(changes)).broken.join(" ")).toContain(sentence);
  });
});
