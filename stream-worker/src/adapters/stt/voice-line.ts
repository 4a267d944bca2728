import { WebSocket, type ClientOptions, type RawData } from "ws";
import type { SpeechFault } from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import { faultOfClose, faultOfStatus } from "./faults.ts";
import { createUnsent, type Unsent } from "./unsent.ts";

/** Two seconds of a caller's time on top of the vendor's own half second; then another vendor is asked. */
export const CONNECT_MS = 3_000;
/** An utterance that is heard again after a failure (15 s), and what comes while the line is opened. */
export const KEPT_MS = 20_000;
/** Transcripts are a few kilobytes. */
const MAX_MESSAGE_BYTES = 512 * 1024;
/** Two seconds on their way in the socket; more waits with us, where the oldest can still be dropped. */
const MAX_BUFFERED_BYTES = 16 * 1024;
const CLOSE_MS = 1_000;

export type VoiceLineOptions = {
  /** Without a key: it goes into `headers`. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly connectMs: number | undefined;
  /** Audio is sent in pieces of at least this many bytes. */
  readonly batchBytes: number;
  encode(audio: Uint8Array): Uint8Array | string;
  /** Sent as soon as the line stands. */
  readonly hello: readonly string[];
  receive(message: unknown): void;
  /** Once; the line is closed then. */
  failed(fault: SpeechFault): void;
  dropped(ms: number): void;
};

export type VoiceLine = Pick<Unsent, "audio" | "message" | "givenMs" | "heardAtMs"> & {
  standing(): boolean;
  /** @param farewell sent before the socket is closed */
  close(farewell?: string): void;
};

function parse(data: RawData, binary: boolean): unknown {
  if (binary) return undefined;
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : data;
    return JSON.parse(Buffer.from(bytes as Uint8Array).toString());
  } catch {
    return undefined;
  }
}

/** A WebSocket to a recogniser: audio and messages out in order, JSON in, faults by name. */
export function openVoiceLine(options: VoiceLineOptions): VoiceLine {
  const unsent = createUnsent(KEPT_MS * 8, options.dropped);
  let state: "connecting" | "standing" | "closed" = "connecting";
  let socket: WebSocket | null = null;

  const close = (farewell?: string): void => {
    if (state === "closed") return;
    const stood = state === "standing";
    state = "closed";
    cancelDeadline();
    if (!stood) return socket?.terminate();
    if (farewell !== undefined) socket?.send(farewell);
    socket?.close(1000);
  };
  const fail = (fault: SpeechFault): void => {
    if (state === "closed") return;
    close();
    options.failed(fault);
  };
  const cancelDeadline = options.clock.after(options.connectMs ?? CONNECT_MS, () => fail("silent"));

  const pump = (): void => {
    while (state === "standing" && socket && socket.bufferedAmount < MAX_BUFFERED_BYTES) {
      const next = unsent.next(options.batchBytes);
      if (next === null) return;
      socket.send(typeof next === "string" ? next : options.encode(next));
    }
  };

  const dial = (): WebSocket => {
    // `closeTimeout` is newer than the types.
    const given: ClientOptions & { closeTimeout: number } = {
      headers: options.headers,
      perMessageDeflate: false,
      maxPayload: MAX_MESSAGE_BYTES,
      closeTimeout: CLOSE_MS,
    };
    const dialled = new WebSocket(options.url, given);
    dialled.on("open", () => {
      if (state !== "connecting") return;
      cancelDeadline();
      state = "standing";
      for (const text of options.hello) dialled.send(text);
      pump();
    });
    dialled.on("unexpected-response", (request, response) => {
      request.destroy();
      fail(faultOfStatus(response.statusCode ?? 0));
    });
    dialled.on("message", (data, binary) => {
      if (state !== "standing") return;
      const message = parse(data, binary);
      if (message === undefined) return fail("garbage");
      options.receive(message);
    });
    dialled.on("error", (cause) => {
      // ws gives a frame that breaks the protocol, or is too long, a code of its own.
      const broken = "code" in cause && String(cause.code).startsWith("WS_ERR_");
      fail(broken ? "garbage" : state === "connecting" ? "silent" : "cut");
    });
    dialled.on("close", (code) => fail(faultOfClose(code)));
    return dialled;
  };

  try {
    socket = dial();
  } catch {
    // An address or key that cannot even be sent. Told later: whoever opens us is not ready to hear.
    queueMicrotask(() => fail("refused"));
  }

  return {
    audio(audio) {
      if (state === "closed") return;
      unsent.audio(audio);
      pump();
    },
    message(text) {
      if (state === "closed") return;
      unsent.message(text);
      pump();
    },
    givenMs: unsent.givenMs,
    heardAtMs: unsent.heardAtMs,
    standing: () => state === "standing",
    close,
  };
}
