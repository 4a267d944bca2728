import { writeFile } from "node:fs/promises";
import path from "node:path";
import { evaluate } from "./evaluate.ts";
import { optionsOf } from "./options.ts";
import type { Outcome } from "./report/outcome.ts";
import { summarise } from "./report/summary.ts";
import { table } from "./report/table.ts";
import { hasEspeak } from "./sound/espeak.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../.patchbay/eval-voice");

/** VOICE's promises for turns that nobody looked at while tuning. */
const GOALS = { cutOffShare: 0.05, digitCutOffShare: 0.02 };

function rows(outcomes: readonly Outcome[], by: (one: Outcome) => string) {
  const names = [...new Set(outcomes.map(by))];
  return names.map((name) => {
    const some = outcomes.filter((one) => by(one) === name);
    return [name, summarise(some)] as const;
  });
}

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (!(await hasEspeak())) {
    console.error("Not run: install espeak-ng (apt-get install espeak-ng).");
    process.exitCode = 1;
    return;
  }
  const startedAt = performance.now();
  const outcomes = await evaluate(options, FOLDER, (done, of) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} calls`);
  });
  if (process.stderr.isTTY) process.stderr.write("\r");
  const heldOut = outcomes.filter(({ split }) => split === "held-out");
  const isJudged = heldOut.length > 0;
  const noises = ({ noise, snrDb, echo }: Outcome): string =>
    `${noise === "none" ? "quiet" : `${noise} ${snrDb} dB`}${echo ? ", loudspeaker" : ""}`;
  const sections = [
    ["By language and split", rows(outcomes, (one) => `${one.language} ${one.split}`)],
    ["By split", rows(outcomes, ({ split }) => split)],
    ["By kind", rows(outcomes, ({ kind }) => kind)],
    ["By surroundings", rows(outcomes, noises)],
  ] as const;
  console.log(
    `The stream engine in virtual time: Silero v5, floor, endpointing, barge-in, playback ledger; ` +
      `recogniser: labelled words; voices: espeak-ng; preset: ${options.preset}. ${outcomes.length} labelled turns in ` +
      `${((performance.now() - startedAt) / 1_000).toFixed(0)} s.`,
  );
  for (const [title, some] of sections) console.log(`\n${title}\n${table(some)}`);
  const { cutOffShare, digitCutOffShare } = summarise(heldOut);
  const holds =
    (cutOffShare ?? 0) <= GOALS.cutOffShare && (digitCutOffShare ?? 0) <= GOALS.digitCutOffShare;
  if (isJudged) {
    const verdict = holds ? "holds" : "does not hold";
    console.log(`\nHeld out: at most 5 % cut off, 2 % in numbers: ${verdict}.`);
  }
  if (options.json !== null) {
    const report = {
      sections: Object.fromEntries(
        sections.map(([title, some]) => [title, Object.fromEntries(some)]),
      ),
      goals: isJudged ? { ...GOALS, holds } : GOALS,
      outcomes,
    };
    await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
}

await main();
