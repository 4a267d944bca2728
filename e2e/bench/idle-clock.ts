import { setTimeout as delay } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { createClock } from "../../carrier-sim/src/audio/clock.ts";

/* A thread of its own: the simulator's clock with nothing to do, for as many seconds as it is told. */
const clock = createClock();
clock.start(() => undefined);
await delay(Number(workerData) * 1000);
clock.stop();
parentPort?.postMessage(clock.stats());
