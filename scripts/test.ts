import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root, type Environment } from "./start/config.ts";
import { ensureWebBuilt } from "./start/web-build.ts";
import { findChromium } from "./test/chromium.ts";
import { missingTools } from "./test/debian-tools.ts";
import {
  add,
  summaryLine,
  tallyPlaywright,
  tallyVitest,
  type PlaywrightReport,
  type Tally,
  type VitestReport,
} from "./test/tally.ts";

const results = path.join(root, "test-results");
const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

function say(line: string): void {
  console.log(line);
}

function run(file: string, args: string[], env: Environment): Promise<number> {
  const child = spawn(process.execPath, [path.join(root, "node_modules", file), ...args], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function readReport(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

async function runUnit(): Promise<Tally> {
  const file = path.join(results, "vitest.json");
  rmSync(file, { force: true });
  const code = await run(
    "vitest/vitest.mjs",
    ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`],
    {},
  );
  return tallyVitest(readReport(file) as VitestReport | undefined, code);
}

async function runJourneys(): Promise<Tally> {
  const chromium = findChromium(process.env, say);
  if ("missing" in chromium) {
    say(`not run: the browser journeys. ${chromium.missing}`);
    return { ...NOTHING, failed: 1 };
  }
  await ensureWebBuilt(process.stdout);
  const file = path.join(results, "playwright.json");
  rmSync(file, { force: true });
  const code = await run(
    "@playwright/test/cli.js",
    ["test", "--config", "e2e/playwright.config.ts"],
    {
      CHROME_PATH: chromium.file,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    },
  );
  return tallyPlaywright(readReport(file) as PlaywrightReport | undefined, code);
}

/** Everything a change can break: unit tests, then journeys; one plain line at the end. */
async function main(): Promise<void> {
  const at = process.argv.indexOf("--only");
  const only = at === -1 ? undefined : process.argv[at + 1];
  if (only !== undefined && only !== "unit" && only !== "e2e") {
    console.error('--only takes "unit" or "e2e".');
    process.exit(2);
  }
  mkdirSync(results, { recursive: true });
  const notRun = missingTools(process.env);
  let sum = NOTHING;
  if (only !== "e2e") sum = add(sum, await runUnit());
  if (only !== "unit") {
    const journeys = await runJourneys().catch((cause: unknown): Tally => {
      console.error(cause instanceof Error ? cause.message : cause);
      return { ...NOTHING, failed: 1 };
    });
    sum = add(sum, journeys);
  }
  say("");
  for (const line of notRun) say(line);
  say(summaryLine(sum));
  process.exitCode = sum.failed === 0 ? 0 : 1;
}

await main();
