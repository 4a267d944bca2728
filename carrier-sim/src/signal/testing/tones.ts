/** Power of one frequency in samples, relative to a full-scale sine (Goertzel). */
export function tonePower(
  samples: ArrayLike<number>,
  frequency: number,
  sampleRate: number,
  fullScale: number,
): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / sampleRate);
  let previous = 0;
  let before = 0;
  for (let i = 0; i < samples.length; i += 1) {
    // A Hann window keeps a strong tone from leaking into the bins it is compared with.
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length);
    const current = ((samples[i] ?? 0) / fullScale) * window + coefficient * previous - before;
    before = previous;
    previous = current;
  }
  const power = previous * previous + before * before - coefficient * previous * before;
  return power / (samples.length / 4) ** 2;
}

const OTHER_BINS = [250, 300, 440, 620, 700, 880, 1000, 1320, 1500, 2000, 2500, 3000];

/** How far a frequency stands above the loudest other bin, dB; −Infinity when it is not there at all. */
export function toneMarginDb(
  samples: ArrayLike<number>,
  frequency: number,
  sampleRate: number,
  fullScale: number,
): number {
  const wanted = tonePower(samples, frequency, sampleRate, fullScale);
  const others = OTHER_BINS.filter((bin) => Math.abs(bin - frequency) > 100).map((bin) =>
    tonePower(samples, bin, sampleRate, fullScale),
  );
  return wanted === 0 ? -Infinity : 10 * Math.log10(wanted / Math.max(...others, 1e-12));
}

export function levelDb(samples: ArrayLike<number>, fullScale: number): number {
  let sum = 0;
  for (let i = 0; i < samples.length; i += 1) sum += ((samples[i] ?? 0) / fullScale) ** 2;
  return 10 * Math.log10(Math.max(sum / samples.length, 1e-12));
}

/** A mono 16-bit WAV of one tone; the browser's fake microphone plays it in a loop. */
export function toneWav(frequency: number, seconds: number, sampleRate = 48_000): Uint8Array {
  const count = Math.round(seconds * sampleRate);
  const wav = Buffer.alloc(44 + count * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i += 1) {
    wav.writeInt16LE(
      Math.round(Math.sin((2 * Math.PI * frequency * i) / sampleRate) * 12_000),
      44 + i * 2,
    );
  }
  return wav;
}
