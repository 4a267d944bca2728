import type { Language } from "@patchbay/contracts";
import type {
  SpeechFault,
  SpeechToText,
  TranscriptEvent,
  TranscriptStream,
} from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import type { Breaker } from "../breaker.ts";
import { createRecent } from "./recent.ts";

/** A failure often passes in seconds; a vendor that keeps failing is rested by its breaker. */
const REST_MS = 5_000;

export type EarsEvent =
  | Exclude<TranscriptEvent, { type: "failed" }>
  /** Nobody hears the caller. Told once; words that come again say that it is over. */
  | { readonly type: "deaf" };

export type EarsOptions = {
  /** In the organization's order; all of them speak the language. */
  readonly recognisers: readonly SpeechToText[];
  readonly language: Language;
  readonly clock: Clock;
  /** Shared by all calls of this worker. */
  breakerOf(name: string): Breaker;
  hear(event: EarsEvent): void;
  /** `to` is null when nobody was left, and `from` when the same one is tried again. */
  fellBack(from: string, to: string | null, fault: SpeechFault): void;
  readonly restMs?: number;
};

/** Times of words count from the first byte pushed here, whoever heard them. */
export type Ears = TranscriptStream;

type Open = {
  readonly recogniser: SpeechToText;
  readonly stream: TranscriptStream | null;
  readonly baseMs: number;
  /** It has said anything at all. */
  alive: boolean;
};

/** One call's ears: a chain of recognisers that takes over in mid-sentence without losing a word. */
export function createEars(options: EarsOptions): Ears {
  const { recognisers, language, clock } = options;
  const recent = createRecent();
  /** Failed without a word since anybody heard anything. */
  const tried = new Set<SpeechToText>();
  const refused = new Set<SpeechToText>();
  let current: Open | null = null;
  /** The partial that stands, and who said it. */
  let shown: { text: string; by: Open | null } = { text: "", by: null };
  let deaf = false;
  let closed = false;
  let cancelRest = (): void => undefined;

  const hear = (event: EarsEvent): void => {
    if (!closed) options.hear(event);
  };
  const usable = (one: SpeechToText): boolean =>
    !tried.has(one) && !refused.has(one) && !options.breakerOf(one.name).open();

  const goDeaf = (): void => {
    current = null;
    cancelRest = clock.after(options.restMs ?? REST_MS, () => {
      tried.clear();
      refused.clear();
      const first = recognisers.find(usable);
      if (first) open(first);
      else goDeaf();
    });
    if (deaf) return;
    deaf = true;
    hear({ type: "deaf" });
  };

  const failed = (mine: Open, fault: SpeechFault): void => {
    current = null;
    mine.stream?.close();
    const { recogniser } = mine;
    options.breakerOf(recogniser.name).failed();
    if (fault === "refused") refused.add(recogniser);
    // One that has heard is worth another try, after the others.
    if (mine.alive) tried.clear();
    else tried.add(recogniser);
    const index = recognisers.indexOf(recogniser) + 1;
    const next = [...recognisers.slice(index), ...recognisers.slice(0, index)].find(usable);
    options.fellBack(recogniser.name, next?.name ?? null, fault);
    if (closed) return;
    if (next) open(next);
    else goDeaf();
  };

  const worked = (mine: Open): void => {
    options.breakerOf(mine.recogniser.name).worked();
    deaf = false;
  };

  const take = (mine: Open, event: TranscriptEvent): void => {
    if (event.type === "failed") return failed(mine, event.fault);
    mine.alive = true;
    switch (event.type) {
      case "partial":
        recent.partial(event.text);
        shown = { text: event.text, by: mine };
        return hear(event);
      case "final": {
        worked(mine);
        const words = event.words.map((word) => ({
          ...word,
          startMs: word.startMs + mine.baseMs,
          endMs: word.endMs + mine.baseMs,
        }));
        recent.final(words.at(-1)?.endMs ?? null);
        shown = { text: "", by: null };
        return hear({ ...event, words });
      }
      case "flushed": {
        worked(mine);
        // A partial of one that failed, of which the next heard nothing.
        if (shown.text !== "" && shown.by !== mine) {
          shown = { text: "", by: null };
          recent.partial("");
          hear({ type: "partial", text: "" });
        }
        const times = recent.answered();
        for (let time = 0; time < times; time += 1) hear(event);
        return;
      }
      case "turnEnded":
      case "turnResumed":
        return hear(event);
    }
  };

  const open = (recogniser: SpeechToText): void => {
    const mine: Open & { stream: TranscriptStream | null } = {
      recogniser,
      stream: null,
      baseMs: recent.replayFromMs(),
      alive: false,
    };
    current = mine;
    const wanted = (): boolean => current === mine;
    mine.stream = recogniser.open({
      language,
      hear(event) {
        // Late words of a stream that is over belong to audio another one has been given.
        if (wanted()) take(mine, event);
      },
    });
    // It may have failed while it was opened.
    if (wanted()) recent.replay(mine.stream, wanted);
    else mine.stream.close();
  };

  const first = recognisers.find(usable);
  if (first) open(first);
  // Later: whoever creates us is not ready to hear.
  else queueMicrotask(() => closed || goDeaf());

  return {
    push(audio) {
      if (closed) return;
      recent.push(audio);
      current?.stream?.push(audio);
    },
    speechStarted(agoMs) {
      if (closed) return;
      recent.speechStarted(agoMs);
      current?.stream?.speechStarted(agoMs);
    },
    flush() {
      if (closed) return;
      recent.flush();
      current?.stream?.flush();
    },
    close() {
      if (closed) return;
      closed = true;
      cancelRest();
      const last = current;
      current = null;
      last?.stream?.close();
    },
  };
}
