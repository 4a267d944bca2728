/** 32 ms at 8 kHz, mu-law: the only length Silero v5 knows at this rate. */
export const WINDOW_BYTES = 256;
/** Windows of that many calls are judged at once: 31 µs each, where one alone costs 105 µs. */
export const MAX_BATCH = 64;
/** In a slot's number: its call is new here, what the model remembers of it is to be forgotten. */
export const FRESH = 0x8000_0000;

/**
 * What main thread and model thread share, so that a batch crosses as one number. Whoever has the
 * number owns it all: the main thread fills slots and audio, the model thread the probabilities.
 */
export type Batch = {
  readonly slots: Uint32Array;
  readonly audio: Uint8Array;
  readonly probabilities: Float32Array;
};

const SLOT_BYTES = 4 * MAX_BATCH;
export const SHARED_BYTES = 2 * SLOT_BYTES + WINDOW_BYTES * MAX_BATCH;

export function batchIn(shared: SharedArrayBuffer): Batch {
  return {
    slots: new Uint32Array(shared, 0, MAX_BATCH),
    probabilities: new Float32Array(shared, SLOT_BYTES, MAX_BATCH),
    audio: new Uint8Array(shared, 2 * SLOT_BYTES, WINDOW_BYTES * MAX_BATCH),
  };
}
