import { whatFollows } from "../../domain/listening/what-follows.ts";
import { BYTES_PER_MS, join } from "./unsent.ts";

/** Whisper hears 30 s at once; a turn that is longer goes on in a new piece. */
const MAX_JOINED_BYTES = 28_000 * BYTES_PER_MS;

export type Piece = {
  readonly audio: Uint8Array;
  /** The sound between the piece before and this one, when it was short. */
  readonly pause: Uint8Array | null;
};

/** Recognises a piece of a turn; `null` when that failed. */
export type RecognisePiece = (piece: Piece) => Promise<string | null>;

/**
 * Whoever pauses between the groups of a number says pieces too short to be understood alone. Each
 * is recognised together with what was said just before, and gives the words that it adds; alone,
 * where the two cannot be told apart or it adds none.
 */
export function createWhisperTurn(
  ask: (audio: Uint8Array) => Promise<string | null>,
): RecognisePiece {
  let before: { readonly audio: Uint8Array; readonly text: string } | null = null;

  const together = async (piece: Piece): Promise<string | null> => {
    if (!before || !piece.pause) return "";
    const length = before.audio.length + piece.pause.length + piece.audio.length;
    if (length > MAX_JOINED_BYTES) return "";
    const audio = join([before.audio, piece.pause, piece.audio], length);
    const text = await ask(audio);
    const rest = text === null ? null : whatFollows(before.text, text);
    if (text !== null && rest) before = { audio, text };
    return text === null ? null : (rest ?? "");
  };

  return async (piece) => {
    const added = await together(piece);
    if (added !== "") return added;
    const text = await ask(piece.audio);
    before = { audio: piece.audio, text: text ?? "" };
    return text;
  };
}
