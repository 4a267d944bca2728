import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { cp } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { forgetData } from "../../scripts/start/forget-data.ts";
import { startStack, type Stack } from "../../scripts/start/stack.ts";
import { openDatabase, type Sql } from "../support/database.ts";
import type { ChaosArgs } from "./args.ts";
import { gather } from "./crowd.ts";
import { handedWords, readEvents, readStored, watchStored, type Stored } from "./evidence.ts";
import { planForgetting, planKills } from "./plan.ts";
import { seeded } from "./random.ts";
import { strike, type Strike } from "./strike.ts";
import { judge, type Verdict } from "./verdict.ts";

const MACHINE = ["PATH", "HOME", "LANG"];
const TO_NUMBER = "+12025550124";
const SETTLE_MS = 30_000;
const LOOK_MS = 500;

const forgetfulWorker = path.join(import.meta.dirname, "forgetful-worker.ts");

export interface RunOptions extends ChaosArgs {
  say(line: string): void;
  /** Where the whole story goes, and the parts' logs when a promise was broken. */
  logsTo: string;
}

async function startAll(isControl: boolean): Promise<Stack> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), "patchbay-chaos-"));
  const env = Object.fromEntries(MACHINE.map((name) => [name, process.env[name]]));
  const webDist = path.join(dataDir, "no-console");
  mkdirSync(webDist);
  const entries = isControl ? { worker: forgetfulWorker } : {};
  return startStack({ env, dataDir, webDist, entries, ports: "any" });
}

/** Calls end and words arrive a moment after the callers have gone. */
async function settled(sql: Sql, since: Date): Promise<Stored> {
  const until = Date.now() + SETTLE_MS;
  let before = -1;
  for (;;) {
    const stored = await readStored(sql, since);
    const isOver = stored.calls.every(({ status }) => status === "ended");
    if ((isOver && stored.texts.length === before) || Date.now() > until) return stored;
    before = stored.texts.length;
    await delay(LOOK_MS * 4);
  }
}

/** Kills parts of a whole product while callers talk to its bot, and judges what became of them. */
export async function runChaos(options: RunOptions): Promise<Verdict> {
  const { kills, calls, seed, isControl, say } = options;
  const plan = (isControl ? planForgetting : planKills)(kills, seeded(seed));
  const stack = await startAll(isControl);
  const sql = openDatabase(stack.urls.database);
  let isKept = true;
  try {
    const since = new Date();
    const crowd = gather({ booth: stack.urls.booth ?? "", toNumber: TO_NUMBER, calls });
    const witness = watchStored(sql, since);
    const strikes: Strike[] = [];
    for (const [index, kill] of plan.entries()) {
      await delay(kill.afterMs);
      const struck = await strike(stack, kill);
      strikes.push(struck);
      const tookMs = struck.mendedAt - struck.at;
      say(`${index + 1}/${kills}  ${kill.fault}: everything ready again after ${tookMs} ms`);
    }
    await delay(plan[0]?.afterMs ?? 0);
    const visits = await crowd.leave();
    const stored = await settled(sql, since);
    await witness.stop();
    const handed = await handedWords(stack);
    const verdict = judge({ strikes, visits, handed, stored, seen: witness.seen() });
    isKept = verdict.broken.length === 0;
    const story = { strikes, visits, handed, events: await readEvents(sql, since) };
    mkdirSync(options.logsTo, { recursive: true });
    writeFileSync(path.join(options.logsTo, "story.json"), JSON.stringify(story, undefined, 1));
    return verdict;
  } catch (cause) {
    isKept = false;
    throw cause;
  } finally {
    await sql.end({ timeout: 5 });
    await stack.stop();
    if (!isKept) await cp(path.join(stack.dataDir, "logs"), options.logsTo, { recursive: true });
    await forgetData(stack.dataDir);
  }
}
