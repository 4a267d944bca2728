import { parseArgs } from "node:util";

export interface BenchArgs {
  isQuick: boolean;
  /** Names of measures; none: all of them. */
  only: string[];
  json: string | undefined;
  soakMinutes: number | undefined;
}

function minutesOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const minutes = Number(text);
  if (!Number.isFinite(minutes) || minutes <= 0)
    throw new Error("--soak takes minutes, such as --soak 20.");
  return minutes;
}

/** Throws a plain sentence about what is not understood. */
export function readArgs(argv: string[], known: readonly string[]): BenchArgs {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      soak: { type: "string" },
    },
  });
  const strange = values.only.filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new Error(
      `There is no measure called ${strange.join(", ")}. Choose among: ${known.join(", ")}.`,
    );
  const { quick: isQuick, only, json } = values;
  return { isQuick, only, json, soakMinutes: minutesOf(values.soak) };
}
