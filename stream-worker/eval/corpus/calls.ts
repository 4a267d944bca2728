import type { Language } from "@patchbay/contracts";
import { type Item, itemsOf, seedOf, type Split } from "./items.ts";
import { hashOf, seeded } from "./seeded.ts";

/** A voice of espeak-ng. */
export type Speaker = {
  /** A variant's name; empty is the language's own voice. */
  readonly variant: string;
  readonly wordsAMinute: number;
  /** 0–99. */
  readonly pitch: number;
  /** RMS of the speech, decibels below full scale. */
  readonly levelDb: number;
  /** Above 1: pauses longer than most. */
  readonly tempo: number;
};

export type Noise = "none" | "white" | "babble" | "car";

export type Surroundings = {
  readonly noise: Noise;
  readonly snrDb: number;
  /** The bot's voice in the caller's microphone, relative to how it was sent; null is a handset. */
  readonly echoDb: number | null;
};

/** Some turns by one speaker in one place, as one telephone call. */
export type Call = {
  readonly id: string;
  readonly seed: string;
  readonly language: Language;
  readonly split: Split;
  readonly speaker: Speaker;
  readonly surroundings: Surroundings;
  readonly items: readonly Item[];
};

/** As long as a call is: enough to get to know a caller's pauses. */
const TURNS_A_CALL = 8;
/**
 * Variants, rates and pitches of which the detector is sure in 97 of 100 loud windows, as it is of
 * people; of the shrill and hurried ones (Andrea at pitch 70) it misses whole sentences.
 */
const VARIANTS = ["", "f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7"];
/** Quiet lines, and each noise at 20, 10 and 5 dB below the speech. */
const PLACES: readonly Omit<Surroundings, "echoDb">[] = [
  ...Array.from({ length: 6 }, () => ({ noise: "none", snrDb: 60 }) as const),
  ...(["white", "babble", "car"] as const).flatMap((noise) =>
    [20, 10, 5].map((snrDb) => ({ noise, snrDb })),
  ),
];
/** Every fourth caller listens by a loudspeaker. */
const LOUDSPEAKER_DB = -28;

/** All calls of one language; a call's turns are of one split. */
export function callsOf(language: Language, draw = 1): Call[] {
  return (["tuning", "held-out"] as const).flatMap((split) => {
    const items = itemsOf(language, draw)
      .filter((item) => item.split === split)
      .toSorted((one, other) => hashOf(one.seed) - hashOf(other.seed));
    const calls = Math.ceil(items.length / TURNS_A_CALL);
    return Array.from({ length: calls }, (_, index) => {
      const id = `${language}/${split}/${index + 1}`;
      const seed = seedOf(id, draw);
      const random = seeded(seed);
      return {
        id,
        seed,
        language,
        split,
        speaker: {
          variant: random.pick(VARIANTS),
          wordsAMinute: Math.round(random.between(140, 180)),
          pitch: Math.round(random.between(35, 62)),
          levelDb: -random.between(20, 32),
          tempo: random.between(0.8, 1.25),
        },
        // In turn, so that every place occurs in every split.
        surroundings: {
          ...(PLACES[(index * 4 + 1) % PLACES.length] ?? { noise: "none", snrDb: 60 }),
          echoDb: random.next() < 0.25 ? LOUDSPEAKER_DB : null,
        },
        items: items.slice(index * TURNS_A_CALL, (index + 1) * TURNS_A_CALL),
      };
    });
  });
}
