import type { Random } from "./random.ts";

/** `worker while the api is away`: what only the worker knows then has to survive its death. */
export const faults = ["api", "worker", "postgres", "worker while the api is away"] as const;
export type Fault = (typeof faults)[number];

export interface Kill {
  fault: Fault;
  /** Since the one before was made good. */
  afterMs: number;
  /** How long the part stays away before it is started again. */
  awayMs: number;
}

const QUIET_MS = [4000, 10_000] as const;
const AWAY_MS = [0, 3000] as const;
/** A bot that fails three times within a minute is replaced by a human, on purpose. */
const WORKERS_PER_WINDOW = 2;
const WINDOW_MS = 62_000;
/** No part is ready again sooner. */
const MENDING_MS = 500;

/** A worker may die twice in a window, so it is drawn more often than it can be used. */
const LOTS: readonly Fault[] = [...faults, "worker", "worker"];

const killsWorker = (fault: Fault): boolean => fault.startsWith("worker");

/** Which part dies when: all of it follows from the seed. The first four kills are of four kinds. */
export function planKills(count: number, random: Random): Kill[] {
  const workersAt: number[] = [];
  // At the earliest: a plan cannot know how long the machine takes to start a part.
  let atMs = 0;
  return Array.from({ length: count }, (_, index) => {
    const afterMs = random.between(...QUIET_MS);
    atMs += afterMs;
    const recent = workersAt.filter((at) => atMs - at < WINDOW_MS).length;
    const possible = LOTS.filter((one) => !killsWorker(one) || recent < WORKERS_PER_WINDOW);
    const drawn = random.oneOf(possible);
    const fault = faults[index] ?? drawn;
    if (killsWorker(fault)) workersAt.push(atMs);
    const awayMs = fault === "worker" ? 0 : random.between(...AWAY_MS);
    atMs += awayMs + MENDING_MS;
    return { fault, afterMs: Math.round(afterMs), awayMs: Math.round(awayMs) };
  });
}

/** What the journal is there for, again and again. */
export function planForgetting(count: number, random: Random): Kill[] {
  return Array.from({ length: count }, (_, index) => {
    const isEnough = index > 0 && index % WORKERS_PER_WINDOW === 0;
    const afterMs = random.between(...QUIET_MS) + (isEnough ? WINDOW_MS : 0);
    return {
      fault: "worker while the api is away",
      afterMs: Math.round(afterMs),
      awayMs: 0,
    };
  });
}
