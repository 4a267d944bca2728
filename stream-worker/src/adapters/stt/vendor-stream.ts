import type { Language } from "@patchbay/contracts";
import type { SpeechFault, TranscriptEvent } from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import { createFlushes, type Flushes } from "./flushes.ts";
import { createTelling, type Telling } from "./telling.ts";
import { openVoiceLine, type VoiceLine } from "./voice-line.ts";

/** Frames come every 20 ms; a second without one is a carrier that sends nothing. */
const AUDIO_STOPPED_MS = 1_000;

/** What every recogniser over a socket takes. */
export type StreamingOptions = {
  readonly key: string;
  /** In place of the vendor's own; `ws:` or `wss:`, without a path. */
  readonly baseUrl?: string | undefined;
  readonly clock: Clock;
  /** Deadline for the connection; 3 s. */
  readonly connectMs?: number;
  /** Patience with a flush that is not answered; 2 s. */
  readonly stallMs?: number;
  /** Told of audio that could not be sent in time, milliseconds. */
  readonly dropped?: (ms: number) => void;
};

export type OpenOptions = {
  readonly language: Language;
  readonly hear: (event: TranscriptEvent) => void;
};

type Wire = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly batchBytes: number;
  readonly settleMs: number | null;
  readonly hello?: readonly string[];
  encode?(audio: Uint8Array): Uint8Array | string;
  settled?(): boolean;
  /** No answer is due yet. */
  patient?(): boolean;
  receive(message: unknown): void;
};

export type VendorStream = {
  readonly telling: Telling;
  readonly line: VoiceLine;
  readonly flushes: Flushes;
  /** Audio has come: the call is alive, whether or not it goes to the vendor. */
  pushed(): void;
  push(audio: Uint8Array): void;
  fail(fault: SpeechFault): void;
  close(farewell?: string): void;
  /** Runs when the stream ends, whoever ended it. */
  onEnd(run: () => void): void;
};

/** One call's line to a recogniser over a socket: what all vendors have in common. */
export function openVendorStream(
  options: StreamingOptions,
  hear: OpenOptions["hear"],
  wire: Wire,
): VendorStream {
  const { clock } = options;
  const telling = createTelling(hear);
  const endings: (() => void)[] = [];
  let pushedAt = Number.NEGATIVE_INFINITY;

  const pushed = (): void => {
    pushedAt = clock.now();
  };
  const end = (): void => {
    flushes.end();
    for (const run of endings.splice(0)) run();
  };
  const fail = (fault: SpeechFault): void => {
    if (telling.ended()) return;
    end();
    line.close();
    telling.failed(fault);
  };
  const flushes = createFlushes({
    clock,
    stallMs: options.stallMs,
    settleMs: wire.settleMs,
    settled: wire.settled ?? (() => telling.shown() === ""),
    live: () =>
      line.standing() && clock.now() - pushedAt < AUDIO_STOPPED_MS && wire.patient?.() !== true,
    answered: () => telling.flushed(),
    stalled: () => fail("stalled"),
  });
  const line = openVoiceLine({
    url: wire.url,
    headers: wire.headers,
    clock,
    connectMs: options.connectMs,
    batchBytes: wire.batchBytes,
    encode: wire.encode ?? ((audio) => audio),
    hello: wire.hello ?? [],
    receive: wire.receive,
    failed: fail,
    dropped: options.dropped ?? (() => undefined),
  });

  const stream: VendorStream = {
    telling,
    line,
    flushes,
    pushed,
    push(audio) {
      pushed();
      line.audio(audio);
    },
    fail,
    close(farewell) {
      if (telling.ended()) return;
      telling.end();
      end();
      line.close(farewell);
    },
    onEnd: (run) => void endings.push(run),
  };
  return stream;
}
