import type { Clip } from "../ports.ts";

/** 48 MB hold about 50 minutes of speech: every line of every persona, and a long conversation. */
const MAX_BYTES = 48 * 1024 * 1024;

export interface ClipCache {
  get(key: string): Clip | undefined;
  set(key: string, clip: Clip): void;
}

/** Least recently used clips go first. */
export function createClipCache(maxBytes = MAX_BYTES): ClipCache {
  const clips = new Map<string, Clip>();
  let bytes = 0;
  const size = (clip: Clip): number => clip.pcm.byteLength + 8 * clip.wordEndsMs.length + 200;
  return {
    get(key) {
      const clip = clips.get(key);
      if (clip === undefined) return undefined;
      clips.delete(key);
      clips.set(key, clip);
      return clip;
    },
    set(key, clip) {
      const before = clips.get(key);
      if (before !== undefined) bytes -= size(before);
      clips.delete(key);
      clips.set(key, clip);
      bytes += size(clip);
      for (const [oldest, old] of clips) {
        if (bytes <= maxBytes) break;
        clips.delete(oldest);
        bytes -= size(old);
      }
    },
  };
}
