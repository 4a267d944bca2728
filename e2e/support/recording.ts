/** The channels of a 16-bit PCM WAV as it comes from playback. */
export function channelsOf(wav: Buffer): { rate: number; channels: Int16Array[] } {
  const format = chunk(wav, "fmt ");
  const count = format.readUInt16LE(2);
  if (format.readUInt16LE(0) !== 1 || format.readUInt16LE(14) !== 16)
    throw new Error("the recording is not 16-bit PCM");
  const data = chunk(wav, "data");
  const length = Math.floor(data.length / (2 * count));
  return {
    rate: format.readUInt32LE(4),
    channels: Array.from({ length: count }, (_, channel) =>
      Int16Array.from({ length }, (_sample, at) => data.readInt16LE((at * count + channel) * 2)),
    ),
  };
}

function chunk(wav: Buffer, name: string): Buffer {
  for (let at = 12; at + 8 <= wav.length;) {
    const size = wav.readUInt32LE(at + 4);
    if (wav.toString("latin1", at, at + 4) === name) return wav.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  throw new Error(`the recording has no "${name}" chunk`);
}

/** The part between two moments, ms. */
export function between(
  samples: Int16Array,
  rate: number,
  fromMs: number,
  toMs: number,
): Int16Array {
  return samples.subarray(Math.round((fromMs / 1000) * rate), Math.round((toMs / 1000) * rate));
}

/** The loudest second a measure finds; for sounds whose exact moment is not known. */
export function bestSecond(
  samples: Int16Array,
  rate: number,
  measure: (second: Int16Array) => number,
): number {
  let best = -Infinity;
  for (let at = 0; at + rate <= samples.length; at += rate / 4)
    best = Math.max(best, measure(samples.subarray(at, at + rate)));
  return best;
}

/** Loudness over all of it, dB below full scale. */
export function loudnessDb(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += (sample / 32768) ** 2;
  return 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
}
