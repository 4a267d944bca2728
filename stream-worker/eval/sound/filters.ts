import { RATE } from "./resample.ts";

/** Second-order Butterworth (RBJ audio EQ cookbook). */
function biquad(samples: Float32Array, hertz: number, kind: "low" | "high"): Float32Array {
  const omega = (2 * Math.PI * hertz) / RATE;
  const alpha = Math.sin(omega) / Math.SQRT2;
  const cos = Math.cos(omega);
  const edge = kind === "low" ? 1 - cos : 1 + cos;
  const [b0, b1] = kind === "low" ? [edge / 2, edge] : [edge / 2, -edge];
  const a0 = 1 + alpha;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return samples.map((x) => {
    const y = (b0 * x + b1 * x1 + b0 * x2 + 2 * cos * y1 - (1 - alpha) * y2) / a0;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}

export const lowPass = (samples: Float32Array, hertz: number): Float32Array =>
  biquad(samples, hertz, "low");

export const highPass = (samples: Float32Array, hertz: number): Float32Array =>
  biquad(samples, hertz, "high");

/** What a telephone lets through below its upper edge, which the sampling rate sets. */
export function telephoneBand(samples: Float32Array): Float32Array {
  return highPass(highPass(samples, 250), 250);
}
