import type { Seeded } from "./seeded.ts";

/** `/` inside a phrase, `//` to think, `///` to search or to read. */
export type PauseMark = "/" | "//" | "///";

type Spread = { readonly medianMs: number; readonly sigma: number; readonly mostMs: number };

/**
 * Silent pauses in free speech are spread log-normally around half a second, with a long tail
 * (Campione & Véronis 2002; Heldner & Edlund 2010 for pauses within a turn). Searching for a note
 * takes about twice as long. Below 150 ms a pause is a consonant.
 */
const SPREADS: Readonly<Record<PauseMark, Spread>> = {
  "/": { medianMs: 250, sigma: 0.3, mostMs: 600 },
  "//": { medianMs: 480, sigma: 0.45, mostMs: 1_500 },
  "///": { medianMs: 950, sigma: 0.3, mostMs: 1_700 },
};
const LEAST_MS = 150;

/** @param tempo of this speaker: 1.2 pauses a fifth longer than most */
export function pauseMs(mark: PauseMark, tempo: number, random: Seeded): number {
  const { medianMs, sigma, mostMs } = SPREADS[mark];
  const drawn = medianMs * tempo * Math.exp(sigma * random.gaussian());
  return Math.round(Math.max(LEAST_MS, Math.min(mostMs, drawn)));
}
