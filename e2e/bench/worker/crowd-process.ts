import { answerParent } from "../../../stream-worker/src/testing/parent.ts";
import { callerSound, Crowd, type CrowdOrder } from "./crowd.ts";
import { startSpeechHouse } from "./speech-house.ts";

/** What callers are understood as: a whole request, and a goodbye. */
const LINES = ["My heating is broken", "12 Main Street, Springfield", "Today please", "Yes", "Yes"];

/**
 * The start of a process: everything outside a worker, callers and vendors, so that none of what
 * they take is the worker's.
 */
const house = await startSpeechHouse();
const asked = new WeakMap<object, number>();
house.asked = (ear) => {
  const times = asked.get(ear) ?? 0;
  asked.set(ear, times + 1);
  ear.finish(LINES[times % LINES.length] ?? "");
};
const crowd = new Crowd(await callerSound(), house);
answerParent(
  {
    open: (order: CrowdOrder) => crowd.open(order),
    pause: () => crowd.pause(),
    reset: () => crowd.reset(),
    counts: () => crowd.counts(),
    hangUp: () => crowd.hangUp(),
  },
  { url: house.url, earUrl: house.earUrl },
);
