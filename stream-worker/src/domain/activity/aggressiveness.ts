/** How readily WebRTC's detector calls a sound noise: 0 hardly ever, 3 very. */
export type Aggressiveness = 0 | 1 | 2 | 3;

const THRESHOLDS = [0.2, 0.4, 0.6, 0.8] as const;

/** The probability that asks for as much certainty: evenly spread over the model's range. */
export function thresholdFor(aggressiveness: Aggressiveness): number {
  return THRESHOLDS[aggressiveness];
}

/** The nearest aggressiveness for a probability. */
export function aggressivenessFor(threshold: number): Aggressiveness {
  if (threshold < 0.3) return 0;
  if (threshold < 0.5) return 1;
  return threshold < 0.7 ? 2 : 3;
}
