/** Tones at the line's rate, and how to find them again. */

export const RATE = 8000;
export const FRAME = 160;

/** One 20 ms frame of a sine, continuing from `at` samples. */
export function toneFrame(hz: number, at: number, amplitude = 9000): Int16Array {
  return Int16Array.from({ length: FRAME }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * hz * (at + i)) / RATE)),
  );
}

/** Power of one frequency in samples (Goertzel), relative to full scale, dB. */
export function powerDb(samples: Int16Array, hz: number, rate = RATE): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / rate);
  let before = 0;
  let last = 0;
  for (const sample of samples)
    [before, last] = [last, sample / 32768 + coefficient * last - before];
  const power = before * before + last * last - coefficient * before * last;
  return 10 * Math.log10(power / (samples.length * samples.length) + 1e-12);
}

const BINS_HZ = Array.from({ length: 129 }, (_, at) => 200 + at * 25);

/** How far a tone stands above the loudest of all other bins of the telephone's band, dB; −200 in silence. */
export function standsOut(samples: Int16Array, hz: number, rate = RATE): number {
  const tone = powerDb(samples, hz, rate);
  if (samples.length === 0 || tone < -70) return -200;
  const others = BINS_HZ.filter((bin) => Math.abs(bin - hz) > 60);
  return tone - Math.max(...others.map((bin) => powerDb(samples, bin, rate)));
}

/** A mono 16-bit WAV: the tone for a while, then silence, for a microphone that loops. */
export function toneWav(hz: number, toneMs: number, silenceMs: number, rate = 48_000): Buffer {
  const tone = Math.round((toneMs / 1000) * rate);
  const total = tone + Math.round((silenceMs / 1000) * rate);
  const wav = Buffer.alloc(44 + total * 2);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(36 + total * 2, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(total * 2, 40);
  for (let at = 0; at < tone; at += 1) {
    wav.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hz * at) / rate)), 44 + at * 2);
  }
  return wav;
}
