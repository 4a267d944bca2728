import { InferenceSession, Tensor } from "onnxruntime-node";
import { MULAW_TO_PCM } from "../../domain/mulaw.ts";
import { type Batch, FRESH, WINDOW_BYTES } from "./batch.ts";
import { CONTEXT_SAMPLES, createMemory, STATE_FLOATS } from "./memory.ts";

export type SileroModel = {
  /** Judges the first `count` windows of the batch, all of different slots, in place. */
  judge(batch: Batch, count: number): Promise<void>;
  release(): Promise<void>;
};

const ROW = CONTEXT_SAMPLES + WINDOW_BYTES;
const SAMPLE = Float32Array.from(MULAW_TO_PCM, (sample) => sample / 32_768);
const SLOT_MASK = FRESH - 1;

/**
 * Silero v5 at 8 kHz (MIT): inputs `input` [n, 288], `state` [2, n, 128] and `sr`; outputs `output`
 * [n, 1] and `stateN`. Calls share a batch and stay strangers: each row has its own state.
 */
export async function loadSilero(file: string): Promise<SileroModel> {
  const session = await InferenceSession.create(file, {
    // More threads only wait for each other over so little work.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
  });
  const memory = createMemory();
  const rate = new Tensor("int64", BigInt64Array.of(8_000n), []);

  function inputOf({ slots, audio }: Batch, count: number): Float32Array {
    const input = new Float32Array(count * ROW);
    for (let row = 0; row < count; row += 1) {
      const entry = slots[row] ?? 0;
      const slot = entry & SLOT_MASK;
      if (entry !== slot) memory.forget(slot);
      const context = memory.context(slot);
      input.set(context, row * ROW);
      const at = row * ROW + CONTEXT_SAMPLES;
      for (let index = 0; index < WINDOW_BYTES; index += 1) {
        input[at + index] = SAMPLE[audio[row * WINDOW_BYTES + index] ?? 0] ?? 0;
      }
      context.set(input.subarray(at + WINDOW_BYTES - CONTEXT_SAMPLES, at + WINDOW_BYTES));
    }
    return input;
  }

  return {
    async judge(batch, count) {
      const input = inputOf(batch, count);
      const slots = batch.slots.subarray(0, count).map((entry) => entry & SLOT_MASK);
      const state = new Float32Array(2 * count * STATE_FLOATS);
      slots.forEach((slot, row) => memory.load(slot, state, row, count));
      const { output, stateN } = await session.run({
        input: new Tensor("float32", input, [count, ROW]),
        state: new Tensor("float32", state, [2, count, STATE_FLOATS]),
        sr: rate,
      });
      const probabilities = output?.data as Float32Array;
      slots.forEach((slot, row) => {
        const probability = probabilities[row] ?? 0;
        memory.store(slot, stateN?.data as Float32Array, row, count);
        memory.rest(slot, probability);
        batch.probabilities[row] = probability;
      });
    },
    release: () => session.release(),
  };
}
