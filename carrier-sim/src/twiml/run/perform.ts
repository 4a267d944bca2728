import { waitMs } from "../../switchboard/waits.ts";
import type { Verb } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absolute } from "./address.ts";
import { runConnect } from "./connect.ts";
import { runDial } from "./dial.ts";
import { runEnqueue } from "./enqueue.ts";
import { runGather } from "./gather.ts";
import { runPlay } from "./play.ts";
import { runRecord } from "./record.ts";
import { runSay } from "./say.ts";
import { runStart, runStop } from "./start-stop.ts";

/** Performs one verb. Rejects with `Aborted` when the call was updated or ended meanwhile. */
export async function perform(run: Run, verb: Verb): Promise<Flow> {
  switch (verb.verb) {
    case "Say":
      return runSay(run, verb);
    case "Play":
      return runPlay(run, verb);
    case "Pause":
      await waitMs(verb.lengthMs, run.signal);
      return { go: "next" };
    case "Gather":
      return runGather(run, verb);
    case "Record":
      return runRecord(run, verb);
    case "Dial":
      return runDial(run, verb);
    case "Enqueue":
      return runEnqueue(run, verb);
    case "Leave":
      return { go: "leave" };
    case "Redirect": {
      // An empty redirect asks the current document again: that is how a wait document loops.
      const url = verb.url === "" ? run.documentUrl : absolute(run, verb.url);
      return url === undefined
        ? { go: "next" }
        : { go: "to", source: { from: "url", url, method: verb.method } };
    }
    case "Reject":
      run.leg.finish(verb.reason === "busy" ? "busy" : "no-answer");
      return { go: "end" };
    case "Hangup":
      return { go: "end" };
    case "Start":
      return runStart(run, verb);
    case "Stop":
      return runStop(run, verb);
    case "Connect":
      return runConnect(run, verb);
  }
}
