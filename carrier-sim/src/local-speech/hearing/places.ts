import type { KnownClip } from "./clip.ts";
import { alike, type Patches } from "./patches.ts";
import { countLoud, LOOK_EVERY, LOUD, type Sound } from "./sound.ts";

/** A look at silence finds nothing: of the 40 frames of a patch so many must be loud. */
const LOUD_ENOUGH = 10;
const REACH = 20;
/** The right place is nearly always the first of a look; the lines that share its words follow. */
const KEPT_A_LOOK = 4;
/** Below this the patches have little in common (true places: 0.77 and more at 10 dB above babble). */
const LEAST_ALIKE = 0.6;
/** Places this near each other are one to the alignment's band. */
const SAME_PLACE = 8;

/** Where a clip may have been heard: its frame 0 at frame `offset` of what was heard, about. */
export interface Place {
  clip: KnownClip;
  offset: number;
}

/** The places at which some clip sounds like what was heard, found by looks at it in regular distances. */
export function likelyPlaces(heard: Sound, clips: readonly KnownClip[]): Place[] {
  const places: Place[] = [];
  for (let look = 0; look * LOOK_EVERY < heard.frames; look += 1) {
    const middle = look * LOOK_EVERY;
    if (countLoud(heard, middle - REACH, middle + REACH, LOUD) < LOUD_ENOUGH) continue;
    for (const { clip, frame } of mostAlike(heard.wide, look, clips)) {
      const offset = middle - frame;
      const known = places.some(
        (place) => place.clip === clip && Math.abs(place.offset - offset) <= SAME_PLACE,
      );
      if (!known) places.push({ clip, offset });
    }
  }
  return places;
}

interface Candidate {
  clip: KnownClip;
  frame: number;
  likeness: number;
}

function mostAlike(heard: Patches, look: number, clips: readonly KnownClip[]): Candidate[] {
  return clips
    .map((clip) => ({ clip, ...bestIn(clip.sound.wide, heard, look) }))
    .filter(({ likeness }) => likeness >= LEAST_ALIKE)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, KEPT_A_LOOK);
}

function bestIn(clip: Patches, heard: Patches, look: number): Omit<Candidate, "clip"> {
  const count = clip.vectors.length / clip.size;
  let best = { frame: 0, likeness: 0 };
  for (let at = 0; at < count; at += 1) {
    const likeness = alike(heard, look, clip, at);
    if (likeness > best.likeness) best = { frame: at * clip.every, likeness };
  }
  return best;
}
