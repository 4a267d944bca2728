/** G.711 mu-law, 8 kHz: one byte a sample. */
export const MULAW_SILENCE = 0xff;

const BIAS = 0x84;

function decode(byte: number): number {
  const inverted = ~byte & 0xff;
  const exponent = (inverted >> 4) & 0x07;
  const magnitude = (((inverted & 0x0f) << 3) + BIAS) << exponent;
  return (inverted & 0x80) === 0 ? magnitude - BIAS : BIAS - magnitude;
}

/** Linear 16-bit value of each mu-law byte. */
export const MULAW_TO_PCM: Int16Array = Int16Array.from({ length: 256 }, (_, byte) => decode(byte));

const ENERGY = Float64Array.from(MULAW_TO_PCM, (sample) => sample * sample);

/** Sum of the squares of the decoded samples. */
export function energyOf(frame: Uint8Array): number {
  let sum = 0;
  for (let index = 0; index < frame.length; index += 1) sum += ENERGY[frame[index] ?? 0] ?? 0;
  return sum;
}

export function rms(energy: number, samples: number): number {
  return samples === 0 ? 0 : Math.sqrt(energy / samples);
}
