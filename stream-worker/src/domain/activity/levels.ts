/** How loud a line is, in decibels over one step of 16 bits (full scale: 90 dB). */
export type Levels = {
  /** One window in five lies below it: the room behind the caller. Null before anything was heard. */
  readonly floorDb: number | null;
  /** How much of the sound near the floor is speech, 0–1: other people's, as it never falls silent. */
  readonly murmur: number;
  /** One window in seven of the caller's own speech lies above it; null until they have spoken. */
  readonly voiceDb: number | null;
  readonly heardMs: number;
  readonly voicedMs: number;
};

const LOWEST_DB = 20;
/** Rises as slowly as four falls take, so that one window in five stays below. */
const FLOOR_UP_DB = 3.75 / 1_000;
const FLOOR_DOWN_DB = 4 * FLOOR_UP_DB;
const VOICE_UP_DB = 18.75 / 1_000;
const VOICE_DOWN_DB = VOICE_UP_DB / 6;
/** A quieter speaker who keeps being passed over is let in: 6 dB too quiet for 12 s of speech. */
const RELENT_DB = 0.5 / 1_000;
/** At its beginning everything is learnt four times as fast. */
const LEARN_MS = 2_000;
const LEARN_VOICE_MS = 500;
const HASTE = 4;
const NEAR_FLOOR_DB = 3;
const MURMUR_MS = 1_300;
const LEARN_MURMUR_MS = 320;
/** A call begins as if there were a crowd; a quiet line proves the contrary within half a second. */
const MURMUR_AT_FIRST = 0.2;

export const unheard: Levels = {
  floorDb: null,
  murmur: MURMUR_AT_FIRST,
  voiceDb: null,
  heardMs: 0,
  voicedMs: 0,
};

/** RMS of 16-bit samples → decibels. */
export function decibels(rms: number): number {
  return rms > 1 ? 20 * Math.log10(rms) : 0;
}

function follow(level: number, db: number, up: number, down: number): number {
  return db > level ? Math.min(db, level + up) : Math.max(db, level - down);
}

/** Every window tells of the room. */
export function hearRoom(levels: Levels, db: number, ms: number): Levels {
  const rate = ms * (levels.heardMs < LEARN_MS ? HASTE : 1);
  const floorDb = follow(levels.floorDb ?? db, db, rate * FLOOR_UP_DB, rate * FLOOR_DOWN_DB);
  const heardMs = Math.min(LEARN_MS, levels.heardMs + ms);
  return { ...levels, floorDb: Math.max(LOWEST_DB, floorDb), heardMs };
}

/** What sounds no louder than the room is the room. While the caller speaks it may be they themselves. */
export function hearMurmur(
  levels: Levels,
  db: number,
  probability: number,
  ms: number,
  speaking: boolean,
): Levels {
  if (levels.floorDb === null || db > levels.floorDb + NEAR_FLOOR_DB) return levels;
  const share = ms / (levels.heardMs < LEARN_MS ? LEARN_MURMUR_MS : MURMUR_MS);
  const weight = Math.min(1, share) * (speaking ? 0.25 : 1);
  return { ...levels, murmur: levels.murmur + (probability - levels.murmur) * weight };
}

/** A window of the caller's speech. */
export function hearVoice(levels: Levels, db: number, ms: number): Levels {
  const rate = ms * (levels.voicedMs < LEARN_VOICE_MS ? HASTE : 1);
  return {
    ...levels,
    voiceDb: follow(levels.voiceDb ?? db, db, rate * VOICE_UP_DB, rate * VOICE_DOWN_DB),
    voicedMs: Math.min(LEARN_VOICE_MS, levels.voicedMs + ms),
  };
}

/** A window of speech that was taken for somebody else's. */
export function passOver(levels: Levels, ms: number): Levels {
  if (levels.voiceDb === null) return levels;
  return { ...levels, voiceDb: levels.voiceDb - ms * RELENT_DB };
}
