/** mu-law at 8 kHz. */
export const BYTES_PER_MS = 8;
/** A call's connection may come and go; more holes than this are told of as one. */
const MAX_HOLES = 64;

type Waiting = { readonly audio: Uint8Array } | { readonly text: string };
/** `lost` bytes are missing from what the vendor got, at its byte `at`. */
type Hole = { readonly at: number; readonly lost: number };

/**
 * Audio and messages on their way to a vendor, in order. Audio is bounded: the oldest goes first.
 * The vendor counts time by the audio it got, we by the audio we were given; `heardAtMs` translates.
 */
export type Unsent = {
  audio(audio: Uint8Array): void;
  /** Never overtakes audio, is never dropped; said twice in a row it is sent once. */
  message(text: string): void;
  /** Up to `batch` bytes of audio, or a message; null when less than that waits. */
  next(batch: number): Uint8Array<ArrayBuffer> | string | null;
  /** Milliseconds of audio given to us so far. */
  givenMs(): number;
  heardAtMs(vendorMs: number): number;
};

export function join(parts: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * @param limit bytes of audio kept
 * @param dropped told of every loss, milliseconds
 */
export function createUnsent(limit: number, dropped: (ms: number) => void): Unsent {
  const waiting: Waiting[] = [];
  let holes: Hole[] = [];
  let waitingBytes = 0;
  let given = 0;
  let taken = 0;

  const lose = (bytes: number): void => {
    const last = holes.at(-1);
    if (last && (last.at === taken || holes.length >= MAX_HOLES)) {
      holes = [...holes.slice(0, -1), { at: last.at, lost: last.lost + bytes }];
    } else holes.push({ at: taken, lost: bytes });
    waitingBytes -= bytes;
    dropped(bytes / BYTES_PER_MS);
  };

  const dropOldest = (): void => {
    const oldest = waiting.findIndex((one) => "audio" in one);
    const [gone] = waiting.splice(oldest, 1);
    if (gone && "audio" in gone) lose(gone.audio.length);
    const before = waiting[oldest - 1];
    const after = waiting[oldest];
    // Two messages that the lost audio had kept apart.
    if (before && after && "text" in before && "text" in after && before.text === after.text) {
      waiting.splice(oldest, 1);
    }
  };

  const takeAudio = (batch: number): Uint8Array<ArrayBuffer> | null => {
    const parts: Uint8Array[] = [];
    let length = 0;
    let count = 0;
    for (const one of waiting) {
      if (!("audio" in one) || length >= batch) break;
      parts.push(one.audio);
      length += one.audio.length;
      count += 1;
    }
    // Less than a batch waits for more, unless a message behind it is waiting, too.
    if (length < batch && count === waiting.length) return null;
    waiting.splice(0, count);
    waitingBytes -= length;
    taken += length;
    return join(parts, length);
  };

  return {
    audio(audio) {
      if (audio.length === 0) return;
      given += audio.length;
      waiting.push({ audio });
      waitingBytes += audio.length;
      while (waitingBytes > limit) dropOldest();
    },
    message(text) {
      const last = waiting.at(-1);
      if (last && "text" in last && last.text === text) return;
      waiting.push({ text });
    },
    next(batch) {
      const first = waiting[0];
      if (!first) return null;
      if ("audio" in first) return takeAudio(batch);
      waiting.shift();
      return first.text;
    },
    givenMs: () => given / BYTES_PER_MS,
    heardAtMs(vendorMs) {
      const bytes = vendorMs * BYTES_PER_MS;
      const lost = holes.reduce((sum, hole) => (hole.at <= bytes ? sum + hole.lost : sum), 0);
      return (bytes + lost) / BYTES_PER_MS;
    },
  };
}
