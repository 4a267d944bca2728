/**
 * Measures the gateway with the real SDK: `node carrier-sim/src/signal/bench.ts`.
 * Prints connect times over 20 calls and this process's CPU share with 1 and with 6 calls talking.
 */
import { setTimeout as delay } from "node:timers/promises";
import { testToken } from "./testing/tokens.ts";
import { startVoiceStand, type Phone } from "./testing/voice-page.ts";

const CALLS = 20;
const CPU_WINDOW_MS = 10_000;

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0);
}

async function cpuShare(): Promise<number> {
  const before = process.cpuUsage();
  const started = performance.now();
  await delay(CPU_WINDOW_MS);
  const { user, system } = process.cpuUsage(before);
  return (100 * (user + system)) / 1000 / (performance.now() - started);
}

const stand = await startVoiceStand();
const phones: Phone[] = [];
for (let i = 0; i < 6; i += 1) {
  const phone = await stand.open();
  await phone.call("start", testToken(`operator${i}`));
  await phone.until("device.registered");
  phones.push(phone);
}
const [first] = phones;
if (!first) throw new Error("no phone");

const accept: number[] = [];
const bytes: number[] = [];
for (let i = 0; i < CALLS; i += 1) {
  const leg = stand.switchboard.nextLeg();
  const times = await first.call<{ acceptMs: number; bytesMs: number }>("timeConnect");
  accept.push(times.acceptMs);
  bytes.push(times.bytesMs);
  await first.call("hangUp");
  await (
    await leg
  ).over;
  await first.until("call.disconnect", i + 1);
}
console.log(
  `click → accept      median ${quantile(accept, 0.5)} ms, p95 ${quantile(accept, 0.95)} ms of ${CALLS}`,
);
console.log(
  `click → first bytes median ${quantile(bytes, 0.5)} ms, p95 ${quantile(bytes, 0.95)} ms of ${CALLS}`,
);

const idle = await cpuShare();
await first.call("connect", {});
await first.until("call.accept", CALLS + 1);
const one = await cpuShare();
for (const phone of phones.slice(1)) {
  await phone.call("connect", {});
  await phone.until("call.accept");
}
const six = await cpuShare();
const rss = Math.round(process.memoryUsage.rss() / 1e6);
console.log(
  `CPU of this process, % of a core: idle ${idle.toFixed(1)}, 1 call ${one.toFixed(1)}, 6 calls ${six.toFixed(1)}`,
);
console.log(`per call at 6: ${((six - idle) / 6).toFixed(1)} %; RSS ${rss} MB`);
console.log(
  "jitter buffers",
  stand.gateway.calls().map((call) => call.line.jitter()),
);
await stand.stop();
