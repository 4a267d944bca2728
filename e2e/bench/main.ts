import { writeFile } from "node:fs/promises";
import { readArgs } from "./args.ts";
import { measures } from "./measures.ts";
import type { Row } from "./row.ts";
import { closeStand } from "../support/stand.ts";
import { tableOf } from "./table.ts";

/**
 * `npm run bench`: what the product takes, beside what the machine takes without it. A number that
 * misses its goal is told and no failure; only a number that could not be had is one.
 */
async function main(): Promise<number> {
  const args = readArgs(
    process.argv.slice(2),
    measures.map(({ name }) => name),
  );
  const rows: Row[] = [];
  const failures: string[] = [];
  const say = (line: string): void => console.error(`  ${line}`);
  try {
    for (const measure of measures) {
      if (args.only.length > 0 && !args.only.includes(measure.name)) continue;
      console.error(`${measure.name} …`);
      try {
        rows.push(...(await measure.run({ isQuick: args.isQuick, say })));
      } catch (cause) {
        failures.push(`${measure.name}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    }
  } finally {
    await closeStand();
  }
  console.log(`\n${tableOf(rows)}\n`);
  for (const failure of failures) console.error(`Could not be measured: ${failure}`);
  if (args.json !== undefined)
    await writeFile(args.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  return failures.length > 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : String(cause));
    process.exit(2);
  },
);
