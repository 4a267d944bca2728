import { type AudioEngine, type ConferenceAudio, type LegAudio, type Person } from "../ports.ts";
import { type Clock, createClock } from "./clock.ts";
import { type Conference, createConference } from "./conference.ts";
import { createLeg, type Leg } from "./leg.ts";

export interface AudioEngineOptions {
  clock?: Clock;
  /** A person or listener threw inside a tick. The tick goes on without it. */
  onFault?: (fault: unknown) => void;
}

/** Conferences a process may hold at once; a name beyond them is an error of the caller. */
const MAX_CONFERENCES = 5_000;

/**
 * Starts the 20 ms clock. In each tick everyone speaks first, then rooms are mixed, then everyone hears:
 * so a word reaches all its listeners in the tick in which it was said.
 */
export function createAudioEngine(options: AudioEngineOptions = {}): AudioEngine {
  const clock = options.clock ?? createClock();
  const onFault = options.onFault ?? warn;
  const legs = new Map<string, Leg>();
  const conferences = new Map<string, Conference>();
  /** Rebuilt when legs come or go: walking an array allocates nothing 50 times a second. */
  let order: Leg[] = [];

  function tick(atMs: number): void {
    const walk = order;
    for (let i = 0; i < walk.length; i += 1) walk[i]!.speak(onFault);
    for (const conference of conferences.values()) conference.mix();
    for (let i = 0; i < walk.length; i += 1) walk[i]!.hear(atMs, onFault);
    for (let i = 0; i < walk.length; i += 1) walk[i]!.settle();
    for (const conference of conferences.values()) conference.settle();
  }

  clock.start(tick);

  return {
    now: () => clock.now(),
    attach(callSid: string, person: Person): LegAudio {
      if (legs.has(callSid)) throw new Error("this leg is already attached to the clock");
      const leg = createLeg(callSid, person, () => {
        if (legs.get(callSid) !== leg) return;
        legs.delete(callSid);
        order = [...legs.values()];
      });
      legs.set(callSid, leg);
      order = [...legs.values()];
      return leg;
    },
    conference(name: string): ConferenceAudio {
      const known = conferences.get(name);
      if (known !== undefined) return known;
      if (conferences.size >= MAX_CONFERENCES) throw new Error("too many conferences at once");
      const made = createConference({
        // A room lives on the clock only while something happens in it, and comes back when somebody joins again.
        onBusy: () => conferences.set(name, made),
        onIdle: () => {
          if (conferences.get(name) === made) conferences.delete(name);
        },
      });
      conferences.set(name, made);
      return made;
    },
    stats: () => clock.stats(),
    stop() {
      clock.stop();
      for (const leg of legs.values()) leg.detach();
      conferences.clear();
    },
  };
}

function warn(fault: unknown): void {
  process.emitWarning(
    fault instanceof Error ? fault : new Error("a listener failed inside an audio tick"),
  );
}
