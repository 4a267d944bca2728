import type { Mulaw8k, Pcm8k } from "../ports.ts";

const BIAS = 0x84;
const CLIP = 32_635;

/** G.711 expands each of the 256 codes once; a frame is then 160 table reads (about 0.1 µs). */
const EXPANDED = buildExpanded();
/** Indexed by the sample as an unsigned 16-bit number. A shorter index would misplace the borders of negative samples. */
const COMPRESSED = buildCompressed();

function buildExpanded(): Int16Array {
  const table = new Int16Array(256);
  for (let code = 0; code < 256; code += 1) {
    const inverted = ~code & 0xff;
    const magnitude = (((inverted & 0x0f) << 3) + BIAS) << ((inverted & 0x70) >> 4);
    table[code] = (inverted & 0x80) === 0 ? magnitude - BIAS : BIAS - magnitude;
  }
  return table;
}

function buildCompressed(): Uint8Array {
  const table = new Uint8Array(1 << 16);
  for (let index = 0; index < table.length; index += 1)
    table[index] = compress((index << 16) >> 16);
  return table;
}

function compress(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), CLIP) + BIAS;
  const exponent = 31 - Math.clz32(magnitude >> 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

/** Encodes 16-bit samples at 8 kHz into mu-law bytes, one byte a sample (ITU-T G.711). Writes into `into` when given. */
export function encodeMulaw(pcm: Pcm8k, into: Mulaw8k = new Uint8Array(pcm.length)): Mulaw8k {
  for (let i = 0; i < pcm.length; i += 1) into[i] = COMPRESSED[pcm[i]! & 0xffff]!;
  return into;
}

/** Decodes mu-law bytes into 16-bit samples at 8 kHz (ITU-T G.711). Writes into `into` when given. */
export function decodeMulaw(bytes: Mulaw8k, into: Pcm8k = new Int16Array(bytes.length)): Pcm8k {
  for (let i = 0; i < bytes.length; i += 1) into[i] = EXPANDED[bytes[i]!]!;
  return into;
}
