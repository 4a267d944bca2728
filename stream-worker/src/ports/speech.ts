import type { Language } from "@patchbay/contracts";

/** G.711 mu-law at 8 kHz, one byte a sample, headerless. */
export type Mulaw8k = Uint8Array;
/** 16-bit linear samples at 8 kHz. */
export type Pcm8k = Int16Array;

/**
 * `refused` will be refused again (key, language, voice); `overloaded` may not be in a moment;
 * `silent` never answered, `stalled` stopped in the middle, `cut` lost the connection, `garbage`
 * sent what the wire's documentation does not know.
 */
export type SpeechFault =
  | "refused"
  | "overloaded"
  | "silent"
  | "stalled"
  | "cut"
  | "garbage"
  | "aborted";

/** A speech vendor could not do it. Carries neither words nor keys nor addresses with keys in them. */
export class SpeechError extends Error {
  readonly vendor: string;
  readonly fault: SpeechFault;
  constructor(vendor: string, fault: SpeechFault) {
    super(`${vendor} failed: ${fault}`);
    this.name = "SpeechError";
    this.vendor = vendor;
    this.fault = fault;
  }
}

export type HeardWord = {
  readonly text: string;
  /** Milliseconds of the audio pushed to this stream, from its first byte. */
  readonly startMs: number;
  readonly endMs: number;
  readonly confidence: number | null;
};

export type TranscriptEvent =
  /** Replaces the partial before it; empty takes it back. */
  | { readonly type: "partial"; readonly text: string }
  /** A piece that is not revised any more; the next partial begins after it. */
  | {
      readonly type: "final";
      readonly text: string;
      readonly confidence: number | null;
      readonly words: readonly HeardWord[];
    }
  /** Everything pushed before `flush` has been recognised; its finals came before this. */
  | { readonly type: "flushed" }
  /** The recogniser's own end of turn; an `eager` one may be taken back. */
  | { readonly type: "turnEnded"; readonly eager: boolean }
  | { readonly type: "turnResumed" }
  /** Nothing more comes of this stream. */
  | { readonly type: "failed"; readonly fault: SpeechFault };

/** One call's line to a recogniser. None of its methods throws or blocks. */
export type TranscriptStream = {
  /** Audio as it comes, 20 ms at a time. What cannot be sent is bounded; the oldest goes first. */
  push(audio: Mulaw8k): void;
  /** Speech began `agoMs` before the newest audio pushed: a one-shot recogniser starts to collect. */
  speechStarted(agoMs: number): void;
  /** Speech paused: the recogniser is asked for its final now, and answers with `flushed`. */
  flush(): void;
  /** Ends it; no event follows. */
  close(): void;
};

export type SpeechToText = {
  readonly name: string;
  speaks(language: Language): boolean;
  /**
   * Begins at once: what is pushed before the connection stands is kept (20 s: an utterance that
   * another recogniser failed to hear, and what comes meanwhile) and sent then. A connection that
   * cannot be had within its deadline is told by `failed`.
   */
  open(options: {
    readonly language: Language;
    readonly hear: (event: TranscriptEvent) => void;
  }): TranscriptStream;
};

/** Audio of one piece of text, or how far into the text the audio so far has come. */
export type SpokenPiece =
  | { readonly type: "audio"; readonly audio: Mulaw8k }
  /** By `ms` of this text's audio its first `chars` characters have been spoken. */
  | { readonly type: "timing"; readonly ms: number; readonly chars: number };

export type SpeakRequest = {
  /** Speakable text, no markup; adapters escape what their wire needs. At most 1,000 characters. */
  readonly text: string;
  readonly language: Language;
  /** The vendor's name of a voice; null takes its default for the language. */
  readonly voice: string | null;
  /** What was said just before, for voices that carry the melody on. */
  readonly previousText: string;
};

export type TextToSpeech = {
  readonly name: string;
  speaks(language: Language): boolean;
  /**
   * Streams the audio of one text. Throws `SpeechError`, also when a stage (connection, first byte,
   * between chunks) takes too long; retries only before the first byte.
   */
  speak(request: SpeakRequest, signal: AbortSignal): AsyncIterable<SpokenPiece>;
};

export type VoiceActivityEvent =
  /** Speech began `agoMs` before the newest sample pushed. */
  | { readonly type: "onset"; readonly agoMs: number }
  /** It has been quiet for `agoMs`. */
  | { readonly type: "offset"; readonly agoMs: number };

/** One call's detector. */
export type VoiceActivityStream = {
  push(audio: Mulaw8k): void;
  /** While our own voice plays, its echo must not count: a stricter threshold and level. */
  playing(on: boolean): void;
  close(): void;
};

/** Tells speech from silence and noise; one instance serves all calls. */
export type VoiceActivity = {
  readonly name: string;
  open(
    settings: {
      readonly threshold: number;
      readonly level: number;
      readonly onsetMs: number;
      readonly offsetMs: number;
    },
    hear: (event: VoiceActivityEvent) => void,
  ): VoiceActivityStream;
  close(): Promise<void>;
};
