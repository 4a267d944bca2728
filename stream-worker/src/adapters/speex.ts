import { createRequire } from "node:module";

/** The part of Speex's C interface that the package's module carries (speex_resampler.h). */
export type Speex = {
  readonly HEAP16: Int16Array;
  readonly HEAP32: Int32Array;
  _malloc(bytes: number): number;
  _free(pointer: number): void;
  _speex_resampler_init(
    channels: number,
    fromHz: number,
    toHz: number,
    quality: number,
    fault: number,
  ): number;
  _speex_resampler_process_interleaved_int(
    resampler: number,
    input: number,
    inputSamples: number,
    output: number,
    outputSamples: number,
  ): number;
  _speex_resampler_destroy(resampler: number): void;
};

const require = createRequire(import.meta.url);

/**
 * The package's own class is passed over: it never frees a resampler (4 kB of every sentence would
 * be lost) and drops what gives more samples than it expects: a tenth of a sound in pieces of ten.
 */
async function loadSpeex(): Promise<Speex> {
  const before = new Set(process.listeners("unhandledRejection"));
  const { default: start } = require("speex-resampler/app/speex_wasm.js") as {
    default: () => Promise<Speex>;
  };
  const speex = await start();
  // It also takes over the whole process's unhandled rejections; they are none of its business.
  for (const listener of process.listeners("unhandledRejection")) {
    if (!before.has(listener)) process.removeListener("unhandledRejection", listener);
  }
  return speex;
}

export const speex: Speex = await loadSpeex();
