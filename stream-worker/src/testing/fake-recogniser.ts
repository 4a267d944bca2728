import type {
  HeardWord,
  SpeechFault,
  SpeechToText,
  TranscriptEvent,
  TranscriptStream,
} from "../ports/speech.ts";

/** A stream of the fake: what it was given, in order, and a mouth for the test. */
export type FakeHearing = {
  /** Frames by their first byte, and what was asked: `12 13 | speech | flush | closed`. */
  readonly given: (number | "speech" | "flush" | "closed")[];
  tell(event: TranscriptEvent): void;
  partial(text: string): void;
  final(text: string, words?: readonly HeardWord[]): void;
  flushed(): void;
  fail(fault?: SpeechFault): void;
};

export type FakeRecogniser = SpeechToText & {
  readonly streams: FakeHearing[];
  /** The newest stream. */
  now(): FakeHearing;
  /** Fails every stream while it is being opened. */
  broken: SpeechFault | null;
};

/** Splits what came in one piece into frames again. */
function framesOf(audio: Uint8Array): number[] {
  const frames: number[] = [];
  for (let at = 0; at < audio.length; at += 160) frames.push(audio[at] ?? 0);
  return frames;
}

/** A recogniser whose words the test says. */
export function fakeRecogniser(name: string): FakeRecogniser {
  const fake: FakeRecogniser = {
    name,
    streams: [],
    broken: null,
    now: () => fake.streams.at(-1) as FakeHearing,
    speaks: () => true,
    open({ hear }): TranscriptStream {
      const given: FakeHearing["given"] = [];
      fake.streams.push({
        given,
        tell: hear,
        partial: (text) => hear({ type: "partial", text }),
        final: (text, words = []) => hear({ type: "final", text, confidence: null, words }),
        flushed: () => hear({ type: "flushed" }),
        fail: (fault = "cut") => hear({ type: "failed", fault }),
      });
      if (fake.broken !== null) hear({ type: "failed", fault: fake.broken });
      return {
        push: (audio) => void given.push(...framesOf(audio)),
        speechStarted: () => void given.push("speech"),
        flush: () => void given.push("flush"),
        close: () => void given.push("closed"),
      };
    },
  };
  return fake;
}
