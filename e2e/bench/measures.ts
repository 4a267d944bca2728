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
];
