import type { Pcm8k } from "../ports.ts";

/** Samples on each side that a new one is made from: images lie more than 60 dB below. */
const REACH = 16;

/** The same sound at `times` 8 kHz, by a windowed sinc. */
export function upsample(pcm: Pcm8k, times: number): Int16Array {
  const out = new Int16Array(pcm.length * times);
  for (let phase = 0; phase < times; phase += 1) {
    const weights = Float64Array.from({ length: 2 * REACH }, (_, at) =>
      weight(at - (REACH - 1) - phase / times),
    );
    const sum = weights.reduce((all, one) => all + one, 0);
    for (let at = 0; at < pcm.length; at += 1) {
      let value = 0;
      for (let tap = 0; tap < 2 * REACH; tap += 1)
        value += (pcm[at + tap - (REACH - 1)] ?? 0) * weights[tap]!;
      out[at * times + phase] = Math.max(-32_768, Math.min(32_767, Math.round(value / sum)));
    }
  }
  return out;
}

function weight(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= REACH) return 0;
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / REACH));
}
