import { createActivityLine } from "../../src/adapters/activity-line.ts";
import { batchIn, FRESH, SHARED_BYTES, WINDOW_BYTES } from "../../src/adapters/silero/batch.ts";
import type { SileroModel } from "../../src/adapters/silero/model.ts";
import type { VoiceActivity } from "../../src/ports/speech.ts";

/** The worker's detector without its threads: each frame is judged before virtual time goes on. */
export type StepwiseActivity = VoiceActivity & {
  /** Resolves once everything pushed has been judged. */
  judged(): Promise<void>;
};

/** Lines opened one after the other on one model must not be remembered as one. */
let nextSlot = 0;

export function createStepwiseActivity(model: SileroModel): StepwiseActivity {
  const batch = batchIn(new SharedArrayBuffer(SHARED_BYTES));
  const waiting: (() => Promise<void>)[] = [];
  return {
    name: "silero, stepwise",
    open(settings, hear) {
      const slot = nextSlot;
      nextSlot += 1;
      let isFresh = true;
      const line = createActivityLine(
        settings,
        WINDOW_BYTES,
        (window) => {
          waiting.push(async () => {
            batch.slots[0] = isFresh ? slot + FRESH : slot;
            isFresh = false;
            batch.audio.set(window.audio);
            await model.judge(batch, 1);
            line.judged(window, batch.probabilities[0] ?? 0);
          });
        },
        hear,
      );
      return {
        push: (audio) => line.push(audio),
        playing: (on) => line.playing(on),
        close() {},
      };
    },
    async judged() {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    },
    async close() {},
  };
}
