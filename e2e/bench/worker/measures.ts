import type { Measure } from "../row.ts";
import { bargeIn } from "./barge-in.ts";
import { capacity } from "./capacity.ts";
import { churned } from "./churn.ts";
import { frames } from "./frames.ts";
import { greeting } from "./greeting.ts";
import { heard } from "./heard.ts";
import { memory } from "./memory.ts";
import { overhead } from "./overhead.ts";
import { stop } from "./stop.ts";

export const workerMeasures: readonly Measure[] = [
  overhead,
  bargeIn,
  heard,
  greeting,
  stop,
  capacity,
  frames,
  memory,
  churned,
];
