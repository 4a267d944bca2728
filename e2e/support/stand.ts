import { mkdtemp, readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { forgetData } from "../../scripts/start/forget-data.ts";
import { startStack, type Stack } from "../../scripts/start/stack.ts";
import { openDatabase } from "./database.ts";
import { ownConsole } from "./own-console.ts";

const MACHINE = ["PATH", "HOME", "LANG"];

export interface Stand {
  stack: Stack;
  /** Our English number. */
  toNumber: string;
  /** The same without a recording: a carrier played by the bench has no recordings to start. */
  unrecordedNumber: string;
  booth: string;
}

const UNRECORDED = "+12025550199";

async function addUnrecorded(stack: Stack, likeNumber: string): Promise<void> {
  const sql = openDatabase(stack.urls.database);
  await sql`
    insert into public.numbers (organization_id, e164, label, language, engine, bot_id, record)
    select organization_id, ${UNRECORDED}, 'Bench line', language, engine, bot_id, false
    from public.numbers where e164 = ${likeNumber}`;
  await sql.end();
}

let running: Promise<Stand> | undefined;

async function open(): Promise<Stand> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "patchbay-bench-"));
  const env = Object.fromEntries(MACHINE.map((name) => [name, process.env[name]]));
  const webDist = await ownConsole(dataDir);
  const stack = await startStack({ env, dataDir, webDist, ports: "any" });
  const sim = JSON.parse(await readFile(path.join(dataDir, "carrier-sim.json"), "utf8")) as {
    phoneNumbers: { e164: string; language: string }[];
  };
  const toNumber = sim.phoneNumbers.find((number) => number.language === "en-US")?.e164;
  const { booth } = stack.urls;
  if (toNumber === undefined || booth === undefined) throw new Error("no English number to call");
  await addUnrecorded(stack, toNumber);
  return { stack, toNumber, unrecordedNumber: UNRECORDED, booth };
}

/** Everything, every process real; started when the first measure needs it and shared by the rest. */
export function theStand(): Promise<Stand> {
  running ??= open();
  return running;
}

export async function closeStand(): Promise<void> {
  const stand = await running?.catch(() => undefined);
  running = undefined;
  if (stand === undefined) return;
  await stand.stack.stop();
  await forgetData(stand.stack.dataDir);
}
