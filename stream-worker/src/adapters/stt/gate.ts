import { createAudioRing } from "../../domain/listening/audio-ring.ts";
import { BYTES_PER_MS } from "./unsent.ts";

/** A detector needs a few frames to be sure; the first consonant lies before them. */
const PRE_ROLL_MS = 300;
/** Speech that began longer ago than this was not noticed in time by anybody. */
const KEPT_MS = 3_000;

/** Lets audio through only while the caller speaks, for recognisers that do not endpoint themselves. */
export type Gate = {
  push(audio: Uint8Array): void;
  speechStarted(agoMs: number): void;
  /** Closes it. False when nothing has come through since it was closed before. */
  flush(): boolean;
};

export function createGate(through: (audio: Uint8Array) => void): Gate {
  const ring = createAudioRing(KEPT_MS * BYTES_PER_MS);
  let open = false;
  let closedAt = 0;

  return {
    push(audio) {
      ring.push(audio);
      if (open) through(audio);
    },
    speechStarted(agoMs) {
      if (open) return;
      open = true;
      const from = ring.end() - Math.round((agoMs + PRE_ROLL_MS) * BYTES_PER_MS);
      // What went out with the speech before must not be heard twice.
      through(ring.slice(Math.max(from, closedAt), ring.end()));
    },
    flush() {
      const was = open;
      open = false;
      if (was) closedAt = ring.end();
      return was;
    },
  };
}
