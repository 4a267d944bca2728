import { closeStand } from "../support/stand.ts";
import { measures } from "./measures.ts";
import { exitWith, runMeasures } from "./run.ts";

/** `npm run bench`: what the product takes, beside what the machine takes without it. */
async function main(): Promise<number> {
  try {
    return await runMeasures(measures);
  } finally {
    await closeStand();
  }
}

exitWith(main());
