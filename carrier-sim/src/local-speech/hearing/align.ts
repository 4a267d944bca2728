import { alike } from "./patches.ts";
import type { Sound } from "./sound.ts";

/**
 * Patches that are less alike than this speak against a match. Measured on the personas' lines, 4 ms off the
 * grid: the same sound scores 0.97 and more in clean speech or 20 dB above babble, 0.82 at 10 dB (5th
 * percentiles); other sounds of the same voice 0.76 (95th).
 */
const ALIKE = 0.74;
/** Sound that lost or gained a frame may go on; 10 ms cost as much as 40 ms of likeness bring. */
const SHIFT_COST = 1;
/** 200 ms of drift within one line is more than any line loses. */
const MAX_SHIFT = 12;
const WIDTH = 2 * MAX_SHIFT + 1;

/** A stretch of a clip that was heard, in frames; ends are exclusive. */
export interface Match {
  /** Likeness above `ALIKE`, summed over the clip's loud frames: at most 0.26 for each. */
  score: number;
  heardFrom: number;
  heardTo: number;
  clipFrom: number;
  clipTo: number;
}

/** By drift: the score of the best stretch that ends here, and where that began. */
interface Row {
  scores: Float32Array;
  clipFrom: Int32Array;
  heardFrom: Int32Array;
}

/**
 * The best stretch in which `heard` sounds like `clip`, when the clip's frame 0 is heard at about
 * `offset`: a local alignment (Smith and Waterman's) in a narrow band.
 */
export function align(heard: Sound, clip: Sound, offset: number): Match {
  let best: Match = { score: 0, heardFrom: 0, heardTo: 0, clipFrom: 0, clipTo: 0 };
  let [row, next] = [emptyRow(), emptyRow()];
  const first = Math.max(0, -offset - MAX_SHIFT);
  const last = Math.min(clip.frames, heard.frames - offset + MAX_SHIFT);
  for (let frame = first; frame < last; frame += 1) {
    for (let shift = 0; shift < WIDTH; shift += 1) {
      const at = offset + frame + shift - MAX_SHIFT;
      next.scores[shift] = 0;
      if (at < 0 || at >= heard.frames) continue;
      const from = bestBefore(row.scores, shift);
      const before = row.scores[from]! - (from === shift ? 0 : SHIFT_COST);
      const score = Math.max(0, before) + gain(heard, at, clip, frame);
      if (score <= 0) continue;
      next.scores[shift] = score;
      next.clipFrom[shift] = before > 0 ? row.clipFrom[from]! : frame;
      next.heardFrom[shift] = before > 0 ? row.heardFrom[from]! : at;
      if (score > best.score)
        best = {
          score,
          heardFrom: next.heardFrom[shift]!,
          heardTo: at + 1,
          clipFrom: next.clipFrom[shift]!,
          clipTo: frame + 1,
        };
    }
    [row, next] = [next, row];
  }
  return best;
}

function emptyRow(): Row {
  return {
    scores: new Float32Array(WIDTH),
    clipFrom: new Int32Array(WIDTH),
    heardFrom: new Int32Array(WIDTH),
  };
}

/** From which drift this one is reached best: its own, or a neighbour's at a cost. */
function bestBefore(scores: Float32Array, shift: number): number {
  const own = scores[shift]! + SHIFT_COST;
  const less = scores[shift - 1] ?? 0;
  const more = scores[shift + 1] ?? 0;
  if (less > own && less >= more) return shift - 1;
  return more > own ? shift + 1 : shift;
}

/** Silence in the clip says nothing: noise may fill it. */
function gain(heard: Sound, heardAt: number, clip: Sound, clipAt: number): number {
  return clip.loudness[clipAt] === 0
    ? 0
    : alike(heard.narrow, heardAt, clip.narrow, clipAt) - ALIKE;
}
