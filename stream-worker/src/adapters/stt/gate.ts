import { createAudioRing } from "../../domain/listening/audio-ring.ts";
import { BYTES_PER_MS } from "./unsent.ts";

/** A detector needs a few frames to be sure; the first consonant lies before them. */
const PRE_ROLL_MS = 300;
/** Speech that began longer ago than this was not noticed in time by anybody. */
const KEPT_MS = 3_000;

/** Lets audio through only while the caller speaks, for recognisers that do not endpoint themselves. */
export type Gate = {
  push(audio: Uint8Array): void;
  /** The sound since it was last closed that did not come through; `null` before that, and when it is long ago. */
  speechStarted(agoMs: number): Uint8Array | null;
  /** Closes it. False when nothing has come through since it was closed before. */
  flush(): boolean;
};

export function createGate(through: (audio: Uint8Array) => void): Gate {
  const ring = createAudioRing(KEPT_MS * BYTES_PER_MS);
  let open = false;
  let closedAt = 0;
  let wasOpen = false;

  return {
    push(audio) {
      ring.push(audio);
      if (open) through(audio);
    },
    speechStarted(agoMs) {
      if (open) return null;
      open = true;
      const onset = ring.end() - Math.round((agoMs + PRE_ROLL_MS) * BYTES_PER_MS);
      // What went out with the speech before must not be heard twice.
      const from = Math.max(onset, closedAt);
      const pause = wasOpen && closedAt >= ring.start() ? ring.slice(closedAt, from) : null;
      through(ring.slice(from, ring.end()));
      return pause;
    },
    flush() {
      const was = open;
      open = false;
      if (was) closedAt = ring.end();
      wasOpen ||= was;
      return was;
    },
  };
}
