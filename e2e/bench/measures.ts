import { head } from "./head.ts";
import type { Measure } from "./row.ts";
import { signal } from "./signal.ts";
import { takeover } from "./takeover.ts";
import { webhook } from "./webhook.ts";
import { words } from "./words.ts";

/** In the order of the table. What needs the machine for itself comes before the stand is started. */
export const measures: readonly Measure[] = [webhook, words, takeover, head, signal];
