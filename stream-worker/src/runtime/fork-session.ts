import type { Track } from "../domain/frame-pairing.ts";
import {
  hearFrame,
  silentTrack,
  type SpeechSpan,
  type SpeechTrack,
} from "../domain/speech-spans.ts";
import type { Clock, Log, SessionLink } from "../ports.ts";
import { createCallClock } from "./call-clock.ts";
import { createCallSound } from "./call-sound.ts";

export type ForkSession = {
  readonly callId: string;
  /** Mu-law of one track, any length; `timestampMs` counts from the stream's start. */
  frame(track: Track, timestampMs: number, payload: Uint8Array): void;
  /** Frames leave for the api only while somebody listens. */
  listen(on: boolean): void;
  /** Who spoke when, on the stream's clock. */
  spans(track: Track): readonly SpeechSpan[];
  closed(cause: "ended" | "dropped"): void;
};

export function openForkSession(deps: {
  callId: string;
  link: SessionLink;
  clock: Clock;
  log: Log;
}): ForkSession {
  const { callId, link, clock } = deps;
  const callClock = createCallClock(clock.now());
  const life = new AbortController();
  const speech: Record<Track, SpeechTrack> = { caller: silentTrack, other: silentTrack };
  const sound = createCallSound({
    callId,
    link,
    clock,
    callClock,
    heard(track, atMs, rms) {
      speech[track] = hearFrame(speech[track], rms, atMs);
    },
  });

  link.open(life.signal).then(
    (answer) => {
      if (answer.ok) callClock.align(answer.conversation.nowMs, clock.now());
      else deps.log.warn({ callId, code: answer.problem.code }, "The api refused the fork");
    },
    () => undefined,
  );

  return {
    callId,
    frame: sound.frame,
    listen: sound.listen,
    spans: (track) => speech[track].spans,
    closed(cause) {
      sound.close();
      life.abort();
      link.close(cause);
    },
  };
}
