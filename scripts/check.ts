import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./start/config.ts";

type Step = { name: string; command: string[] };
type Outcome = { name: string; ok: boolean; output: string; tookMs: number };

const tool = (file: string): string => path.join(root, "node_modules", file);
const tsc = tool("typescript/bin/tsc");

const STEPS: Step[] = [
  { name: "types", command: [tsc, "-p", "tsconfig.json"] },
  { name: "types of the journeys", command: [tsc, "-p", "e2e/tsconfig.json"] },
  { name: "types of the booth's page", command: [tsc, "-p", "carrier-sim/src/people/booth/page"] },
  { name: "types of the console", command: [tsc, "-p", "web/tsconfig.json", "--noEmit"] },
  {
    name: "lint, rooms and cycles",
    command: [tool("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings", "."],
  },
  { name: "format", command: [tool("oxfmt/bin/oxfmt"), "--check", "."] },
  { name: "unused code and packages", command: [tool("knip/bin/knip.js"), "--no-progress"] },
];

/** A fault in one step must not hide the others, so all of them run; two at a time. */
const AT_ONCE = 2;

function run({ name, command }: Step): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString("utf8")));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) =>
      resolve({
        name,
        ok: code === 0,
        output: output.join("").trim(),
        tookMs: performance.now() - startedAt,
      }),
    );
  });
}

async function main(): Promise<void> {
  if (!existsSync(tsc)) throw new Error('The tools are missing: run "npm ci" first.');
  const waiting = [...STEPS];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const { name, ok, output, tookMs } = await run(step);
      console.log(`${ok ? "ok  " : "FAIL"} ${name} (${(tookMs / 1000).toFixed(1)} s)`);
      if (ok) continue;
      failed.push(name);
      console.log(`${output}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  console.log(failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main();
