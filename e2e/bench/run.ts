import { writeFile } from "node:fs/promises";
import { readArgs } from "./args.ts";
import type { Measure, Row } from "./row.ts";
import { tableOf } from "./table.ts";

/**
 * Runs what the command line names of these, in their order, and prints the table. A number that
 * misses its goal is told and no failure; only a number that could not be had is one.
 * @returns the process's exit code
 */
export async function runMeasures(measures: readonly Measure[]): Promise<number> {
  const args = readArgs(
    process.argv.slice(2),
    measures.map(({ name }) => name),
  );
  const isWanted = ({ name, byNameOnly }: Measure): boolean =>
    args.only.length > 0 ? args.only.includes(name) : byNameOnly !== true;
  const rows: Row[] = [];
  const failures: string[] = [];
  const say = (line: string): void => console.error(`  ${line}`);
  for (const measure of measures.filter(isWanted)) {
    console.error(`${measure.name} …`);
    try {
      const { isQuick, soakMinutes } = args;
      rows.push(...(await measure.run({ isQuick, soakMinutes, say })));
    } catch (cause) {
      failures.push(`${measure.name}: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }
  console.log(`\n${tableOf(rows)}\n`);
  for (const failure of failures) console.error(`Could not be measured: ${failure}`);
  if (args.json !== undefined)
    await writeFile(args.json, `${JSON.stringify(rows, undefined, 2)}\n`);
  return failures.length > 0 ? 1 : 0;
}

/** A bench as a process: what it could not understand ends it with a sentence. */
export function exitWith(running: Promise<number>): void {
  running.then(
    (code) => process.exit(code),
    (cause: unknown) => {
      console.error(cause instanceof Error ? cause.message : String(cause));
      process.exit(2);
    },
  );
}
