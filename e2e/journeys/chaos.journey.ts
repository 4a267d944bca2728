import { expect, test } from "@playwright/test";
import { runChaos } from "../chaos/run.ts";
import { tableOf } from "../chaos/table.ts";

/** The long form is `npm run chaos -- --kills 300`. */
test("api, worker and database die among talking callers: no call is cut and no word is lost", async () => {
  // Most of it is people talking; the rest a crowded machine starting parts again.
  test.setTimeout(150_000);
  const told: string[] = [];
  const verdict = await runChaos({
    kills: 4,
    calls: 3,
    seed: 20_261_120,
    isControl: false,
    say: (line) => told.push(line),
    logsTo: test.info().outputPath("logs"),
  });
  const table = tableOf(verdict);
  await test.info().attach("what happened", { body: `${told.join("\n")}\n\n${table}\n` });
  expect(verdict.broken, table).toEqual([]);
  expect(verdict.words.stored).toBeGreaterThan(0);
});
