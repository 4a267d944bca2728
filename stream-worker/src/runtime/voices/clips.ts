import { createHash } from "node:crypto";
import type { Language } from "@patchbay/contracts";
import type { SpokenPiece } from "../../ports/speech.ts";

export type ClipKey = {
  /** The vendor's name: a call keeps to one voice, also for what was rendered before. */
  readonly vendor: string;
  readonly voice: string | null;
  readonly language: Language;
  readonly text: string;
};

/** A sentence as it was spoken once. Shared by calls: nobody writes into it. */
export type Clip = readonly SpokenPiece[];

export type Clips = {
  get(key: ClipKey): Clip | null;
  put(key: ClipKey, clip: Clip): void;
  bytes(): number;
};

/** What an entry takes beside its sound. */
const ENTRY_BYTES = 200;

/** A key's name: words are kept by their digest alone, a dump of the memory tells none of them. */
export function clipName({ vendor, voice, language, text }: ClipKey): string {
  const parts = JSON.stringify([vendor, voice, language, text.trim()]);
  return createHash("sha256").update(parts).digest("base64");
}

function sizeOf(clip: Clip): number {
  return clip.reduce(
    (sum, piece) => sum + (piece.type === "audio" ? piece.audio.length : ENTRY_BYTES),
    ENTRY_BYTES,
  );
}

/** Keeps the sounds asked for last, up to `maxBytes`; eight bytes a millisecond. */
export function createClips(maxBytes: number): Clips {
  const clips = new Map<string, Clip>();
  let bytes = 0;
  const drop = (key: string): void => {
    const clip = clips.get(key);
    if (clip === undefined) return;
    clips.delete(key);
    bytes -= sizeOf(clip);
  };
  return {
    get(key) {
      const name = clipName(key);
      const clip = clips.get(name);
      if (clip === undefined) return null;
      // A map keeps the order of entry: back to its end.
      clips.delete(name);
      clips.set(name, clip);
      return clip;
    },
    put(key, clip) {
      const size = sizeOf(clip);
      if (size > maxBytes) return;
      const name = clipName(key);
      drop(name);
      clips.set(name, clip);
      bytes += size;
      for (const [oldest] of clips) {
        if (bytes <= maxBytes) break;
        drop(oldest);
      }
    },
    bytes: () => bytes,
  };
}
