import {
  callerSpeech,
  type CallerSpeech,
} from "../../../stream-worker/src/testing/caller-speech.ts";
import { connectStream } from "../../../stream-worker/src/testing/fake-stream.ts";
import type { Usage } from "../../../stream-worker/src/testing/usage.ts";
import type { Bench, Measure, Row } from "../row.ts";
import { rounded } from "../samples.ts";
import { echoUrl, startEcho } from "./load.ts";
import { metricOf, openPlace, type Call, type Place } from "./place.ts";
import { startSpeechHouse } from "./speech-house.ts";
import { createDice, inLanes, pass } from "./waiting.ts";

const ROUNDS = 5;
const LANES = 25;
const HEAP_GOAL = 2;
/** The longest that anything of a call may outlive it: an answer that is awaited, a timer of a second. */
const SETTLE_MS = 45_000;
const LOOK_EVERY_MS = 1_000;

/** How calls end: at once, while the bot greets, without a word, taken over, in an answer. */
const ENDS = ["at once", "greeted", "cut", "taken over", "answered"] as const;

async function live(
  place: Place,
  call: Call,
  end: (typeof ENDS)[number],
  { mulaw }: CallerSpeech,
  afterMs: number,
): Promise<void> {
  const { line, id: callId } = call;
  if (end !== "at once") await pass(afterMs);
  if (end === "taken over")
    await place.api.command("bot.stop", { callId, epoch: 2, reason: "takeover" });
  if (end === "answered") {
    await line.say(mulaw);
    await pass(1_000);
  }
  if (end === "cut") line.socket.terminate();
  else line.hangUp();
}

/** What is there beyond what was, by kind. */
export function beyond(before: Usage, now: Usage): Record<string, number> {
  return Object.fromEntries(
    Object.entries(now.resources)
      .map(([kind, count]): [string, number] => [kind, count - (before.resources[kind] ?? 0)])
      .filter(([, count]) => count > 0),
  );
}

const sum = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

/** Looks until everything is back, or for as long as anything may take to be. */
async function settled(before: Usage, look: () => Promise<Usage>): Promise<Usage> {
  const until = performance.now() + SETTLE_MS;
  for (;;) {
    await pass(LOOK_EVERY_MS);
    const now = await look();
    if (sum(beyond(before, now)) === 0 || performance.now() > until) return now;
  }
}

interface Churned {
  leaked: number;
  /** Growth of the heap from round to round after the first, %. */
  growth: number;
}

async function churn(
  { isQuick, say }: Bench,
  look: () => Promise<Usage>,
  round: (calls: number) => Promise<void>,
): Promise<Churned> {
  const calls = isQuick ? 40 : 200;
  await round(LANES);
  await pass(5 * LOOK_EVERY_MS);
  const before = await look();
  const heaps: number[] = [];
  let leaked = 0;
  for (let nth = 0; nth < ROUNDS; nth += 1) {
    await round(calls);
    const now = await settled(before, look);
    const left = beyond(before, now);
    leaked = sum(left);
    heaps.push(now.heapBytes);
    say(
      `round ${nth + 1}: heap ${(now.heapBytes / 1e6).toFixed(1)} MB, left ${JSON.stringify(left)}`,
    );
  }
  const [first = 0, last = 0] = [heaps[0], heaps.at(-1)];
  return { leaked, growth: (100 * (last - first)) / first / (ROUNDS - 1) };
}

async function churnWorker(bench: Bench): Promise<Churned> {
  const house = await startSpeechHouse();
  // Sockets kept for a next text would look like sockets forgotten.
  house.keepsAlive = false;
  house.asked = (ear) => ear.finish("My heating is broken");
  const env = { DEEPGRAM_API_KEY: "key", DEEPGRAM_URL: house.earUrl, LOCAL_VOICE_URL: house.url };
  const place = await openPlace({ env });
  const caller = await callerSpeech("en-us", "My heating is broken.");
  const dice = createDice(31);
  try {
    return await churn(
      bench,
      () => place.worker.ask<Usage>("usageCollected"),
      async (calls) => {
        await inLanes(calls, LANES, async (nth) => {
          const call = await place.call();
          const end = ENDS[nth % ENDS.length] ?? "greeted";
          await live(place, call, end, caller, 100 + dice() * 900);
        });
        while ((await metricOf(place, "patchbay_worker_sessions")) > 0) await pass(LOOK_EVERY_MS);
        place.api.seen.length = 0;
        house.ears.length = 0;
      },
    );
  } finally {
    await place.close();
    await house.close();
  }
}

async function churnEcho(bench: Bench): Promise<Churned> {
  const echo = await startEcho();
  try {
    return await churn(
      { ...bench, say: () => undefined },
      () => echo.ask<Usage>("usageCollected"),
      (calls) =>
        inLanes(calls, LANES, async () => {
          const line = await connectStream(echoUrl(echo), {});
          await pass(200);
          line.hangUp();
        }),
    );
  } finally {
    await echo.end();
  }
}

async function run(bench: Bench): Promise<Row[]> {
  const ours = await churnWorker(bench);
  const echo = await churnEcho(bench);
  const calls = ROUNDS * (bench.isQuick ? 40 : 200);
  return [
    {
      name: `handles, timers and sockets left of ${calls} calls`,
      value: ours.leaked,
      unit: "",
      baseline: { name: "plain ws echo", value: echo.leaked },
      goal: 0,
      holds: ours.leaked === 0,
    },
    {
      name: "heap's growth from round to round, after the first of five",
      value: rounded(ours.growth),
      unit: "%",
      baseline: { name: "plain ws echo", value: rounded(echo.growth) },
      goal: HEAP_GOAL,
      holds: ours.growth <= HEAP_GOAL,
    },
  ];
}

/** Whether anything stays of calls that are over, however they ended. */
export const churned: Measure = { name: "churn", run };
