import type { Sound } from "../corpus/items.ts";
import type { Seeded } from "../corpus/seeded.ts";
import { highPass, lowPass, telephoneBand } from "./filters.ts";
import { RATE } from "./resample.ts";

const samplesIn = (ms: number): number => Math.round((ms * RATE) / 1_000);

/** Noise that rises at once and dies away. */
function burst(ms: number, decayMs: number, random: Seeded): Float32Array {
  return Float32Array.from(
    { length: samplesIn(ms) },
    (_, index) => random.gaussian() * Math.exp(-index / samplesIn(decayMs)),
  );
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An open throat: wide noise with the hollow of a mouth, twice, the second weaker. */
function cough(random: Seeded): Float32Array {
  const one = (ms: number): Float32Array => {
    const raw = burst(ms, ms / 3, random);
    const mouth = highPass(lowPass(raw, 1_400), 400);
    const breath = highPass(raw, 1_800);
    return mouth.map((sample, index) => sample + 0.4 * (breath[index] ?? 0));
  };
  const first = one(random.between(150, 220));
  const gap = new Float32Array(samplesIn(random.between(60, 140)));
  const second = one(random.between(120, 180)).map((sample) => sample * 0.7);
  return joined([first, gap, second]);
}

/** A key, a pen, a receiver laid down. */
function click(random: Seeded): Float32Array {
  return joined([burst(12, 2, random), new Float32Array(samplesIn(70)), burst(10, 2, random)]);
}

/** Knuckles on a door: wood that rings low. */
function knock(random: Seeded): Float32Array {
  const one = (): Float32Array => {
    const hertz = random.between(280, 420);
    const noise = burst(90, 12, random);
    return noise.map(
      (sample, index) =>
        sample * 0.5 +
        Math.sin((2 * Math.PI * hertz * index) / RATE) * Math.exp(-index / samplesIn(25)),
    );
  };
  const gap = new Float32Array(samplesIn(110));
  return joined([one(), gap, one(), gap, one()]);
}

/** A sound that is nobody's speech, in the telephone's band; its peak is at 1. */
export function soundOf(sound: Sound, random: Seeded): Float32Array {
  const raw = telephoneBand({ cough, click, knock }[sound](random));
  const peak = raw.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return raw.map((sample) => sample / Math.max(peak, 1e-6));
}
