import { FRAME_BYTES, FRAME_MS } from "../domain/frame-pairing.ts";
import { MULAW_SILENCE } from "../domain/mulaw.ts";

/** A minute of sound ahead of the ear; a voice is never that far ahead. */
const MAX_FRAMES = 3_000;
const SILENCE: Uint8Array = new Uint8Array(FRAME_BYTES).fill(MULAW_SILENCE);

/**
 * What of our own voice the caller hears at each instant of the stream, for who listens along: sound
 * is handed over ahead of time, and cleared sound is never heard.
 */
export type PlayedFrames = {
  /** Whole frames that play after what is queued, or now. */
  fed(audio: Uint8Array, nowMs: number): void;
  cleared(): void;
  /** The frame that plays at `nowMs`; silence where none does. */
  at(nowMs: number): Uint8Array;
};

export function createPlayedFrames(): PlayedFrames {
  const queue: { playMs: number; frame: Uint8Array }[] = [];
  let endMs = 0;
  return {
    fed(audio, nowMs) {
      endMs = Math.max(endMs, nowMs);
      for (let at = 0; at < audio.length && queue.length < MAX_FRAMES; at += FRAME_BYTES) {
        queue.push({ playMs: endMs, frame: audio.subarray(at, at + FRAME_BYTES) });
        endMs += FRAME_MS;
      }
    },
    cleared() {
      queue.length = 0;
      endMs = 0;
    },
    at(nowMs) {
      let found = SILENCE;
      while (queue[0] !== undefined && queue[0].playMs <= nowMs) {
        found = queue.shift()?.frame ?? SILENCE;
      }
      return found;
    },
  };
}
