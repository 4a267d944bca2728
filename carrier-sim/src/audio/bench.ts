import type { Person } from "../ports.ts";
import { createAudioEngine } from "./engine.ts";
import { tone } from "./tones.ts";

export interface PairsBench {
  calls: number;
  seconds: number;
  lateFrames: number;
  worstLateMs: number;
  /** Share of one core used by this process meanwhile. */
  cpuPercent: number;
}

/**
 * Runs `calls` conferences of two legs for `seconds` on the real clock: everyone speaks and hears,
 * each first leg is recorded in two channels and listened to by one fork.
 */
export async function benchConferencePairs({
  calls,
  seconds,
}: {
  calls: number;
  seconds: number;
}): Promise<PairsBench> {
  // Rendering the voices is the bench's own work and would stall a clock that already runs.
  const speakers = Array.from({ length: 2 * calls }, (_, index) => speaker(300 + index));
  const engine = createAudioEngine();
  let heardSamples = 0;
  const dispose: (() => void)[] = [];
  for (let call = 0; call < calls; call += 1) {
    const room = engine.conference(`bench-${call}`);
    for (const [index, side] of ["a", "b"].entries()) {
      const leg = engine.attach(`${side}-${call}`, speakers[2 * call + index]!);
      room.join(leg, { muted: false, hold: false });
      if (side !== "a") continue;
      const recorder = leg.record({ channels: 2 });
      dispose.push(() => recorder.stop());
      dispose.push(
        leg.tap((_said, heard) => {
          heardSamples += heard.length;
        }),
      );
    }
  }
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
  const usage = process.cpuUsage(before);
  const elapsedMs = performance.now() - startedAt;
  const { lateFrames, worstLateMs } = engine.stats();
  for (const end of dispose) end();
  engine.stop();
  if (heardSamples === 0) throw new Error("the bench heard nothing");
  return {
    calls,
    seconds,
    lateFrames,
    worstLateMs: Math.round(worstLateMs * 10) / 10,
    cpuPercent: Math.round((usage.user + usage.system) / elapsedMs) / 10,
  };
}

function speaker(hz: number): Person {
  const loop = tone(hz, 1_000);
  let at = 0;
  const nothing = (): void => undefined;
  return {
    kind: "persona",
    speak() {
      const frame = loop.subarray(at, at + 160);
      at = (at + 160) % loop.length;
      return frame;
    },
    hear: nothing,
    ringing: nothing,
    connected: nothing,
    ended: nothing,
    told: nothing,
    onWords: () => nothing,
    onDigit: () => nothing,
  };
}
