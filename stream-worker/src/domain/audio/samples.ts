import { MULAW_TO_PCM } from "../mulaw.ts";

export type SampleEncoding = "pcm8" | "pcm16" | "mulaw";

export type SampleReader = {
  /** The samples that have come in whole, channels averaged; what is left of one waits for its rest. */
  push(bytes: Uint8Array): Int16Array;
};

/** Linear 16-bit value of one sample that begins at `at`. */
const VALUE: Record<SampleEncoding, (view: DataView, at: number) => number> = {
  pcm8: (view, at) => (view.getUint8(at) - 128) << 8,
  pcm16: (view, at) => view.getInt16(at, true),
  mulaw: (view, at) => MULAW_TO_PCM[view.getUint8(at)] ?? 0,
};

/**
 * Interleaved little-endian sound in pieces cut anywhere, as networks cut them → mono 16-bit samples.
 * A piece that ends within a sample would otherwise turn all that follows into noise.
 */
export function createSampleReader(
  encoding: SampleEncoding = "pcm16",
  channels: 1 | 2 = 1,
): SampleReader {
  const width = encoding === "pcm16" ? 2 : 1;
  const value = VALUE[encoding];
  const block = width * channels;
  let rest = new Uint8Array(0);
  return {
    push(bytes) {
      const joined = new Uint8Array(rest.length + bytes.length);
      joined.set(rest);
      joined.set(bytes, rest.length);
      const view = new DataView(joined.buffer);
      const pcm = new Int16Array(Math.floor(joined.length / block));
      for (let index = 0; index < pcm.length; index += 1) {
        const at = index * block;
        const first = value(view, at);
        pcm[index] = channels === 1 ? first : (first + value(view, at + width)) >> 1;
      }
      rest = joined.slice(pcm.length * block);
      return pcm;
    },
  };
}
