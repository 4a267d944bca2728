import type { SampleEncoding } from "./samples.ts";

export type WavFormat = {
  readonly encoding: SampleEncoding;
  readonly channels: 1 | 2;
  readonly rateHz: number;
};

/** Where the sound begins, and how much of it was announced; null where its end ends it. */
export type WavStart = {
  readonly format: WavFormat;
  readonly dataAt: number;
  readonly dataBytes: number | null;
};

export type WavHeader =
  | { readonly kind: "start"; readonly start: WavStart }
  | { readonly kind: "more" }
  | { readonly kind: "refused"; readonly reason: string };

const PCM = 1;
const MULAW = 7;
/** The true encoding stands in the first two bytes of the sub-format's GUID, 24 bytes on. */
const EXTENSIBLE = 0xfffe;
const RIFF_BYTES = 12;
const CHUNK_BYTES = 8;
/** What a writer into a pipe announces that cannot come back to fill in the size. */
const UNKNOWN_SIZES: readonly number[] = [0, 0xffff_ffff];

/** Reads the RIFF chunks before the sound out of a file's first bytes, as far as they have come. */
export function readHeader(bytes: Uint8Array): WavHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < RIFF_BYTES) return { kind: "more" };
  if (tag(0) !== "RIFF" || tag(8) !== "WAVE") return refused("not a RIFF/WAVE file");
  let format: WavFormat | null = null;
  for (let at = RIFF_BYTES; at + CHUNK_BYTES <= bytes.length;) {
    const size = view.getUint32(at + 4, true);
    const body = at + CHUNK_BYTES;
    if (tag(at) === "data") {
      if (format === null) return refused("the sound comes before its format");
      const dataBytes = UNKNOWN_SIZES.includes(size) ? null : size;
      return { kind: "start", start: { format, dataAt: body, dataBytes } };
    }
    const end = body + size + (size % 2);
    if (end > bytes.length) break;
    if (tag(at) === "fmt ") {
      const read = readFormat(new DataView(bytes.buffer, bytes.byteOffset + body, size));
      if (typeof read === "string") return refused(read);
      format = read;
    }
    at = end;
  }
  return { kind: "more" };
}

function readFormat(fmt: DataView): WavFormat | string {
  if (fmt.byteLength < 16) return "its format is cut short";
  const tag = fmt.getUint16(0, true);
  const encoding = tag === EXTENSIBLE && fmt.byteLength >= 26 ? fmt.getUint16(24, true) : tag;
  const channels = fmt.getUint16(2, true);
  const rateHz = fmt.getUint32(4, true);
  const bits = fmt.getUint16(14, true);
  if (channels !== 1 && channels !== 2) return `${channels} channels`;
  if (rateHz < 4_000 || rateHz > 192_000) return `${rateHz} samples a second`;
  if (encoding === PCM && bits === 16) return { encoding: "pcm16", channels, rateHz };
  if (encoding === PCM && bits === 8) return { encoding: "pcm8", channels, rateHz };
  if (encoding === MULAW && bits === 8) return { encoding: "mulaw", channels, rateHz };
  return `encoding ${encoding} of ${bits} bits`;
}

function refused(reason: string): WavHeader {
  return { kind: "refused", reason };
}
