import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter as PromCounter, Gauge, Histogram, Registry } from "prom-client";
import type { Counter, Metrics } from "./ports.ts";

export type WorkerMetrics = Metrics & {
  scrape(): Promise<{ type: string; text: string }>;
  /** Event-loop delay, 99th percentile since the last reading, milliseconds. */
  lagMs(): number;
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
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  let lag = 0;
  const lagMs = (): number => {
    // An idle histogram answers NaN.
    lag = Math.round((delay.percentile(99) || 0) / 1e4) / 100;
    delay.reset();
    return lag;
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
    lagMs,
    close: () => delay.disable(),
  };
}
