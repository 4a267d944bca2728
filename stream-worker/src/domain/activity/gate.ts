import type { Levels } from "./levels.ts";

/** How loud a window must be, dB, whatever the model says of it. */
export type Gate = {
  /** To belong to a sound that may turn out to be speech: words begin softly. */
  readonly startDb: number;
  /** To show that it is speech. */
  readonly speechDb: number;
  /** To go on being speech. */
  readonly holdDb: number;
};

/**
 * Above the room. The model tells noise from speech by itself, down to 5 dB, and a gate would only
 * cost it onsets; it cannot tell the caller from a crowd, and a crowd's windows lie within 10 dB.
 */
const ABOVE_NOISE_DB = 3;
const ABOVE_CROWD_DB = 10;
/** The room murmurs like eight people (mean probability of such a babble: 0.2). */
const CROWD = 0.2;
/**
 * Below the caller's loud windows: somebody further from the microphone, or our own echo. 12 dB are
 * enough for an echo 20 dB below; 9 would be for 15 dB, but cost every interruption 20 ms.
 */
const BELOW_VOICE_DB = 14;
const BELOW_VOICE_STRICT_DB = 12;
/** Before the caller has spoken, while we do: 8 dB below the loud windows of speech at -26 dBov. */
const UNKNOWN_VOICE_STRICT_DB = 60;
const STRICT_DB = 6;
const START_DB = 12;
const HOLD_DB = 4;
const HOLD_LEAST_DB = 3;

/**
 * `leastDb` is the bot's setting; `strict` holds while our own voice plays. Measured over 64 sentences
 * of espeak-ng, 6 minutes, telephone band: in a babble of eight people 15 dB below the caller 4 false
 * onsets (66 without the gate), 20 dB below none (58); of our echo 20 dB below the caller none (130).
 */
export function gateOf(levels: Levels, leastDb: number, strict: boolean): Gate {
  const least = leastDb + (strict ? STRICT_DB : 0);
  const floorDb = levels.floorDb ?? least;
  const crowd = (ABOVE_CROWD_DB - ABOVE_NOISE_DB) * Math.min(1, levels.murmur / CROWD);
  const voice = nearest(levels.voiceDb, strict);
  const speechDb = Math.max(least, floorDb + ABOVE_NOISE_DB + crowd, voice);
  return {
    startDb: speechDb - START_DB,
    speechDb,
    holdDb: Math.max(least - HOLD_LEAST_DB, floorDb + 0.6 * crowd, voice - HOLD_DB),
  };
}

function nearest(voiceDb: number | null, strict: boolean): number {
  if (voiceDb === null) return strict ? UNKNOWN_VOICE_STRICT_DB : 0;
  return voiceDb - (strict ? BELOW_VOICE_STRICT_DB : BELOW_VOICE_DB);
}

/** Speech, but too far from the caller's own level to be theirs. */
export function isSomebodyElse(levels: Levels, db: number): boolean {
  return levels.voiceDb !== null && db < levels.voiceDb - BELOW_VOICE_DB;
}
