import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter as PromCounter, Gauge, Histogram, Registry } from "prom-client";
import type { LoadSample } from "./domain/load.ts";
import type { Counter, Metrics } from "./ports.ts";

const RESOLUTION_MS = 10;

export type WorkerMetrics = Metrics & {
  scrape(): Promise<{ type: string; text: string }>;
  /** Event-loop delay of the last sample, 99th percentile, milliseconds. */
  lagMs(): number;
  /** Measures the time since the last sample. */
  sample(): LoadSample;
  close(): void;
};

export function createMetrics(sessions: () => number): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const events = new PromCounter({
    name: "patchbay_worker_events_total",
    help: "Things worth counting, by kind",
    labelNames: ["kind"] as const,
    registers,
  });
  const answered = new Histogram({
    name: "patchbay_worker_answer_seconds",
    help: "Final words of the caller to the first text handed to the carrier",
    buckets: [0.001, 0.002, 0.005, 0.01, 0.03, 0.1, 0.3, 0.6, 1, 2, 4],
    registers,
  });
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let lag = 0;
  let sampledAt = performance.now();
  let cpu = process.cpuUsage();
  const sample = (): LoadSample => {
    // An idle histogram answers NaN; a loop on time answers the timer's own interval.
    const p99Ms = (delay.percentile(99) || 0) / 1e6 - RESOLUTION_MS;
    lag = Math.round(Math.max(0, p99Ms) * 100) / 100;
    delay.reset();
    const now = performance.now();
    const { user, system } = process.cpuUsage(cpu);
    const coreShare = (user + system) / 1_000 / Math.max(1, now - sampledAt);
    sampledAt = now;
    cpu = process.cpuUsage();
    return { lagMs: lag, coreShare };
  };
  const gauges = { registers };
  new Gauge({
    ...gauges,
    name: "patchbay_worker_sessions",
    help: "Media sessions open now",
    collect() {
      this.set(sessions());
    },
  });
  new Gauge({
    ...gauges,
    name: "patchbay_worker_loop_lag_seconds",
    help: "Event-loop delay, 99th percentile",
    collect() {
      this.set(lag / 1000);
    },
  });

  return {
    count: (what: Counter, amount = 1) => events.inc({ kind: what }, amount),
    answered: (ms) => answered.observe(ms / 1000),
    scrape: async () => ({ type: registry.contentType, text: await registry.metrics() }),
    lagMs: () => lag,
    sample,
    close: () => delay.disable(),
  };
}
