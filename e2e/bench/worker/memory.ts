import type { Usage } from "../../../stream-worker/src/testing/usage.ts";
import type { Bench, Measure, Row } from "../row.ts";
import { rounded } from "../samples.ts";
import type { Child } from "./child.ts";
import { fitLine } from "./line.ts";
import { echoUrl, openCalls, openLoad, startCrowd, startEcho } from "./load.ts";
import { pass } from "./waiting.ts";

const MB = 1_000_000;
const FEW = 5;
const TALK_MS = 20_000;
const GOAL_MB = 1.5;
const SOAK_CALLS = 20;
const SOAK_LIFE_MS = 20_000;
const SAMPLE_MS = 10_000;
/** What is compiled, and kept for the next call, has been by then. */
const SOAK_WARM_MS = 60_000;
const SOAK_MINUTES = 2;
const SOAK_GOAL = 5;
/** Over less time a slope is that of what happened to be said. */
const LEAST_SOAK_MINUTES = 10;

/** What a thing takes once everything unreachable was collected. */
const settled = (server: Child): Promise<Usage> => server.ask<Usage>("usageCollected");

/** MB for each of so many calls, beyond what the process took before. */
async function perCall(server: Child, crowd: Child, url: string, count: number) {
  await openCalls(crowd, { url, count: FEW });
  await pass(TALK_MS / 2);
  await crowd.ask("hangUp");
  await pass(1_000);
  const idle = await settled(server);
  await openCalls(crowd, { url, count });
  await pass(TALK_MS);
  const busy = await settled(server);
  await crowd.ask("hangUp");
  return {
    rss: (busy.rssBytes - idle.rssBytes) / count / MB,
    heap: (busy.heapBytes - idle.heapBytes) / count / MB,
  };
}

/** Growth of the heap, % an hour, while calls come and go. */
async function slope(server: Child, crowd: Child, url: string, minutes: number): Promise<number> {
  await openCalls(crowd, { url, count: SOAK_CALLS, lifeMs: SOAK_LIFE_MS });
  await pass(SOAK_WARM_MS);
  const points: [number, number][] = [];
  const began = performance.now();
  while (performance.now() - began < minutes * 60_000) {
    await pass(SAMPLE_MS);
    const { heapBytes } = await settled(server);
    points.push([(performance.now() - began) / 3_600_000, heapBytes / MB]);
  }
  await crowd.ask("hangUp");
  const { a, b } = fitLine(points);
  return (100 * b) / a;
}

async function run({ isQuick, soakMinutes, say }: Bench): Promise<Row[]> {
  const load = await openLoad("silero");
  const [echo, beside] = [await startEcho(), await startCrowd()];
  const worker = [load.place.worker, load.crowd, load.place.streamUrl] as const;
  const bare = [echo, beside, echoUrl(echo)] as const;
  const calls = isQuick ? 30 : 100;
  const minutes = soakMinutes ?? (isQuick ? 0.5 : SOAK_MINUTES);
  try {
    const [ours, theirs] = [await perCall(...worker, calls), await perCall(...bare, calls)];
    say(`soak of ${minutes} minutes`);
    const [growth, bareGrowth] = await Promise.all([
      slope(...worker, minutes),
      slope(...bare, minutes),
    ]);
    const isLong = minutes >= LEAST_SOAK_MINUTES;
    const row = (what: "rss" | "heap", goal: number | null): Row => ({
      name: `memory per call, ${calls} conversations, ${what}`,
      value: rounded(ours[what]),
      unit: "MB",
      baseline: { name: "plain ws echo", value: rounded(theirs[what]) },
      goal,
      holds: goal === null || ours[what] <= goal,
    });
    return [
      row("rss", GOAL_MB),
      row("heap", null),
      {
        name: `heap's growth, ${minutes} min of ${SOAK_CALLS} calls that come and go`,
        value: rounded(growth),
        unit: "%/h",
        baseline: { name: "plain ws echo", value: rounded(bareGrowth) },
        goal: isLong ? SOAK_GOAL : null,
        holds: !isLong || growth <= SOAK_GOAL,
      },
    ];
  } finally {
    await load.close();
    await beside.end();
    await echo.end();
  }
}

/** What a call takes of the memory, and whether it gives it back; `--soak 20` watches for 20 minutes. */
export const memory: Measure = { name: "memory", run };
