import type { Bench, Measure, Row } from "../row.ts";
import type { Child } from "./child.ts";
import { fitLine, whereItReaches } from "./line.ts";
import {
  echoUrl,
  openCalls,
  openLoad,
  startCrowd,
  startEcho,
  takenOver,
  type Detector,
} from "./load.ts";
import { pass } from "./waiting.ts";

const COUNTS = [25, 50, 100];
const HALF = 0.5;
/** By then all have been greeted, and what is compiled only where it runs often has been. */
const WARM_MS = 12_000;
const SETTLE_MS = 5_000;

interface Served {
  name: string;
  /** Streams at half a core. */
  streams: number;
}

/** CPU at some numbers of calls, and where half a core would be reached. */
async function measure(
  { isQuick, say }: Bench,
  name: string,
  server: Child,
  crowd: Child,
  url: string,
): Promise<Served> {
  await openCalls(crowd, { url, count: COUNTS[1] ?? 0 });
  await pass(WARM_MS);
  const points: [number, number][] = [];
  for (const count of COUNTS) {
    await crowd.ask("hangUp");
    await openCalls(crowd, { url, count });
    await pass(SETTLE_MS);
    const { share, streams } = await takenOver(server, crowd, isQuick ? 5_000 : 12_000);
    points.push([streams, share]);
    say(`${name}: ${streams.toFixed(0)} streams, ${(share * 100).toFixed(1)} % of a core`);
  }
  await crowd.ask("hangUp");
  return { name, streams: Math.round(whereItReaches(fitLine(points), HALF)) };
}

async function measureEcho(bench: Bench): Promise<Served> {
  const echo = await startEcho();
  const crowd = await startCrowd();
  try {
    return await measure(bench, "plain ws echo", echo, crowd, echoUrl(echo));
  } finally {
    await crowd.end();
    await echo.end();
  }
}

async function measureWorker(bench: Bench, name: string, detector: Detector): Promise<Served> {
  const { place, crowd, close } = await openLoad(detector);
  try {
    return await measure(bench, name, place.worker, crowd, place.streamUrl);
  } finally {
    await close();
  }
}

async function run(bench: Bench): Promise<Row[]> {
  const rounds: Record<"echo" | "loop" | "loud" | "silero", Served>[] = [];
  for (let round = 0; round < (bench.isQuick ? 1 : 2); round += 1) {
    rounds.push({
      echo: await measureEcho(bench),
      loop: await measureWorker(bench, "media loop with fork", "deaf"),
      loud: await measureWorker(bench, "conversations without a model", "loud"),
      silero: await measureWorker(bench, "conversations with Silero", "silero"),
    });
  }
  // Whatever else the machine did only ever takes streams away.
  const best = (of: keyof (typeof rounds)[0]): number =>
    Math.max(...rounds.map((round) => round[of].streams));
  const row = (name: string, value: number, baseline: Row["baseline"], goal: number): Row => ({
    name: `streams at 50 % of a core, ${name}`,
    value,
    unit: "",
    baseline,
    goal,
    atLeast: true,
    holds: value >= goal,
  });
  return [
    row(
      "media both ways and a fork to the recogniser",
      best("loop"),
      { name: "plain ws echo of the same frames", value: best("echo") },
      200,
    ),
    row(
      "all in: conversations, Silero and its threads",
      best("silero"),
      { name: "the same without Silero", value: best("loud") },
      80,
    ),
  ];
}

/** How many calls half a core carries; in conversations callers speak a third of the time. */
export const capacity: Measure = { name: "capacity", run };
