import { randomInt } from "node:crypto";
import path from "node:path";
import { readArgs } from "./args.ts";
import { runChaos } from "./run.ts";
import { tableOf } from "./table.ts";

const MOST_TOLD = 20;

/**
 * `npm run chaos -- --kills 20`: callers talk to the bot while parts of the product are killed.
 * Exits with 1 only when a promise was broken, or when the control broke none.
 */
async function main(): Promise<number> {
  const args = readArgs(process.argv.slice(2), () => randomInt(1, 2 ** 32));
  const logsTo = path.resolve("test-results", "chaos-logs");
  console.error(
    `${args.kills} kills among ${args.calls} calls at a time; the same again: --seed ${args.seed}`,
  );
  const say = (line: string): void => console.error(`  ${line}`);
  const verdict = await runChaos({ ...args, say, logsTo });
  const { broken } = verdict;
  console.log(`\n${tableOf(verdict)}\n`);
  for (const one of broken.slice(0, MOST_TOLD)) console.log(`- ${one}`);
  if (broken.length > MOST_TOLD) console.log(`- and ${broken.length - MOST_TOLD} more`);
  if (args.isControl) {
    const isNoticed = broken.some((one) => one.endsWith("is not stored."));
    console.log(
      isNoticed
        ? "The control fails, as it must: without its journal the worker loses words."
        : "The control should have lost words and did not: this trial proves nothing.",
    );
    return isNoticed ? 0 : 1;
  }
  console.log(
    broken.length === 0
      ? `Every promise was kept in ${args.kills} kills.`
      : `${broken.length} promises were broken in ${args.kills} kills; the logs are in ${logsTo}.`,
  );
  return broken.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : String(cause));
    process.exit(2);
  },
);
