/** Hidden and cell state of its recurrent layer. */
export const STATE_FLOATS = 128;
/** The end of the window before, which the model wants in front of each. */
export const CONTEXT_SAMPLES = 32;

/** What the model remembers of each call, by slot. */
export type Memory = {
  forget(slot: number): void;
  context(slot: number): Float32Array;
  /** Copies a call's state into row `row` of `count` of the model's input [2, count, 128], or back. */
  load(slot: number, state: Float32Array, row: number, count: number): void;
  store(slot: number, state: Float32Array, row: number, count: number): void;
  /** After a window was judged: forgets what a long silence has made of the state. */
  rest(slot: number, probability: number): void;
};

type Slot = { readonly context: Float32Array; readonly state: Float32Array; quiet: number };

/** Below it a window is surely no speech. */
const QUIET = 0.15;
/**
 * In silence the state drifts until the next words go unnoticed (known of v5 at 8 kHz, silero-vad's
 * discussion 726). Measured on espeak-ng after 6 to 14 s of silence: a tenth of all sentences missed
 * and 300 ms to notice the others at the median; with a fresh state after half a second and every
 * 2 s, none missed and 83 ms.
 */
const REST_AFTER_WINDOWS = 16;
const REST_EVERY_WINDOWS = 64;

export function createMemory(): Memory {
  const slots: Slot[] = [];
  const slotOf = (slot: number): Slot =>
    (slots[slot] ??= {
      context: new Float32Array(CONTEXT_SAMPLES),
      state: new Float32Array(2 * STATE_FLOATS),
      quiet: 0,
    });
  return {
    forget(slot) {
      const one = slotOf(slot);
      one.context.fill(0);
      one.state.fill(0);
      one.quiet = 0;
    },
    context: (slot) => slotOf(slot).context,
    load(slot, state, row, count) {
      const { state: own } = slotOf(slot);
      state.set(own.subarray(0, STATE_FLOATS), row * STATE_FLOATS);
      state.set(own.subarray(STATE_FLOATS), (count + row) * STATE_FLOATS);
    },
    store(slot, state, row, count) {
      const { state: own } = slotOf(slot);
      const [hidden, cell] = [row * STATE_FLOATS, (count + row) * STATE_FLOATS];
      own.set(state.subarray(hidden, hidden + STATE_FLOATS));
      own.set(state.subarray(cell, cell + STATE_FLOATS), STATE_FLOATS);
    },
    rest(slot, probability) {
      const one = slotOf(slot);
      one.quiet = probability < QUIET ? one.quiet + 1 : 0;
      if (one.quiet < REST_AFTER_WINDOWS) return;
      if ((one.quiet - REST_AFTER_WINDOWS) % REST_EVERY_WINDOWS === 0) one.state.fill(0);
    },
  };
}
