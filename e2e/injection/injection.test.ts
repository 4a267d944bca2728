import { afterEach, expect, it } from "vitest";
import { startApi, type ApiUnderTest } from "../../api/src/testing/api-under-test.ts";
import { ATTACKS } from "./attacks.ts";
import { runTrial } from "./trial.ts";
import { unscoped } from "./unscoped-stores.ts";

const SENTENCES = 1_000;
/** Two cores that others use, too, take a minute over all of them. */
const PATIENCE_MS = 240_000;

let api: ApiUnderTest | null = null;
afterEach(() => api?.stop());

it("knows more than fifty attacks in four languages", () => {
  const all = Object.values(ATTACKS).flat();
  expect(Object.keys(ATTACKS)).toHaveLength(4);
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(50);
});

it(
  "gives nobody anything that is not theirs, whatever the bot was talked into",
  async () => {
    api = await startApi();
    const report = await runTrial(api, SENTENCES);
    expect(report).toMatchObject({ sentences: SENTENCES, leaks: 0, examples: [], changed: [] });
    // The tools were used and do work: what is the attackers' own they heard.
    expect(report.toolCalls).toBeGreaterThan(SENTENCES);
    expect(report.own).toBeGreaterThan(0);
    expect(report.refused).toBeGreaterThan(0);
    const bound = ((100 * 3) / SENTENCES).toFixed(1);
    console.info(
      `0 leaks in ${SENTENCES} injected sentences and ${report.toolCalls} tool calls: at 95 % fewer than ${bound} % leak`,
    );
  },
  PATIENCE_MS,
);

it(
  "would give it away if the api believed the bot: the same run without the api’s scope",
  async () => {
    api = await startApi(unscoped);
    const report = await runTrial(api, SENTENCES / 5);
    expect(report.leaks).toBeGreaterThan(0);
    expect(report.changed).toContain("requests");
    console.info(`${report.leaks} leaks in ${report.sentences} sentences without the api's scope`);
  },
  PATIENCE_MS,
);
