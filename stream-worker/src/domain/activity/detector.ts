import type { Listening } from "@patchbay/contracts";
import { gateOf, isSomebodyElse } from "./gate.ts";
import {
  decibels,
  hearMurmur,
  hearRoom,
  hearVoice,
  type Levels,
  passOver,
  unheard,
} from "./levels.ts";

export const SAMPLES_PER_MS = 8;

export type ActivitySettings = Omit<Listening, "patienceMs">;

/** A stretch of the line that a model has judged. Positions are samples since the stream began. */
export type ActivityWindow = {
  readonly probability: number;
  /** Of its 16-bit samples. */
  readonly rms: number;
  readonly fromSample: number;
  readonly toSample: number;
};

/** Who speaks on one line, as far as it has been heard; a few numbers however long the call. */
export type ActivityState = {
  readonly levels: Levels;
  readonly speaking: boolean;
  /** A sound that may turn out to be speech: where it began, and whether any of it surely was. */
  readonly sound: { readonly from: number; readonly sure: boolean } | null;
  /** Where the newest window of speech ended. */
  readonly spokeTo: number;
  /** Until here our own voice may be in what is heard; infinity while it plays. */
  readonly strictTo: number;
};

export type ActivityChange = { readonly type: "onset" | "offset"; readonly atSample: number };

export type ActivityStep = {
  readonly state: ActivityState;
  readonly change: ActivityChange | null;
};

/** Silero's own hysteresis: speech goes on down to this much below its threshold, at least to half. */
const HYSTERESIS = 0.15;
/** Our echo is speech as well, but distorted; and a caller who means to interrupt speaks up. */
const STRICT_THRESHOLD = 0.15;
const MOST_THRESHOLD = 0.95;
/**
 * The model needs a window or two to be sure. A sound that it does not rule out counts from its
 * beginning, once it is sure: 20 ms sooner at the median than waiting for two sure windows.
 */
const NOT_RULED_OUT = 1 / 8;
/** And no longer: other people's murmur before the caller's first word is not their word. */
const UNSURE_MS = 64;
/** Echo comes back after the network's and the telephone's delay. */
const ECHO_TAIL_MS = 250;

export function newActivity(): ActivityState {
  return { levels: unheard, speaking: false, sound: null, spokeTo: 0, strictTo: 0 };
}

/** Our own voice begins or stops playing at `atSample`. */
export function setPlaying(state: ActivityState, on: boolean, atSample: number): ActivityState {
  return { ...state, strictTo: on ? Infinity : atSample + ECHO_TAIL_MS * SAMPLES_PER_MS };
}

/**
 * Folds one window in. Windows come in order; where some were lost, time went by all the same. An
 * onset stands where the sound began, an offset where speech was last heard, both in samples.
 */
export function hearWindow(
  before: ActivityState,
  window: ActivityWindow,
  settings: ActivitySettings,
): ActivityStep {
  const ms = (window.toSample - window.fromSample) / SAMPLES_PER_MS;
  const db = decibels(window.rms);
  // Not a number counts as silence, and would otherwise stay in the levels for ever.
  const probability = window.probability > 0 ? Math.min(1, window.probability) : 0;
  const room = hearRoom(before.levels, db, ms);
  const levels = hearMurmur(room, db, probability, ms, before.speaking);
  const heard = { window, probability, db, ms };
  const state = { ...before, levels };
  return before.speaking ? goOn(state, heard, settings) : listen(state, heard, settings);
}

type Heard = {
  readonly window: ActivityWindow;
  readonly probability: number;
  readonly db: number;
  readonly ms: number;
};

function isStrict(state: ActivityState, window: ActivityWindow): boolean {
  return window.fromSample < state.strictTo;
}

function thresholdOf(settings: ActivitySettings, strict: boolean): number {
  if (!strict) return settings.threshold;
  return Math.min(
    Math.max(MOST_THRESHOLD, settings.threshold),
    settings.threshold + STRICT_THRESHOLD,
  );
}

function listen(before: ActivityState, heard: Heard, settings: ActivitySettings): ActivityStep {
  const { window, probability, db, ms } = heard;
  const strict = isStrict(before, window);
  const gate = gateOf(before.levels, decibels(settings.level), strict);
  const threshold = thresholdOf(settings, strict);
  const isSure = probability >= threshold && db >= gate.speechDb;
  const isPassedOver = !strict && probability >= threshold && isSomebodyElse(before.levels, db);
  const state = isPassedOver ? { ...before, levels: passOver(before.levels, ms) } : before;
  if (probability < threshold * NOT_RULED_OUT || db < gate.startDb) {
    return { state: { ...state, sound: null }, change: null };
  }
  const sound = follow(state.sound, window, isSure);
  const lasted = window.toSample - sound.from;
  if (!isSure || lasted < settings.onsetMs * SAMPLES_PER_MS) {
    return { state: { ...state, sound }, change: null };
  }
  const levels = learnVoice(state.levels, heard, strict);
  const spoken = { ...state, levels, speaking: true, sound: null, spokeTo: window.toSample };
  return { state: spoken, change: { type: "onset", atSample: sound.from } };
}

/** While we speak nobody is learnt anew: one echo taken for the caller would let in all the others. */
function learnVoice(levels: Levels, { db, ms }: Heard, strict: boolean): Levels {
  return strict && levels.voiceDb === null ? levels : hearVoice(levels, db, ms);
}

function follow(
  sound: ActivityState["sound"],
  { fromSample, toSample }: ActivityWindow,
  isSure: boolean,
): NonNullable<ActivityState["sound"]> {
  if (sound?.sure === true) return sound;
  const earliest = (isSure ? fromSample : toSample) - UNSURE_MS * SAMPLES_PER_MS;
  return { from: Math.max(sound?.from ?? fromSample, earliest), sure: isSure };
}

function goOn(state: ActivityState, heard: Heard, settings: ActivitySettings): ActivityStep {
  const { window, probability, db } = heard;
  const strict = isStrict(state, window);
  const gate = gateOf(state.levels, decibels(settings.level), strict);
  const threshold = thresholdOf(settings, strict);
  const goesOn = Math.max(threshold - HYSTERESIS, threshold / 2);
  const isSpeech = probability >= goesOn && db >= gate.holdDb;
  if (isSpeech) {
    const levels = learnVoice(state.levels, heard, strict);
    return { state: { ...state, levels, spokeTo: window.toSample }, change: null };
  }
  const quiet = window.toSample - state.spokeTo;
  if (quiet < settings.offsetMs * SAMPLES_PER_MS) return { state, change: null };
  return {
    state: { ...state, speaking: false },
    change: { type: "offset", atSample: state.spokeTo },
  };
}
