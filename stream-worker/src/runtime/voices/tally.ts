import type { Timing } from "../../domain/voice/state.ts";
import type { SpokenPiece } from "../../ports/speech.ts";
import { msOf } from "./render.ts";

/** Counts what one vendor says of a text that is a part of a longer one. */
export type Tally = {
  /** What may be passed on now, its times and characters those of the whole. */
  take(piece: SpokenPiece): SpokenPiece[];
  /** Milliseconds of this vendor's sound. */
  ms(): number;
  /** Its own times, as far as their sound has come. */
  timings(): readonly Timing[];
};

/** `base` is where the vendor begins in the whole text and its sound. */
export function createTally(base: Timing): Tally {
  let ms = 0;
  let waiting: Timing[] = [];
  const passed: Timing[] = [];
  return {
    take(piece) {
      const out: SpokenPiece[] = [];
      if (piece.type === "audio") {
        ms += msOf(piece);
        out.push(piece);
      } else waiting.push({ ms: piece.ms, chars: piece.chars });
      // Of sound that has not come nothing is told: it may never.
      const due = waiting.filter((timing) => timing.ms <= ms);
      waiting = waiting.filter((timing) => timing.ms > ms);
      for (const timing of due) {
        passed.push(timing);
        out.push({ type: "timing", ms: base.ms + timing.ms, chars: base.chars + timing.chars });
      }
      return out;
    },
    ms: () => ms,
    timings: () => passed,
  };
}
