import { createHash } from "node:crypto";

/** Numbers that depend on nothing but their name: the corpus is the same on every machine. */
export type Seeded = {
  /** 0 up to, not including, 1. */
  next(): number;
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** Mean 0, deviation 1. */
  gaussian(): number;
};

/** The first 32 bits of a name's SHA-256. */
export function hashOf(name: string): number {
  return createHash("sha256").update(name).digest().readUInt32BE(0);
}

export function seeded(name: string): Seeded {
  let state = hashOf(name);
  // Mulberry32 (Tommy Ettinger, public domain): small, and even enough for lengths of pauses.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    pick<T>(from: readonly T[]): T {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new Error("There is nothing to pick from.");
      return found;
    },
    gaussian: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
