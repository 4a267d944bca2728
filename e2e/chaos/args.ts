import { parseArgs } from "node:util";

export interface ChaosArgs {
  kills: number;
  /** Bot calls kept alive beside each other. */
  calls: number;
  seed: number;
  /** With the worker's journal switched off: losses must be noticed. */
  isControl: boolean;
}

const MOST_KILLS = 1000;
const MOST_CALLS = 40;

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new Error(`--${name} takes a whole number from 1 to ${most}.`);
  return value;
}

/** Throws a plain sentence about what is not understood. */
export function readArgs(argv: string[], newSeed: () => number): ChaosArgs {
  const { values } = parseArgs({
    args: argv,
    options: {
      kills: { type: "string", default: "20" },
      calls: { type: "string", default: "6" },
      seed: { type: "string" },
      control: { type: "boolean", default: false },
    },
  });
  return {
    kills: whole("kills", values.kills, MOST_KILLS),
    calls: whole("calls", values.calls, MOST_CALLS),
    seed: values.seed === undefined ? newSeed() : whole("seed", values.seed, 2 ** 32 - 1),
    isControl: values.control,
  };
}
