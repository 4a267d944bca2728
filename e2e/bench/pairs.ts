import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { benchConferencePairs } from "../../carrier-sim/src/audio/bench.ts";
import type { Bench, Measure, Row } from "./row.ts";

const CALLS = 100;
const ROUNDS = 3;
const FRAME_MS = 20;

interface Late {
  lateFrames: number;
  worstLateMs: number;
}

/** The simulator's clock with nothing to do in the same seconds: what the machine alone is late by. */
async function idleClock(seconds: number): Promise<Late> {
  const file = new URL("./idle-clock.ts", import.meta.url);
  const thread = new Worker(file, { workerData: seconds });
  const [{ lateFrames, worstLateMs }] = (await once(thread, "message")) as [Late];
  return { lateFrames, worstLateMs: Math.round(worstLateMs * 10) / 10 };
}

async function run({ isQuick, say }: Bench): Promise<Row[]> {
  const seconds = isQuick ? 3 : 10;
  const rounds: (Late & { cpuPercent: number; idle: Late })[] = [];
  while (rounds.length < (isQuick ? 1 : ROUNDS)) {
    const [round, idle] = await Promise.all([
      benchConferencePairs({ calls: CALLS, seconds }),
      idleClock(seconds),
    ]);
    say(
      `${CALLS} calls: ${round.lateFrames} late frames, worst ${round.worstLateMs} ms, ${round.cpuPercent} % of a core`,
    );
    rounds.push({ ...round, idle });
  }
  const [best] = rounds.toSorted(
    (a, b) => a.lateFrames - b.lateFrames || a.worstLateMs - b.worstLateMs,
  );
  if (best === undefined) throw new Error("nothing was measured");
  const idle = "the same clock beside it without calls";
  const alone = await benchConferencePairs({ calls: 1, seconds: 3 });
  return [
    {
      name: `carrier-sim, ${CALLS} calls in pairs: frames late by over 20 ms`,
      value: best.lateFrames,
      unit: "",
      baseline: { name: idle, value: best.idle.lateFrames },
      goal: 0,
      // Frames that an idle clock misses as well are the machine's.
      holds: best.lateFrames <= best.idle.lateFrames,
    },
    {
      name: `carrier-sim, ${CALLS} calls in pairs: latest frame`,
      value: best.worstLateMs,
      unit: "ms",
      baseline: { name: idle, value: best.idle.worstLateMs },
      goal: FRAME_MS,
      holds: best.worstLateMs <= Math.max(FRAME_MS, best.idle.worstLateMs),
    },
    {
      name: `carrier-sim, ${CALLS} calls in pairs: CPU of one core`,
      value: best.cpuPercent,
      unit: "%",
      baseline: { name: "one call", value: alone.cpuPercent },
      goal: null,
      holds: true,
    },
  ];
}

/** The simulator's 20 ms clock with a hundred conferences, in this one process. */
export const pairs: Measure = { name: "pairs", run };
