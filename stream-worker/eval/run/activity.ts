import {
  hearWindow,
  newActivity,
  SAMPLES_PER_MS,
  setPlaying,
  type ActivitySettings,
} from "../../src/domain/activity/detector.ts";
import { decodeMulaw } from "../../src/domain/mulaw.ts";
import type { VoiceActivity } from "../../src/ports/speech.ts";

/** Judges the next 256 samples of a line; keeps its own state between them. */
export type SpeechModel = {
  open(): { probability(samples: Int16Array): Promise<number> };
};

const WINDOW = 256;

/** The worker's detector without its threads: each frame is judged before virtual time goes on. */
export type StepwiseActivity = VoiceActivity & {
  /** Resolves once everything pushed has been judged. */
  judged(): Promise<void>;
};

export function createStepwiseActivity(model: SpeechModel): StepwiseActivity {
  const waiting: (() => Promise<void>)[] = [];
  return {
    name: "silero, stepwise",
    open(settings: ActivitySettings, hear) {
      const line = model.open();
      let state = newActivity();
      let rest = new Int16Array(0);
      let pushed = 0;
      let taken = 0;
      const take = async (samples: Int16Array): Promise<void> => {
        const fromSample = taken;
        taken += WINDOW;
        const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
        const window = {
          probability: await line.probability(samples),
          rms: Math.sqrt(energy / WINDOW),
          fromSample,
          toSample: taken,
        };
        const step = hearWindow(state, window, settings);
        state = step.state;
        if (step.change === null) return;
        const agoMs = (pushed - step.change.atSample) / SAMPLES_PER_MS;
        hear({ type: step.change.type, agoMs });
      };
      return {
        push(audio) {
          const joined = new Int16Array(rest.length + audio.length);
          joined.set(rest);
          joined.set(decodeMulaw(audio), rest.length);
          pushed += audio.length;
          let at = 0;
          for (; joined.length - at >= WINDOW; at += WINDOW) {
            const samples = joined.slice(at, at + WINDOW);
            waiting.push(() => take(samples));
          }
          rest = joined.slice(at);
        },
        playing(on) {
          state = setPlaying(state, on, pushed);
        },
        close() {},
      };
    },
    async judged() {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
    },
    async close() {},
  };
}
