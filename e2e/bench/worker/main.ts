import { exitWith, runMeasures } from "../run.ts";
import { workerMeasures } from "./measures.ts";

/** `npm run bench -w stream-worker`: what the bot's own engine takes, without its vendors' time. */
exitWith(runMeasures(workerMeasures));
