import { createActivityLine } from "../adapters/activity-line.ts";
import { energyOf, rms } from "../domain/mulaw.ts";
import type { VoiceActivity } from "../ports/speech.ts";

/** Silero's, so that everything but the model is the same. */
const WINDOW_BYTES = 256;
/** -36 dB of full scale: between a telephone line's hiss and a caller's words. */
const LOUD_RMS = 500;

/** A detector that takes whatever is loud for speech: what a worker takes without a model. */
export function createLoudActivity(): VoiceActivity {
  return {
    name: "loud",
    open(settings, hear) {
      const line = createActivityLine(
        settings,
        WINDOW_BYTES,
        (window) => {
          const isLoud = rms(energyOf(window.audio), WINDOW_BYTES) >= LOUD_RMS;
          line.judged(window, isLoud ? 1 : 0);
        },
        (event) => hear(event),
      );
      return { push: line.push, playing: line.playing, close: () => undefined };
    },
    close: () => Promise.resolve(),
  };
}

/** A detector that hears nobody: what a worker takes without any. */
export function createDeafActivity(): VoiceActivity {
  const nothing = (): void => undefined;
  return {
    name: "deaf",
    open: () => ({ push: nothing, playing: nothing, close: nothing }),
    close: () => Promise.resolve(),
  };
}
