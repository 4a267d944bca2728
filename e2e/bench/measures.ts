import { head } from "./head.ts";
import { pairs } from "./pairs.ts";
import { race } from "./race.ts";
import type { Measure } from "./row.ts";
import { signal } from "./signal.ts";
import { sizes } from "./sizes.ts";
import { starts } from "./starts.ts";
import { takeover } from "./takeover.ts";
import { webhook } from "./webhook.ts";
import { words } from "./words.ts";
import { workerMeasures } from "./worker/measures.ts";

/** Of the worker's own bench, what takes no more than two minutes. */
const BRIEF = new Set(["overhead", "barge-in", "greeting", "stop"]);

/** What needs the machine for itself comes first, before the stand is started. */
export const measures: readonly Measure[] = [
  pairs,
  race,
  starts,
  webhook,
  words,
  takeover,
  head,
  signal,
  sizes,
  ...workerMeasures.map((one) =>
    BRIEF.has(one.name) ? one : { ...one, byNameOnly: true as const },
  ),
];
