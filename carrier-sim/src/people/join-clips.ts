import type { Clip } from "../ports.ts";
import { concat } from "../audio/tones.ts";

/** Parts a line where people breathe: after commas and at the ends of sentences. */
export function breaths(line: string): string[] {
  return line.split(/(?<=[,;:.!?…])\s+/u).filter((part) => part.trim() !== "");
}

/** Strings clips together with `pauseMs` of silence between them; word times follow. */
export function joinClips(clips: readonly Clip[], pauseMs: number): Clip {
  const pause = new Int16Array(Math.round(pauseMs * 8));
  const pieces: Int16Array[] = [];
  const wordEndsMs: number[] = [];
  let samples = 0;
  for (const clip of clips) {
    if (pieces.length > 0) {
      pieces.push(pause);
      samples += pause.length;
    }
    wordEndsMs.push(...clip.wordEndsMs.map((end) => Math.round(end + samples / 8)));
    pieces.push(clip.pcm);
    samples += clip.pcm.length;
  }
  return { pcm: concat(pieces), voice: clips[0]?.voice ?? "tone", wordEndsMs };
}
