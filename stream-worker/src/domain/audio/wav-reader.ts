import { createSampleReader, type SampleReader } from "./samples.ts";
import { readHeader, type WavStart } from "./wav-format.ts";

export type WavPiece =
  /** Mono 16-bit samples at the file's rate, maybe none. */
  | { readonly kind: "sound"; readonly rateHz: number; readonly pcm: Int16Array }
  /** The header has not come in whole. */
  | { readonly kind: "more" }
  | { readonly kind: "refused"; readonly reason: string };

export type WavReader = {
  push(bytes: Uint8Array): WavPiece;
};

/** Longer than any header with its notes; what sends more before the sound is no speech. */
const MAX_HEADER_BYTES = 16_384;

/**
 * Reads a RIFF/WAV file while it comes: PCM of 8 or 16 bits or mu-law, mono or stereo. Chunks that
 * are not sound are passed over, before the sound and after it; a size that the writer could not
 * know is taken for "to the end". Once refused it stays refused.
 */
export function createWavReader(): WavReader {
  let header = new Uint8Array(0);
  let refusal: string | null = null;
  let sound: { start: WavStart; samples: SampleReader; leftBytes: number } | null = null;

  function begin(bytes: Uint8Array): Uint8Array | null {
    const joined = new Uint8Array(header.length + bytes.length);
    joined.set(header);
    joined.set(bytes, header.length);
    header = joined;
    const read = readHeader(header);
    if (read.kind === "refused") refusal = read.reason;
    if (read.kind === "more" && header.length > MAX_HEADER_BYTES) refusal = "no sound in its head";
    if (read.kind !== "start") return null;
    const { encoding, channels } = read.start.format;
    const samples = createSampleReader(encoding, channels);
    sound = { start: read.start, samples, leftBytes: read.start.dataBytes ?? Infinity };
    header = new Uint8Array(0);
    return joined.subarray(read.start.dataAt);
  }

  return {
    push(bytes) {
      const data = refusal === null && sound === null ? begin(bytes) : bytes;
      if (refusal !== null) {
        header = new Uint8Array(0);
        return { kind: "refused", reason: refusal };
      }
      if (sound === null || data === null) return { kind: "more" };
      const wanted = data.subarray(0, Math.min(data.length, sound.leftBytes));
      sound.leftBytes -= wanted.length;
      const { rateHz } = sound.start.format;
      return { kind: "sound", rateHz, pcm: sound.samples.push(wanted) };
    },
  };
}
