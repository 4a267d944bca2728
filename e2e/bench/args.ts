import { parseArgs } from "node:util";

export interface BenchArgs {
  isQuick: boolean;
  /** Names of measures; none: all of them. */
  only: string[];
  json: string | undefined;
}

/** Throws a plain sentence about what is not understood. */
export function readArgs(argv: string[], known: readonly string[]): BenchArgs {
  const { values } = parseArgs({
    args: argv,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
    },
  });
  const strange = values.only.filter((name) => !known.includes(name));
  if (strange.length > 0)
    throw new Error(
      `There is no measure called ${strange.join(", ")}. Choose among: ${known.join(", ")}.`,
    );
  return { isQuick: values.quick, only: values.only, json: values.json };
}
