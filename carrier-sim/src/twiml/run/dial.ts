import type { Dial } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { goTo } from "./address.ts";
import { dialConference } from "./dial-conference.ts";
import { dialPeople } from "./dial-people.ts";
import { dialQueue } from "./dial-queue.ts";

export async function runDial(run: Run, dial: Dial): Promise<Flow> {
  const [first] = dial.nouns;
  if (first === undefined) return { go: "next" };
  // There is nobody to wait for in a room or a line, so answerOnBridge does not hold the pick-up back.
  if (first.noun === "Conference" || first.noun === "Queue") run.leg.answer();
  switch (first.noun) {
    case "Conference":
      return dialConference(run, dial, first);
    case "Queue":
      return dialQueue(run, dial, first);
    case "Sip":
      run.x.alerts.raise(13_224, "This carrier connects no SIP addresses", run.leg.sid);
      return goTo(run, dial.action, dial.method, { DialCallStatus: "failed" });
    case "Number":
    case "Client":
      return dialPeople(run, dial);
  }
}
