import path from "node:path";
import { defineConfig } from "@playwright/test";
import { chromiumFile, chromiumFlags } from "./support/chromium.ts";

const root = path.resolve(import.meta.dirname, "..");
const report = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

export default defineConfig({
  testDir: path.join(root, "e2e/journeys"),
  testMatch: ["**/*.journey.ts", "**/*.spec.ts"],
  outputDir: path.join(root, "test-results/journeys"),
  // Each journey is a telephone company, a database and browsers with sound; one at a time.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [
    ["list"],
    ...(report === undefined ? [] : [["json", { outputFile: report }] as const]),
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    screenshot: "only-on-failure",
    // Filming would take the processor from the sound that is measured.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: { executablePath: chromiumFile, args: chromiumFlags },
  },
});
