import type { Pcm8k, Playback } from "../ports.ts";

/** Twilio gives up at ten minutes of buffered audio (error 31931); looped hold documents may queue a little more. */
const MAX_QUEUED_SAMPLES = 20 * 60 * 8_000;
const MAX_QUEUED_PIECES = 60_000;

interface Piece {
  pcm: Pcm8k;
  played: number;
  settle(complete: boolean): void;
}

/** A leg's first-in-first-out queue of sound. Pieces follow one another without a gap, whatever their lengths. */
export interface Player {
  play(pcm: Pcm8k): Playback;
  clear(): void;
  /** True while a next frame would carry queued sound. */
  busy(): boolean;
  /** Adds up to `into.length` queued samples onto `into`, saturating. Returns false when nothing was queued. */
  mixInto(into: Pcm8k): boolean;
  /** Resolves the playbacks that the last `mixInto` finished. Called at the end of the tick, when the sound is out. */
  settle(): void;
}

export function createPlayer(): Player {
  const queue: Piece[] = [];
  const finished: Piece[] = [];
  let queuedSamples = 0;

  function finishHead(): void {
    const piece = queue.shift();
    if (piece !== undefined) finished.push(piece);
  }

  return {
    play(pcm) {
      const { promise, resolve } = Promise.withResolvers<{ complete: boolean; playedMs: number }>();
      const piece: Piece = {
        pcm,
        played: 0,
        settle: (complete) => resolve({ complete, playedMs: piece.played / 8 }),
      };
      if (queuedSamples + pcm.length > MAX_QUEUED_SAMPLES || queue.length >= MAX_QUEUED_PIECES) {
        piece.settle(false);
      } else if (pcm.length === 0 && queue.length === 0) {
        piece.settle(true);
      } else {
        queue.push(piece);
        queuedSamples += pcm.length;
      }
      return { playedMs: () => piece.played / 8, done: promise };
    },
    clear() {
      for (const piece of queue) piece.settle(false);
      queue.length = 0;
      queuedSamples = 0;
    },
    busy: () => queue.length > 0,
    mixInto(into) {
      if (queue.length === 0) return false;
      let at = 0;
      while (at < into.length) {
        const head = queue[0];
        if (head === undefined) break;
        const count = Math.min(into.length - at, head.pcm.length - head.played);
        addSaturating(into, at, head.pcm, head.played, count);
        head.played += count;
        queuedSamples -= count;
        at += count;
        if (head.played === head.pcm.length) finishHead();
      }
      // A piece of no length is a marker: it settles together with the sound before it.
      while (queue[0]?.pcm.length === 0) finishHead();
      return true;
    },
    settle() {
      if (finished.length === 0) return;
      for (const piece of finished) piece.settle(true);
      finished.length = 0;
    },
  };
}

/** Adds `count` samples of `from` onto `into`, held within 16 bits. */
export function addSaturating(
  into: Pcm8k,
  at: number,
  from: Pcm8k,
  start: number,
  count: number,
): void {
  for (let i = 0; i < count; i += 1) {
    const sum = into[at + i]! + from[start + i]!;
    into[at + i] = sum > 32_767 ? 32_767 : sum < -32_768 ? -32_768 : sum;
  }
}
