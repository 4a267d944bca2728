import type { Persona } from "../persona-data.ts";
import { awaitingCallback } from "./awaiting-callback.ts";
import { brokenWindow } from "./broken-window.ts";
import { coldBoiler } from "./cold-boiler.ts";
import { leakingSink } from "./leaking-sink.ts";
import { silentLine } from "./silent-line.ts";
import { stuckDoor } from "./stuck-door.ts";
import { thirdComplaint } from "./third-complaint.ts";
import { waterDamage } from "./water-damage.ts";

/** In the order of the booth; the first is who calls when nobody was chosen. */
export const PERSONAS: readonly Persona[] = [
  leakingSink,
  waterDamage,
  coldBoiler,
  stuckDoor,
  thirdComplaint,
  brokenWindow,
  awaitingCallback,
  silentLine,
];

/** Engaged whenever it is called. */
export const BUSY_NUMBER = "+493023125671";
/** Rings until the caller gives up. */
export const NEVER_ANSWERS_NUMBER = "+493023125672";
