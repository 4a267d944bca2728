/** One second of this process: event-loop delay (99th percentile, ms) and its share of one core. */
export type LoadSample = { readonly lagMs: number; readonly coreShare: number };

/** Seconds in a row that were too much. */
export type Load = { readonly busySeconds: number };

export const idle: Load = { busySeconds: 0 };

/** Frames come every 20 ms: a loop that is later than that is heard. */
const LAG_MS = 20;
/** The rest is for what the calls that are there may still want. */
const CORE_SHARE = 0.7;
/** A rendering or a garbage collection is no load. */
const BUSY_SECONDS = 3;
/** With fewer calls than this it is the machine that is slow, and to refuse one helps nobody. */
const FEW_SESSIONS = 20;

export function noteLoad(load: Load, { lagMs, coreShare }: LoadSample): Load {
  const busy = lagMs > LAG_MS || coreShare > CORE_SHARE;
  return { busySeconds: busy ? load.busySeconds + 1 : 0 };
}

/** Whether one more call would be heard by the others. */
export function isFull(load: Load, sessions: number): boolean {
  return load.busySeconds >= BUSY_SECONDS && sessions >= FEW_SESSIONS;
}
