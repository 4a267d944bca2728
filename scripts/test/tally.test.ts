import { describe, expect, it } from "vitest";
import { add, summaryLine, tallyPlaywright, tallyVitest } from "./tally.ts";

const vitestReport = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [],
};
const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };

describe("the summary", () => {
  it("adds both runs and names skipped ones only when there are some", () => {
    const sum = add(tallyVitest(vitestReport, 0), tallyPlaywright({ stats, errors: [] }, 0));
    expect(summaryLine(sum)).toBe("8 passed, 0 failed, 1 skipped");
    expect(summaryLine({ ...sum, skipped: 0 })).toBe("8 passed, 0 failed");
  });

  it("counts a test file that could not be loaded", () => {
    const broken = { ...vitestReport, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(tallyVitest(broken, 1).failed).toBe(1);
  });

  it.each([
    ["a run that ended badly without a failed test", tallyVitest(vitestReport, 1)],
    ["a runner that left no report", tallyVitest(undefined, 1)],
    ["journeys that could not start", tallyPlaywright({ stats, errors: [{}] }, 1)],
    ["journeys without a report", tallyPlaywright(undefined, 1)],
    [
      "a journey that passed only the second time",
      tallyPlaywright({ stats: { ...stats, flaky: 1 }, errors: [] }, 0),
    ],
  ])("never reads as zero failed: %s", (_what, tally) => {
    expect(tally.failed).toBe(1);
  });
});
