import { spawn } from "node:child_process";
import { once } from "node:events";
import { anyPorts } from "../../scripts/start/ports.ts";
import { makeFreshCheckout, type FreshCheckout } from "./fresh-checkout.ts";
import { timePostgres } from "./bare-postgres.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { quantile, rounded } from "./samples.ts";

const PATIENCE_MS = 120_000;

/** `npm start` in a checkout, ms until its block is printed; then Ctrl-C. */
async function timeStart({ folder, dataDir }: FreshCheckout): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, ["scripts/node24.mjs", "scripts/start/main.ts"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      PATCHBAY_DATA_DIR: dataDir,
      ...anyPorts,
    },
  });
  let said = "";
  const ready = new Promise<number>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes("Patchbay is ready")) resolve(performance.now() - began);
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", () => reject(new Error(`the start ended: ${said.trim().slice(-300)}`)));
    setTimeout(() => reject(new Error("the start took too long")), PATIENCE_MS).unref();
  });
  try {
    return await ready;
  } finally {
    child.kill("SIGINT");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

async function run({ isQuick, say }: Bench): Promise<Row[]> {
  const cold: number[] = [];
  const warm: number[] = [];
  const bareCold: number[] = [];
  const bareWarm: number[] = [];
  for (let round = 0; round < (isQuick ? 1 : 3); round += 1) {
    const checkout = await makeFreshCheckout();
    try {
      cold.push(await timeStart(checkout));
      warm.push(await timeStart(checkout));
    } finally {
      await checkout.remove();
    }
    const bare = await timePostgres();
    bareCold.push(bare.coldMs);
    bareWarm.push(bare.warmMs);
    say(`cold ${Math.round(cold.at(-1) ?? 0)} ms, warm ${Math.round(warm.at(-1) ?? 0)} ms`);
  }
  const row = (name: string, samples: number[], baseline: Row["baseline"], goal: number): Row => ({
    name,
    value: rounded(quantile(samples, 0.5) / 1000),
    unit: "s",
    baseline,
    goal,
    holds: Math.min(...samples) <= goal * 1000,
  });
  const seconds = (samples: number[]): number => rounded(quantile(samples, 0.5) / 1000);
  return [
    row(
      "cold start, console not built",
      cold,
      { name: "Postgres alone, with initdb", value: seconds(bareCold) },
      20,
    ),
    row("warm start", warm, { name: "Postgres alone", value: seconds(bareWarm) }, 8),
  ];
}

/** `npm start` in a checkout just installed, and once more. */
export const starts: Measure = { name: "starts", run };
