/** Samples a second of a telephone line. */
export const RATE = 8_000;

/** Zero crossings of the kernel on either side: enough for 60 dB. */
const LOBES = 16;
/** Of the lower rate's half, so that nothing folds back. */
const CUTOFF = 0.45;

/** Windowed-sinc resampling; slow and plain, for sounds that are rendered once. */
export function resampled(samples: Float32Array, from: number, to: number): Float32Array {
  const cutoff = CUTOFF * Math.min(1, to / from) * 2;
  const reach = LOBES / cutoff;
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, index) => {
    const centre = (index * from) / to;
    let sum = 0;
    for (let at = Math.ceil(centre - reach); at <= centre + reach; at += 1) {
      const sample = samples[at];
      if (sample === undefined) continue;
      const distance = at - centre;
      const phase = Math.PI * distance * cutoff;
      const sinc = distance === 0 ? 1 : Math.sin(phase) / phase;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach);
      sum += sample * sinc * window * cutoff;
    }
    return sum;
  });
}
