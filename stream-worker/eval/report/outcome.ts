import type { Language } from "@patchbay/contracts";
import type { Noise } from "../corpus/calls.ts";
import type { Split } from "../corpus/items.ts";
import type { Happened } from "../run/play-call.ts";

/** What one labelled turn came to. */
export type Outcome = {
  readonly id: string;
  readonly language: Language;
  readonly split: Split;
  /** The table it stands in: open, digits, murmur… */
  readonly kind: string;
  readonly noise: Noise;
  readonly snrDb: number;
  readonly echo: boolean;
  /** For who speaks a turn. */
  readonly turn: {
    /** The engine took it for finished while it was not. */
    readonly cutOff: boolean;
    /** End of speech → end of turn; null where there was none within five seconds. */
    readonly reactionMs: number | null;
  } | null;
  /** For a sound while the bot speaks. */
  readonly overlap: {
    readonly wanted: boolean;
    /** Onset → no more sound handed over; null where that never happened. */
    readonly holdMs: number | null;
    /** Onset → what was handed over is thrown away. */
    readonly clearMs: number | null;
    readonly resumed: boolean;
  } | null;
  /** Words on record as heard, less those really played, for each reply that was cut. */
  readonly heardErrors: readonly number[];
};

/** A commit this close before the end is one at the end: labels are exact to a frame or two. */
const EXACT_MS = 60;

function turnOf({ item, decisions, to, from }: Happened): Outcome["turn"] {
  const { kind } = item.act;
  if (kind !== "answer" && kind !== "bargeIn") return null;
  const commits = decisions.filter((one) => one.type === "commit" && one.at > from);
  const ended = commits.find(({ at }) => at >= to - EXACT_MS);
  return {
    cutOff: commits.some(({ at }) => at < to - EXACT_MS),
    reactionMs: ended === undefined ? null : Math.max(0, ended.at - to),
  };
}

function overlapOf({ item, decisions, from }: Happened): Outcome["overlap"] {
  const { kind } = item.act;
  if (kind === "answer") return null;
  const first = (type: "held" | "cleared"): number | null => {
    const found = decisions.find((one) => one.type === type && one.at >= from);
    return found === undefined ? null : found.at - from;
  };
  return {
    wanted: kind === "bargeIn" || kind === "key",
    holdMs: first("held"),
    clearMs: first("cleared"),
    resumed: decisions.some((one) => one.type === "resumed" && one.at >= from),
  };
}

export function outcomeOf(happened: Happened): Outcome {
  const { item, call } = happened;
  return {
    id: item.id,
    language: item.language,
    split: item.split,
    kind: item.id.split("/")[1] ?? "",
    noise: call.surroundings.noise,
    snrDb: call.surroundings.snrDb,
    echo: call.surroundings.echoDb !== null,
    turn: turnOf(happened),
    overlap: overlapOf(happened),
    heardErrors: happened.heard.map(({ recorded, played }) => recorded - played),
  };
}
