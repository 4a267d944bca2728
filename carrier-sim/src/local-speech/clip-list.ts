import type { KnownClip } from "./hearing/clip.ts";

/** A bounded list of clips; the one that was added or heard longest ago goes first. */
export interface ClipList {
  all(): KnownClip[];
  add(key: string, clip: KnownClip): void;
  /** It was heard, and may be heard again. */
  keep(clip: KnownClip): void;
}

export function createClipList(most: number): ClipList {
  const clips = new Map<string, KnownClip>();
  function put(key: string, clip: KnownClip): void {
    clips.delete(key);
    clips.set(key, clip);
  }
  return {
    all: () => [...clips.values()],
    add(key, clip) {
      put(key, clip);
      const [oldest] = clips.keys();
      if (clips.size > most && oldest !== undefined) clips.delete(oldest);
    },
    keep(clip) {
      for (const [key, one] of clips) if (one === clip) return put(key, clip);
    },
  };
}
