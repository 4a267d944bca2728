/** The newest audio of a call. Places count bytes (mu-law: samples) from the first ever pushed. */
export type AudioRing = {
  push(audio: Uint8Array): void;
  /** The oldest place that is still kept. */
  start(): number;
  /** The place after the newest. */
  end(): number;
  /** A copy of what is kept between two places. */
  slice(from: number, to: number): Uint8Array;
};

/** @param capacity bytes; older audio is forgotten */
export function createAudioRing(capacity: number): AudioRing {
  const kept = new Uint8Array(capacity);
  let end = 0;
  const start = (): number => Math.max(0, end - capacity);

  return {
    push(audio) {
      const newest = audio.subarray(-capacity);
      end += audio.length - newest.length;
      const at = end % capacity;
      const first = newest.subarray(0, capacity - at);
      kept.set(first, at);
      kept.set(newest.subarray(first.length), 0);
      end += newest.length;
    },
    start,
    end: () => end,
    slice(from, to) {
      const begin = Math.max(from, start());
      const length = Math.max(0, Math.min(to, end) - begin);
      const copy = new Uint8Array(length);
      const at = begin % capacity;
      const first = kept.subarray(at, Math.min(capacity, at + length));
      copy.set(first, 0);
      copy.set(kept.subarray(0, length - first.length), first.length);
      return copy;
    },
  };
}
