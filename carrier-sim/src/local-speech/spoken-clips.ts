import type { Clip, Pcm8k } from "../ports.ts";
import { createClipList } from "./clip-list.ts";
import { knownClip } from "./hearing/clip.ts";
import { hear, type Hearing } from "./hearing/hear.ts";

/** What was spoken here for a bot, so that who hears it can be told the words. */
export interface SpokenClips {
  remember(text: string, clip: Clip): void;
  /** The words of remembered clips that sound in `heard`; none where it is another voice. */
  understand(heard: Pcm8k): Hearing;
}

/** A greeting is spoken once and heard in every call: those that are heard stay. */
const MAX_CLIPS = 200;

export function createSpokenClips(most = MAX_CLIPS): SpokenClips {
  const clips = createClipList(most);
  return {
    remember: (text, clip) =>
      clips.add(JSON.stringify([text, clip.voice, clip.pcm.length]), knownClip(text, clip)),
    understand(heard) {
      const hearing = hear(heard, clips.all());
      for (const clip of hearing.of) clips.keep(clip);
      return hearing;
    },
  };
}
