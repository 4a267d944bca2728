import { createAudioRing } from "../../domain/listening/audio-ring.ts";
import type { TranscriptStream } from "../../ports/speech.ts";

const BYTES_PER_MS = 8;
/** What a caller says between two pauses; of a longer speech the newest words matter. */
const KEPT_MS = 15_000;
/** Before an onset lies the consonant that made it. */
const PRE_ROLL_MS = 300;
/** A partial without an onset: words come at most this long after they were said. */
const UNNOTICED_MS = 1_500;
/** Between utterances a new recogniser gets this much, for the onset that is just being noticed. */
const IDLE_MS = 500;
const MAX_MARKS = 64;

/** `times`: flushes that share one mark. */
type Mark = { readonly at: number; readonly kind: "speech" | "flush"; readonly times: number };

/**
 * What no recogniser has told the words of yet: the newest audio, and where in it speech began and
 * was flushed. Another recogniser is given exactly this, so that no word is lost or told twice.
 */
export type Recent = {
  push(audio: Uint8Array): void;
  speechStarted(agoMs: number): void;
  flush(): void;
  partial(text: string): void;
  /** @param untilMs end of its last word; null covers all up to the oldest flush */
  final(untilMs: number | null): void;
  /** The oldest flush is answered; how often it was asked. */
  answered(): number;
  /** Where `replay` begins, milliseconds of the call's audio. */
  replayFromMs(): number;
  /** Says it all again to a new stream, for as long as `wanted`. */
  replay(stream: TranscriptStream, wanted: () => boolean): void;
};

export function createRecent(): Recent {
  const ring = createAudioRing(KEPT_MS * BYTES_PER_MS);
  let marks: Mark[] = [];
  /** Words before this place have been told. */
  let told = 0;
  let unfinished = false;

  const idle = (): boolean => marks.length === 0 && !unfinished;
  const back = (ms: number): number => Math.max(told, ring.end() - Math.round(ms * BYTES_PER_MS));
  const replayFrom = (): number => Math.max(idle() ? back(IDLE_MS) : told, ring.start());

  /** Flushes that pile up while nobody hears share a mark; their audio is long gone. */
  const squeeze = (): void => {
    if (marks.length <= MAX_MARKS) return;
    const first = marks.findIndex(({ kind }) => kind === "flush");
    const second = marks.findIndex(({ kind }, index) => kind === "flush" && index > first);
    const [one, other] = [marks[first], marks[second]];
    if (!one || !other) return;
    marks = [{ ...other, times: one.times + other.times }, ...marks.slice(second + 1)];
  };

  return {
    push: (audio) => ring.push(audio),
    speechStarted(agoMs) {
      if (marks.at(-1)?.kind === "speech") return;
      const at = Math.max(back(agoMs), marks.at(-1)?.at ?? 0);
      if (idle()) told = back(agoMs + PRE_ROLL_MS);
      marks.push({ at, kind: "speech", times: 1 });
      squeeze();
    },
    flush() {
      marks.push({ at: ring.end(), kind: "flush", times: 1 });
      squeeze();
    },
    partial(text) {
      if (text !== "" && idle()) told = back(UNNOTICED_MS);
      unfinished = text !== "";
    },
    final(untilMs) {
      const flushed = marks.find(({ kind }) => kind === "flush")?.at;
      const until = untilMs === null ? (flushed ?? ring.end()) : Math.round(untilMs * BYTES_PER_MS);
      told = Math.max(told, Math.min(until, ring.end()));
      unfinished = false;
    },
    answered() {
      const index = marks.findIndex(({ kind }) => kind === "flush");
      const mark = marks[index];
      if (!mark) return 0;
      marks = marks.slice(index + 1);
      told = Math.max(told, mark.at);
      return mark.times;
    },
    replayFromMs: () => replayFrom() / BYTES_PER_MS,
    replay(stream, wanted) {
      let at = replayFrom();
      const until = (place: number): void => {
        if (place > at && wanted()) stream.push(ring.slice(at, place));
        at = Math.max(at, place);
      };
      const end = ring.end();
      for (const mark of marks) {
        until(mark.at);
        if (!wanted()) return;
        if (mark.kind === "speech") stream.speechStarted(0);
        else stream.flush();
      }
      until(end);
    },
  };
}
