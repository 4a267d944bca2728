import { align, type Match } from "./align.ts";
import type { KnownClip } from "./clip.ts";
import { likelyPlaces } from "./places.ts";
import { countLoud, LOUD, type Sound, STRONG } from "./sound.ts";

/** A part of a known clip that was heard. */
export interface Stretch extends Match {
  clip: KnownClip;
  /** The frame of what was heard at which the clip's frame 0 lies, as the stretch ends. */
  offset: number;
  /** Mean score of the loud frames. */
  likeness: number;
}

/** A stretch that scores this is no chance, whatever stands beside it (a second; strangers' speech: 12 at most). */
const CERTAIN = 20;
/** The clearer the sound, the more alike it must be, and the shorter it may be. */
const NOISY = { clearnessDb: 22, likeness: 0.12, score: 7 };
const CLEAR = { clearnessDb: 31, likeness: 0.22, score: 3.5 };
/** A line from its first sound to its last is less of a chance than a piece of one. */
const WHOLE_SHARE = 0.7;
/** Of two lines that share their words, and nearly their sound, the one that was said to its end. */
const WHOLE_PREFERRED = 1.15;
/** Known callers say known lines: what they leave unexplained is little. */
const LEAST_COVERED = 0.6;
/** The patches at a line's first and last sounds reach into the silence around. */
const EDGE_FRAMES = 12;
/** Two lines one after the other share their borders' patches. */
const OVERLAP_FRAMES = 12;
/** A line that was cut has silence beside it; of these frames a few may be noise. */
const BESIDE = { from: 4, to: 20, strong: 4 };

/** The stretches of known clips that explain what was heard, in its order; none unless they explain most of it. */
export function findStretches(heard: Sound, clips: readonly KnownClip[]): Stretch[] {
  const found = likelyPlaces(heard, clips)
    .map(({ clip, offset }) => toEdges(heard, clip, align(heard, clip.sound, offset)))
    .filter((one) => isEnough(heard, one))
    .sort((a, b) => weight(b) - weight(a));
  const plausible = withoutFragments(heard, apart(found));
  const covered = coverage(heard, plausible);
  return plausible
    .filter((one) => one.score >= CERTAIN || covered >= LEAST_COVERED)
    .sort((a, b) => a.heardFrom - b.heardFrom);
}

function isEnough({ clearnessDb }: Sound, stretch: Stretch): boolean {
  const { likeness, score } = stretch;
  if (score >= CERTAIN) return likeness >= NOISY.likeness;
  const share = (clearnessDb - NOISY.clearnessDb) / (CLEAR.clearnessDb - NOISY.clearnessDb);
  const clear = Math.min(1, Math.max(0, share));
  const between = (noisy: number, quiet: number): number =>
    (noisy + clear * (quiet - noisy)) * (isWhole(stretch) ? WHOLE_SHARE : 1);
  return (
    likeness >= between(NOISY.likeness, CLEAR.likeness) &&
    score >= between(NOISY.score, CLEAR.score)
  );
}

const isWhole = ({ clip, clipFrom, clipTo }: Stretch): boolean =>
  clipFrom === 0 && clipTo === clip.sound.frames;

const weight = (stretch: Stretch): number =>
  stretch.score * (isWhole(stretch) ? WHOLE_PREFERRED : 1);

/**
 * A match that begins or ends where the clip's sound nearly does has all of that end, and one where what was
 * heard begins or ends goes on to there: the patches at an edge are half empty, and so less alike.
 */
function toEdges(heard: Sound, clip: KnownClip, match: Match): Stretch {
  const { loudness, frames } = clip.sound;
  const first = loudness.findIndex((one) => one >= LOUD);
  const last = loudness.findLastIndex((one) => one >= LOUD);
  const after = heard.frames - match.heardTo;
  const clipFrom = match.clipFrom - (match.heardFrom <= EDGE_FRAMES ? match.heardFrom : 0);
  const clipTo = match.clipTo + (after <= EDGE_FRAMES ? after : 0);
  return {
    ...match,
    clip,
    offset: match.heardTo - match.clipTo,
    likeness: match.score / Math.max(1, countLoud(clip.sound, match.clipFrom, match.clipTo, LOUD)),
    clipFrom: clipFrom <= first + EDGE_FRAMES ? 0 : clipFrom,
    clipTo: clipTo >= last - EDGE_FRAMES ? frames : clipTo,
  };
}

/** Of those that explain the same sound, the best. */
function apart(found: readonly Stretch[]): Stretch[] {
  const kept: Stretch[] = [];
  for (const one of found) {
    const overlaps = kept.some(
      (other) =>
        Math.min(one.heardTo, other.heardTo) - Math.max(one.heardFrom, other.heardFrom) >
        OVERLAP_FRAMES,
    );
    if (!overlaps) kept.push(one);
  }
  return kept;
}

/**
 * Takes out pieces from the middle of a line that stand in the middle of other speech: nobody speaks like
 * that, but strangers' sentences sound like it. One that goes may have been the neighbour of another.
 */
function withoutFragments(heard: Sound, stretches: readonly Stretch[]): readonly Stretch[] {
  const whole = stretches.filter(
    (one) => one.score >= CERTAIN || isWholeOrCut(heard, one, stretches),
  );
  return whole.length === stretches.length ? whole : withoutFragments(heard, whole);
}

function isWholeOrCut(heard: Sound, one: Stretch, all: readonly Stretch[]): boolean {
  const others = all.filter((other) => other !== one);
  const isQuiet = (from: number, to: number): boolean =>
    unexplained(heard, from, to, others) <= BESIDE.strong;
  const begins =
    one.clipFrom === 0 || isQuiet(one.heardFrom - BESIDE.to, one.heardFrom - BESIDE.from);
  const ends =
    one.clipTo === one.clip.sound.frames ||
    isQuiet(one.heardTo + BESIDE.from, one.heardTo + BESIDE.to);
  return begins && ends;
}

function unexplained(heard: Sound, from: number, to: number, by: readonly Stretch[]): number {
  let count = 0;
  for (let frame = Math.max(0, from); frame < Math.min(to, heard.frames); frame += 1) {
    const isExplained = by.some(
      ({ heardFrom, heardTo }) => frame >= heardFrom - BESIDE.from && frame < heardTo + BESIDE.from,
    );
    if (heard.loudness[frame]! >= STRONG && !isExplained) count += 1;
  }
  return count;
}

/** The share of what stands out that these stretches explain. */
function coverage(heard: Sound, stretches: readonly Stretch[]): number {
  const explained = stretches.reduce(
    (sum, { heardFrom, heardTo }) => sum + countLoud(heard, heardFrom, heardTo, STRONG),
    0,
  );
  return explained / Math.max(1, countLoud(heard, 0, heard.frames, STRONG));
}
