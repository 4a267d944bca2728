import { parseArgs } from "node:util";
import { LISTENING_PRESETS, type ListeningPreset } from "../src/domain/activity/presets.ts";
import type { Split } from "./corpus/items.ts";
import { language, type Language } from "@patchbay/contracts";

const SPLITS: readonly Split[] = ["tuning", "held-out"];

/** A third of one draw is 187 turns: their share of cut-offs is known to ±1.6 %, with three draws to ±0.9 %. */
const DRAWS = 3;

export type Options = {
  readonly languages: readonly Language[];
  /** While tuning, the other one stays unseen. */
  readonly splits: readonly Split[];
  /** Only so many calls of each language and split. */
  readonly calls: number;
  /** How often the corpus is played, each time with other pauses, voices and places. */
  readonly draws: number;
  /** The bot's thresholds. */
  readonly preset: ListeningPreset;
  readonly json: string | null;
};

/** Throws with a sentence on what is wrong. */
export function optionsOf(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      language: { type: "string", multiple: true },
      split: { type: "string" },
      calls: { type: "string" },
      draws: { type: "string" },
      preset: { type: "string" },
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
  const splits = SPLITS.filter((one) => values.split === undefined || values.split === one);
  if (splits.length === 0) throw new Error(`--split wants ${SPLITS.join(" or ")}.`);
  const calls = values.calls === undefined ? Infinity : Number(values.calls);
  if (!(calls >= 1)) throw new Error("--calls wants a number of calls, 1 or more.");
  const draws = Number(values.draws ?? DRAWS);
  if (!Number.isInteger(draws) || draws < 1) throw new Error("--draws wants a number, 1 or more.");
  const preset = Object.keys(LISTENING_PRESETS).find(
    (one) => one === (values.preset ?? "balanced"),
  );
  if (preset === undefined) {
    throw new Error(`--preset wants one of ${Object.keys(LISTENING_PRESETS).join(", ")}.`);
  }
  return {
    languages,
    splits,
    calls,
    draws,
    preset: preset as ListeningPreset,
    json: values.json ?? null,
  };
}
