import { testToken } from "../../carrier-sim/src/signal/testing/tokens.ts";
import { startVoiceStand } from "../../carrier-sim/src/signal/testing/voice-page.ts";
import { timeBarePeers } from "./bare-peers.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { timed } from "./samples.ts";

export interface Connects {
  name: string;
  acceptMs: number[];
  bytesMs: number[];
  /** Two peers within one page, from offer to the first byte. */
  bareMs: number[];
}

let timing: Promise<Connects> | undefined;

async function timeAll(count: number): Promise<Connects> {
  const stand = await startVoiceStand(process.env["CHROME_PATH"]);
  const times: Connects = {
    name: "the voice client's connect and first bytes, no api",
    acceptMs: [],
    bytesMs: [],
    bareMs: [],
  };
  try {
    const phone = await stand.open();
    await phone.call("start", testToken("bench"));
    await phone.until("device.registered");
    for (let nth = 1; nth <= count + 1; nth += 1) {
      const leg = stand.switchboard.nextLeg();
      const took = await phone.call<{ acceptMs: number; bytesMs: number }>("timeConnect");
      await phone.call("hangUp");
      await (
        await leg
      ).over;
      await phone.until("call.disconnect", nth);
      // The first one also loads what later ones find ready.
      if (nth === 1) continue;
      times.acceptMs.push(took.acceptMs);
      times.bytesMs.push(took.bytesMs);
      times.bareMs.push(await timeBarePeers(phone.page));
    }
    return times;
  } finally {
    await stand.stop();
  }
}

/** Times the unmodified voice client against the simulator's gateway alone; once in a run. */
export function timeConnects(count: number): Promise<Connects> {
  timing ??= timeAll(count);
  return timing;
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const { acceptMs, bytesMs, bareMs } = await timeConnects(isQuick ? 5 : 20);
  const baseline = { name: "two bare peers in one page", samples: bareMs };
  return [
    timed({
      name: "signal gateway → accept",
      samples: acceptMs,
      baseline,
      share: 0.95,
      goal: null,
    }),
    timed({
      name: "signal gateway → first bytes",
      samples: bytesMs,
      baseline,
      share: 0.95,
      goal: null,
    }),
  ];
}

/** The simulator's signalling and media gateway by itself. */
export const signal: Measure = { name: "signal", run };
