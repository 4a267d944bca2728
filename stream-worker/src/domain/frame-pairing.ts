import { MULAW_SILENCE } from "./mulaw.ts";

export const FRAME_MS = 20;
export const FRAME_BYTES = 160;
/** One track may lead the other by this many frames (160 ms) before it goes on alone. */
const MAX_PENDING = 8;

export type Track = "caller" | "other";
export type Pair = {
  readonly index: number;
  readonly caller: Uint8Array;
  readonly other: Uint8Array;
};

export type FramePairer = {
  /** `index` counts 20 ms from the stream's start; answers finished pairs in order. */
  add(track: Track, index: number, frame: Uint8Array): readonly Pair[];
};

const SILENCE = new Uint8Array(FRAME_BYTES).fill(MULAW_SILENCE);

/** Puts the two tracks of a call side by side; a missing frame is silence, a late one is dropped. */
export function createFramePairer(): FramePairer {
  const pending = new Map<number, { caller?: Uint8Array; other?: Uint8Array }>();
  let emitted = -1;

  const takeUntil = (limit: number): Pair[] => {
    const due = [...pending.keys()].filter((index) => index <= limit).toSorted((a, b) => a - b);
    return due.map((index) => {
      const half = pending.get(index);
      pending.delete(index);
      emitted = index;
      return { index, caller: half?.caller ?? SILENCE, other: half?.other ?? SILENCE };
    });
  };

  return {
    add(track, index, frame) {
      if (index <= emitted) return [];
      const half = { ...pending.get(index), [track]: frame };
      pending.set(index, half);
      if (half.caller && half.other) return takeUntil(index);
      return pending.size > MAX_PENDING ? takeUntil(Math.min(...pending.keys())) : [];
    },
  };
}
