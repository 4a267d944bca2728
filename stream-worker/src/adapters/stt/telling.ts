import { cleanWords } from "../../domain/listening/clean-words.ts";
import type { HeardWord, SpeechFault, TranscriptEvent } from "../../ports/speech.ts";

/** More words than a turn holds: what a vendor sends stays bounded. */
const MAX_WORDS = 500;

/** What an adapter heard, told as the port promises: clean text, in order, nothing after the end. */
export type Telling = {
  partial(text: string): void;
  /** Without words it only takes the partial back. */
  final(text: string, confidence?: number | null, words?: readonly HeardWord[]): void;
  flushed(): void;
  turnEnded(eager: boolean): void;
  turnResumed(): void;
  failed(fault: SpeechFault): void;
  /** The partial that stands; empty after a final. */
  shown(): string;
  ended(): boolean;
  /** No event follows. */
  end(): void;
};

const isShare = (value: number): boolean => value >= 0 && value <= 1;
const confidenceOf = (value: number | null | undefined): number | null =>
  value != null && isShare(value) ? value : null;

function cleanWord(word: HeardWord): HeardWord[] {
  const text = cleanWords(word.text);
  const startMs = Math.round(word.startMs);
  const endMs = Math.round(word.endMs);
  const timed = Number.isFinite(startMs) && Number.isFinite(endMs) && startMs >= 0;
  if (text === "" || !timed) return [];
  return [
    { text, startMs, endMs: Math.max(startMs, endMs), confidence: confidenceOf(word.confidence) },
  ];
}

export function createTelling(hear: (event: TranscriptEvent) => void): Telling {
  let shown = "";
  let ended = false;
  const tell = (event: TranscriptEvent): void => {
    if (!ended) hear(event);
  };
  const partial = (text: string): void => {
    const clean = cleanWords(text);
    if (clean === shown) return;
    shown = clean;
    tell({ type: "partial", text: clean });
  };

  return {
    partial,
    final(text, confidence = null, words = []) {
      const clean = cleanWords(text);
      if (clean === "") return partial("");
      shown = "";
      tell({
        type: "final",
        text: clean,
        confidence: confidenceOf(confidence),
        words: words.slice(0, MAX_WORDS).flatMap(cleanWord),
      });
    },
    flushed: () => tell({ type: "flushed" }),
    turnEnded: (eager) => tell({ type: "turnEnded", eager }),
    turnResumed: () => tell({ type: "turnResumed" }),
    failed(fault) {
      tell({ type: "failed", fault });
      ended = true;
    },
    shown: () => shown,
    ended: () => ended,
    end() {
      ended = true;
    },
  };
}
