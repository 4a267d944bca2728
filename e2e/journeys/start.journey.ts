import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { forgetData } from "../../scripts/start/forget-data.ts";
import { startStack, type Stack } from "../../scripts/start/stack.ts";

/** All processes real; see scripts/start/start.test.ts for the terminal's side of it. */

const COLD_MS = 20_000;
const WARM_MS = 8_000;

/** How many programs want each core: 1 on a machine that is ours, more on one that is shared. */
function crowding(): number {
  return Math.max(1, (os.loadavg()[0] ?? 1) / os.availableParallelism());
}

const folders: string[] = [];
const stacks: Stack[] = [];

function newDataDir(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "patchbay-journey-"));
  folders.push(folder);
  return folder;
}

async function start(dataDir: string, env: Record<string, string> = {}): Promise<Stack> {
  const stack = await startStack({
    ports: "any",
    dataDir,
    env: { PATH: process.env.PATH, ...env },
  });
  stacks.push(stack);
  return stack;
}

test.afterEach(async () => {
  for (const stack of stacks.splice(0).toReversed()) await stack.stop();
  for (const folder of folders.splice(0)) await forgetData(folder);
});

/** The status answered; 0 while nobody answers, as when the supervisor starts a part again. */
async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    (response) => response.status,
    () => 0,
  );
}

test("everything is ready within its time, cold and warm", async ({ page }) => {
  const dataDir = newDataDir();
  const coldAt = performance.now();
  const cold = await start(dataDir);
  const coldMs = performance.now() - coldAt;
  expect(await statusOf(`${cold.urls.api}/readyz`)).toBe(200);
  await page.goto(cold.urls.console);
  await expect(page.locator("#root")).not.toBeEmpty();
  await cold.stop();

  // The better of two, so that a neighbour on a busy machine does not cry wolf.
  const warm: number[] = [];
  for (let tries = 0; tries < 2; tries += 1) {
    const warmAt = performance.now();
    const stack = await start(dataDir);
    warm.push(performance.now() - warmAt);
    await stack.stop();
  }
  const warmMs = Math.min(...warm);
  test
    .info()
    .annotations.push({ type: "start", description: `cold ${coldMs} ms, warm ${warmMs} ms` });
  expect(coldMs).toBeLessThan(COLD_MS * crowding());
  expect(warmMs).toBeLessThan(WARM_MS * crowding());
});

for (const part of ["api", "worker", "carrier-sim", "speech", "postgres", "supabase"] as const) {
  test(`${part} killed and started again: everything is ready again`, async () => {
    const stack = await start(newDataDir());
    await stack.kill(part);
    await stack.restart(part);
    await expect.poll(() => statusOf(`${stack.urls.api}/readyz`), { timeout: 30_000 }).toBe(200);
  });
}

test("a Postgres and a Supabase started separately are used when the settings name them", async () => {
  const provider = await start(newDataDir());
  const stack = await start(newDataDir(), {
    DATABASE_URL: provider.urls.database,
    SUPABASE_URL: provider.urls.supabase,
    SUPABASE_PUBLISHABLE_KEY: provider.secrets.publishableKey,
    SUPABASE_SECRET_KEY: provider.secrets.secretKey,
    SUPABASE_JWT_SECRET: provider.secrets.jwtSecret,
  });
  expect(stack.run.simulated).toMatchObject({ database: false, supabase: false });
  expect(stack.run.pids.postgres).toBeUndefined();
  expect(await statusOf(`${stack.urls.api}/readyz`)).toBe(200);
});
