import type { TurnMeasured } from "@patchbay/contracts";
import type { Commit } from "../domain/floor/state.ts";

/** How long callers wait, turn by turn. Instants are milliseconds of the session's clock. */
export type TurnMeasures = {
  /** A turn ended; `utteranceId` is that of its words. */
  committed(commit: Commit, utteranceId: string, at: number): void;
  /** A head begins an answer, maybe before the turn is over. */
  begun(): void;
  /** The head's first words of the answer. */
  worded(at: number): void;
  /** The first frame of the answer left. */
  sounded(at: number): void;
  /** What is open is told as far as it came. */
  close(): void;
};

type Open = {
  readonly commit: Commit;
  readonly utteranceId: string;
  readonly at: number;
  wordedAt: number | null;
};

export function createTurnMeasures(measured: (turn: TurnMeasured) => void): TurnMeasures {
  let open: Open | null = null;
  /** Words of an answer are there whose turn is not over. */
  let hasWords = false;

  const tell = (soundedAt: number | null): void => {
    if (open === null) return;
    const { commit, utteranceId, at, wordedAt } = open;
    open = null;
    const since = (from: number, to: number | null): number | null =>
      to === null ? null : Math.max(0, Math.round(to - from));
    measured({
      utteranceId,
      reason: commit.reason,
      expectation: commit.expectation,
      patienceMs: commit.patienceMs,
      silenceMs: commit.silenceMs,
      speculated: commit.guessed,
      headMs: since(at, wordedAt),
      voiceMs: wordedAt === null ? null : since(wordedAt, soundedAt),
      totalMs: since(commit.endedAt, soundedAt),
    });
  };

  return {
    committed(commit, utteranceId, at) {
      // Cut off before a word of the answer: the caller went on.
      tell(null);
      open = { commit, utteranceId, at, wordedAt: commit.guessed && hasWords ? at : null };
    },
    begun() {
      hasWords = false;
    },
    worded(at) {
      hasWords = true;
      if (open !== null) open.wordedAt ??= at;
    },
    sounded(at) {
      if (open !== null && open.wordedAt !== null) tell(at);
    },
    close: () => tell(null),
  };
}
