import type { Clock } from "../../src/ports.ts";
import type { TranscriptEvent, TranscriptStream } from "../../src/ports/speech.ts";
import type { TimedWord } from "../sound/clip.ts";

/** Streaming recognisers tell a partial about four times a second, this far behind the sound. */
const PARTIAL_EVERY_MS = 230;
const BEHIND_MS = 150;
/** From the flush to its final. */
const FINAL_AFTER_MS = 200;
/** Words nobody asked for come as a final of their own after this much silence. */
const OWN_FINAL_MS = 500;
/** A word that was cut off by the flush is guessed from its greater part. */
const GUESSED_SHARE = 0.6;
const BYTES_PER_MS = 8;

/**
 * A recogniser that makes no mistakes and takes the time a real one takes: it knows the words that
 * are being said from their labels. Words count once they have been said to their end.
 */
export type LabelledWords = {
  readonly stream: TranscriptStream;
  /** Words about to be said; times count from the next sound pushed. */
  will(words: readonly TimedWord[]): void;
};

export function createLabelledWords(
  clock: Clock,
  hear: (event: Exclude<TranscriptEvent, { type: "failed" }>) => void,
): LabelledWords {
  let pushedMs = 0;
  let partialAtMs = 0;
  let shown = "";
  /** Said or about to be, and in no final yet. */
  let open: TimedWord[] = [];
  let closed = false;

  const partial = (): void => {
    const known = open.filter(({ endMs }) => endMs <= pushedMs - BEHIND_MS);
    const text = known.map((word) => word.text).join(" ");
    if (text === shown) return;
    shown = text;
    hear({ type: "partial", text });
  };

  const settle = (untilMs: number): void => {
    const saidBy = ({ startMs, endMs }: TimedWord): number =>
      startMs + GUESSED_SHARE * (endMs - startMs);
    const words = open.filter((word) => saidBy(word) <= untilMs);
    if (words.length === 0) return;
    open = open.filter((word) => saidBy(word) > untilMs);
    shown = "";
    const text = words.map((word) => word.text).join(" ");
    const timed = words.map((word) => ({ ...word, confidence: null }));
    hear({ type: "final", text, confidence: null, words: timed });
  };
  const answer = (untilMs: number): void => {
    if (closed) return;
    settle(untilMs);
    hear({ type: "flushed" });
  };
  const isQuiet = (): boolean =>
    open.length > 0 &&
    open.every(({ startMs, endMs }) => endMs <= pushedMs - OWN_FINAL_MS || startMs > pushedMs);

  return {
    will(words) {
      const from = pushedMs;
      const placed = words.map(({ text, startMs, endMs }) => ({
        text,
        startMs: startMs + from,
        endMs: endMs + from,
      }));
      open = [...open, ...placed];
    },
    stream: {
      push(audio) {
        pushedMs += audio.length / BYTES_PER_MS;
        if (pushedMs - partialAtMs < PARTIAL_EVERY_MS) return;
        partialAtMs = pushedMs;
        if (isQuiet()) settle(pushedMs);
        else partial();
      },
      speechStarted() {},
      flush() {
        const untilMs = pushedMs;
        clock.after(FINAL_AFTER_MS, () => answer(untilMs));
      },
      close() {
        closed = true;
      },
    },
  };
}
