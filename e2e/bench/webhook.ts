import { setTimeout as delay } from "node:timers/promises";
import { newCallSid, postAsCarrier, postOver, ringing } from "./carrier-post.ts";
import { startBareWebhook } from "./bare-webhook.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { timed } from "./samples.ts";
import { theStand } from "../support/stand.ts";

/** As many callers at once as a busy minute brings. */
const LANES = 4;
const WARM = 10;
/** A hundred a second over all lanes: the api answers 429 from two hundred on. */
const EVERY_MS = (1000 / 100) * LANES;

async function timesOf(count: number, work: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  let left = count + WARM;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const at = performance.now();
      await work();
      times.push(performance.now() - at);
      await delay(Math.max(0, EVERY_MS - (performance.now() - at)));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return times.slice(WARM);
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const { stack, toNumber } = await theStand();
  const count = isQuick ? 50 : 240;
  const bare = await startBareWebhook(stack.urls.database, stack.secrets.carrier.authToken);
  const sids: string[] = [];
  try {
    const ours = await timesOf(count, async () => {
      const sid = newCallSid();
      sids.push(sid);
      const document = await postAsCarrier(stack, "/voice", ringing(sid, toNumber));
      if (!document.includes("<ConversationRelay")) throw new Error("the caller got no bot");
    });
    const baseline = await timesOf(count, () => bare.post(ringing(newCallSid(), toNumber)));
    const name = "voice webhook";
    const row = { name, samples: ours, baseline: { name: bare.name, samples: baseline } };
    return [timed({ ...row, share: 0.5, goal: null }), timed({ ...row, share: 0.95, goal: 300 })];
  } finally {
    await bare.stop();
    for (const sid of sids) await postOver(stack, sid).catch(() => undefined);
  }
}

/** A caller's first question to us, until the document is there. */
export const webhook: Measure = { name: "webhook", run };
