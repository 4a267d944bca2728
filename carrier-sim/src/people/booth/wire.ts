/** What the booth's page and the simulator say to each other on `/booth/socket`. */

export interface BoothNumber {
  e164: string;
  /** Spaced for reading. */
  shown: string;
  label: string;
  language: string;
  /** Its bot hears and speaks for itself, over a media stream. */
  ownVoice: boolean;
}

export interface BoothPersona {
  id: string;
  name: string;
  language: string;
  problem: string;
  temper: string[];
  /** Where the persona calls from. */
  number: string;
  /** The same, spaced for reading. */
  shown: string;
  silent: boolean;
}

export type FromPage =
  | { type: "call"; to: string; personaId: string }
  | { type: "callYourself"; to: string; language: string }
  | { type: "say"; text: string }
  | { type: "digit"; digit: string }
  | { type: "mute"; on: boolean }
  | { type: "hangUp" };

export type CaptionBy = "person" | "bot" | "carrier";

export type ToPage =
  | {
      type: "hello";
      numbers: BoothNumber[];
      personas: BoothPersona[];
      voices: Record<string, string>;
    }
  | { type: "state"; state: "dialling" | "connected" }
  | { type: "ended"; cause: string }
  | {
      type: "caption";
      id: string;
      by: CaptionBy;
      text: string;
      atMs: number;
      state: "speaking" | "said" | "cut";
      /** Nobody told the carrier these words: the local recogniser knew them by their sound. */
      byEar?: true;
    }
  | { type: "unknownWords"; atMs: number }
  | { type: "digit"; digit: string; atMs: number }
  | { type: "refused"; reason: string };

/** Sound in both directions: one frame of 160 16-bit little-endian samples; from the simulator two, heard then said. */
export const FRAME_BYTES = 320;
