import { parseArgs } from "node:util";
import { language, type Language } from "@patchbay/contracts";

export type Options = {
  readonly languages: readonly Language[];
  /** Only so many calls of each language and split. */
  readonly calls: number;
  readonly json: string | null;
};

/** Throws with a sentence on what is wrong. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      language: { type: "string", multiple: true },
      calls: { type: "string" },
      json: { type: "string" },
    },
  });
  const languages = (values.language ?? language.options).map((name) => {
    const known = language.safeParse(name);
    if (!known.success) {
      throw new Error(`--language ${name}: there are ${language.options.join(", ")}.`);
    }
    return known.data;
  });
  const calls = values.calls === undefined ? Infinity : Number(values.calls);
  if (!(calls >= 1)) throw new Error("--calls wants a number of calls, 1 or more.");
  return { languages, calls, json: values.json ?? null };
}
