import { RelayCall } from "./relay-call.ts";
import { startEchoSocket } from "./echo-socket.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { timed } from "./samples.ts";
import { theStand } from "../support/stand.ts";

/** A whole request, said as people say it; each line gets an answer. */
const LINES = ["My heating is broken", "12 Main Street, Springfield", "Today please", "Yes", "Yes"];

async function run({ isQuick }: Bench): Promise<Row[]> {
  const stand = await theStand();
  const calls = isQuick ? 4 : 30;
  const echo = await startEchoSocket();
  const ours: number[] = [];
  const theirs: number[] = [];
  try {
    for (let nth = 0; nth < calls; nth += 1) {
      const call = await RelayCall.open(stand);
      for (const line of LINES) {
        ours.push(await call.ask(line));
        theirs.push(await echo.roundTrip(line));
      }
      await call.end();
    }
  } finally {
    await echo.stop();
  }
  const row = {
    name: "final at the worker → first words out, scripted head",
    samples: ours,
    baseline: { name: "bare ws echo", samples: theirs },
  };
  return [timed({ ...row, share: 0.5, goal: 10 }), timed({ ...row, share: 0.99, goal: 30 })];
}

/** The worker's own overhead in an answer. */
export const head: Measure = { name: "head", run };
