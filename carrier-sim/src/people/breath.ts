import type { Pcm8k } from "../ports.ts";

const CYCLE_SAMPLES = 4 * 8_000;
const BREATH_SAMPLES = 1.2 * 8_000;
/** About -52 dBFS: to be heard in a silent line, and below everything that counts as speech. */
const LEVEL = 240;

let cycle: Pcm8k | undefined;

/** Four seconds with one quiet breath in it, to be looped. */
export function breathing(): Pcm8k {
  cycle ??= render();
  return cycle;
}

function render(): Pcm8k {
  const sound = new Int16Array(CYCLE_SAMPLES);
  let seed = 1;
  let low = 0;
  for (let i = 0; i < BREATH_SAMPLES; i += 1) {
    // A fixed generator: the same breath in every run, so that audio tests repeat.
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    low += 0.35 * ((seed / 0x3fffffff - 1) * LEVEL - low);
    sound[i] = Math.round(low * Math.sin((Math.PI * i) / BREATH_SAMPLES));
  }
  return sound;
}
