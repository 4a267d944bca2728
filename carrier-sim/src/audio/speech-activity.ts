import type { Pcm8k } from "../ports.ts";
import { meanSquare } from "./goertzel.ts";

/** Power of full scale, for dB relative to it. */
const FULL_SCALE = 32_768 ** 2;
/** Below this nothing counts as speech, however quiet the room. */
const LOWEST_SPEECH_DB = -48;
/** Speech stands this far above the room. */
const ABOVE_FLOOR_DB = 10;
const FLOOR_START_DB = -65;
/** Digital silence says nothing about the room. */
const QUIETEST_FLOOR_DB = -70;
/** The floor follows a quieter room at once and a louder one by 3 dB a second, so that it never climbs onto a sentence. */
const FLOOR_RISE_DB = 0.06;
const FLOOR_FALL = 0.3;
/** Loud without a pause for this long is the room (a fan, a line hum), and the floor jumps to it. */
const STUCK_FRAMES = 1_500;

export type SpeechEdge = { kind: "on"; atMs: number } | { kind: "off"; atMs: number };

export interface SpeechActivity {
  /** Takes one 20 ms frame that ended at `atMs`; returns an edge when one was found. */
  push(frame: Pcm8k, atMs: number): SpeechEdge | undefined;
  active(): boolean;
}

export interface SpeechActivityOptions {
  /** Loud time before speech is believed, ms. */
  onsetMs?: number;
  /** Silence before its end is believed, ms. */
  hangoverMs?: number;
}

/**
 * Tells when somebody speaks, by level over an adaptive floor. Edges carry the instant at which speech
 * began or fell silent, not the later one at which that was certain.
 */
export function createSpeechActivity({
  onsetMs = 60,
  hangoverMs = 300,
}: SpeechActivityOptions = {}): SpeechActivity {
  const onsetFrames = Math.ceil(onsetMs / 20);
  const hangoverFrames = Math.ceil(hangoverMs / 20);
  let floorDb = FLOOR_START_DB;
  let active = false;
  let run = 0;
  let loudFor = 0;
  let edgeAtMs = 0;

  function followFloor(db: number, loud: boolean): void {
    if (db < floorDb) floorDb += (Math.max(db, QUIETEST_FLOOR_DB) - floorDb) * FLOOR_FALL;
    else floorDb += FLOOR_RISE_DB;
    loudFor = loud ? loudFor + 1 : 0;
    if (loudFor >= STUCK_FRAMES) floorDb = db;
  }

  return {
    active: () => active,
    push(frame, atMs) {
      const db = levelDb(frame);
      const loud = db > Math.max(LOWEST_SPEECH_DB, floorDb + ABOVE_FLOOR_DB);
      followFloor(db, loud);
      if (loud === active) {
        run = 0;
        return undefined;
      }
      if (run === 0) edgeAtMs = atMs - 20;
      run += 1;
      if (run < (active ? hangoverFrames : onsetFrames)) return undefined;
      active = !active;
      run = 0;
      return { kind: active ? "on" : "off", atMs: edgeAtMs };
    },
  };
}

/** Level of a frame in dB below full scale; -100 for silence. */
export function levelDb(frame: Pcm8k): number {
  const power = meanSquare(frame);
  return power === 0 ? -100 : Math.max(-100, 10 * Math.log10(power / FULL_SCALE));
}
