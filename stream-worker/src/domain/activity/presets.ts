import type { Listening } from "@patchbay/contracts";
import { thresholdFor } from "./aggressiveness.ts";

export type ListeningPreset = "balanced" | "noisy" | "freeswitch";

/**
 * Measured with Silero v5 on 64 sentences of espeak-ng in four languages: `balanced` notices all of
 * them, 93 ms after they begin at the median; `noisy` needs 132 ms and lets half as many sounds of a
 * nearby crowd pass.
 */
export const LISTENING_PRESETS: Record<ListeningPreset, Listening> = {
  /** A level of 120 is -49 dB of full scale: a whisper, but louder than a line's hiss. */
  balanced: { threshold: 0.4, level: 120, onsetMs: 64, offsetMs: 224, patienceMs: null },
  noisy: { threshold: 0.6, level: 300, onsetMs: 96, offsetMs: 256, patienceMs: null },
  /**
   * What users of the FreeSWITCH assistant know: aggressiveness 3, a minimum level of 500, speech
   * that ends after 1.5 s of silence. Those are counted from the last sound, so the offset only
   * has to come before them.
   */
  freeswitch: {
    threshold: thresholdFor(3),
    level: 500,
    onsetMs: 64,
    offsetMs: 224,
    patienceMs: 1_500,
  },
};
