import { FRAME_MS } from "../ports.ts";

/** What drives the ticks. The real one below, a hand-turned one in tests. */
export interface Clock {
  /** Audio time, ms: ticks begun × 20. */
  now(): number;
  start(onTick: (atMs: number) => void): void;
  stats(): ClockStats;
  stop(): void;
}

export interface ClockStats {
  ticks: number;
  /** Ticks whose work ended more than one frame after they were due, skipped ones included. */
  lateFrames: number;
  worstLateMs: number;
}

/** After a freeze longer than this (a laptop that slept) the lost ticks are skipped: nobody wants a minute of sound at once. */
const CATCH_UP_LIMIT_MS = 5_000;
/** The loop gets a breath after so many ticks in a row, so that sockets are served while catching up. */
const TICKS_IN_A_ROW = 50;

/**
 * Ticks every 20 ms without drift: each tick is due at start + n × 20 ms of the machine's monotonic
 * clock, so a late timer shortens the next wait and missed ticks are made up at once.
 */
export function createClock(monotonic: () => number = () => performance.now()): Clock {
  let ticks = 0;
  let skipped = 0;
  let lateFrames = 0;
  let worstLateMs = 0;
  let startedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let running = false;

  const dueAt = (): number => startedAt + (ticks + skipped) * FRAME_MS;

  function wake(onTick: (atMs: number) => void): void {
    const behindMs = monotonic() - dueAt();
    if (behindMs > CATCH_UP_LIMIT_MS) {
      const lost = Math.floor(behindMs / FRAME_MS);
      skipped += lost;
      lateFrames += lost;
      worstLateMs = Math.max(worstLateMs, behindMs);
    }
    for (let row = 0; row < TICKS_IN_A_ROW && running && monotonic() >= dueAt(); row += 1) {
      const due = dueAt();
      ticks += 1;
      onTick(ticks * FRAME_MS);
      const lateMs = monotonic() - due;
      if (lateMs > FRAME_MS) lateFrames += 1;
      if (lateMs > worstLateMs) worstLateMs = lateMs;
    }
    if (running) timer = setTimeout(() => wake(onTick), Math.max(0, dueAt() - monotonic()));
  }

  return {
    now: () => ticks * FRAME_MS,
    start(onTick) {
      if (running) return;
      running = true;
      startedAt = monotonic() + FRAME_MS - (ticks + skipped) * FRAME_MS;
      timer = setTimeout(() => wake(onTick), FRAME_MS);
    },
    stats: () => ({ ticks, lateFrames, worstLateMs }),
    stop() {
      running = false;
      clearTimeout(timer);
    },
  };
}

export interface HandClock extends Clock {
  /** Runs as many ticks as fit into `ms`, at once. */
  advance(ms: number): void;
}

/** A clock for tests: time passes when told to. */
export function createHandClock(): HandClock {
  let ticks = 0;
  let tick: ((atMs: number) => void) | undefined;
  return {
    now: () => ticks * FRAME_MS,
    start(onTick) {
      tick = onTick;
    },
    stats: () => ({ ticks, lateFrames: 0, worstLateMs: 0 }),
    stop() {
      tick = undefined;
    },
    advance(ms) {
      for (let left = Math.floor(ms / FRAME_MS); left > 0; left -= 1) {
        ticks += 1;
        tick?.(ticks * FRAME_MS);
      }
    },
  };
}
