import type { Noise } from "../corpus/calls.ts";
import type { Seeded } from "../corpus/seeded.ts";
import { highPass, lowPass, telephoneBand } from "./filters.ts";
import { atLevel } from "./levels.ts";

/** Voices that talk at once in a room; four are no crowd yet, and harder than one. */
const TALKERS = 5;

function white(length: number, random: Seeded): Float32Array {
  return Float32Array.from({ length }, () => random.gaussian() * 0.1);
}

/** Rolls off by 6 dB an octave like a car's inside, as far as a telephone lets it through. */
function car(length: number, random: Seeded): Float32Array {
  let value = 0;
  const brown = Float32Array.from({ length }, () => {
    value = value * 0.99 + random.gaussian() * 0.05;
    return value;
  });
  return highPass(lowPass(brown, 700), 120);
}

function babble(length: number, voices: readonly Float32Array[], random: Seeded): Float32Array {
  const mixed = new Float32Array(length);
  for (let talker = 0; talker < TALKERS; talker += 1) {
    let at = -Math.floor(random.between(0, 8_000));
    while (at < length) {
      const voice = atLevel(random.pick(voices), 0.1);
      for (let index = 0; index < voice.length; index += 1) {
        const place = at + index;
        if (place >= 0 && place < length) mixed[place] = (mixed[place] ?? 0) + (voice[index] ?? 0);
      }
      at += voice.length + Math.floor(random.between(800, 6_000));
    }
  }
  return mixed;
}

/** `length` samples of a surrounding. `voices` talk in it, where it is a room full of people. */
export function noiseOf(
  noise: Noise,
  length: number,
  voices: readonly Float32Array[],
  random: Seeded,
): Float32Array {
  switch (noise) {
    case "none":
      return new Float32Array(length);
    case "white":
      return telephoneBand(white(length, random));
    case "car":
      return car(length, random);
    case "babble":
      return babble(length, voices, random);
  }
}
