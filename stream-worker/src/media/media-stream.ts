import { language, type Language, type MediaTokenClaims } from "@patchbay/contracts";
import type { WebSocket } from "ws";
import type { StreamWire } from "../ports.ts";
import type { StreamSession } from "../runtime/stream-session.ts";
import { serveAdmitted, type AdmissionDeps } from "./admission.ts";
import {
  clearMessage,
  markMessage,
  mediaMessage,
  opensStream,
  parseMediaMessage,
  type MediaMessage,
  type StreamStart,
} from "./media-wire.ts";
import type { Rate } from "./socket-guard.ts";

/** One track is 50 messages a second, and marks; after a hiccup of the network seconds come at once. */
const STREAM_RATE: Rate = { perSecond: 150, burst: 1_000 };
/** Eight seconds of sound as text: a carrier that does not read for so long is gone. */
const MAX_UNSENT_BYTES = 256 * 1024;
/** A normal end: the carrier asks for the document that follows. */
const DONE = 1000;

export type StreamOpening = {
  readonly claims: MediaTokenClaims;
  readonly carrierSessionId: string;
  /** Of the connecting document, for when the api cannot be asked. */
  readonly language: Language | null;
  readonly wire: StreamWire;
};

export type StreamDeps = AdmissionDeps & {
  openSession(opening: StreamOpening): StreamSession;
};

function wireOf(socket: WebSocket, streamSid: string): StreamWire {
  const send = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
    else socket.send(text);
  };
  return {
    sendMedia: (audio) => send(mediaMessage(streamSid, audio)),
    sendMark: (name) => send(markMessage(streamSid, name)),
    sendClear: () => send(clearMessage(streamSid)),
    end: () => socket.close(DONE, "the bot is done"),
  };
}

/** Serves one two-way Media Streams socket: the caller's sound in, our voice out. */
export function serveStream(socket: WebSocket, deps: StreamDeps): void {
  serveAdmitted<MediaMessage, StreamStart>(socket, deps, {
    purpose: "stream",
    rate: STREAM_RATE,
    parse: parseMediaMessage,
    opens: opensStream,
    precedes: ({ event }) => event === "connected",
    tokenOf: ({ parameters }) => parameters["token"],
    admit({ streamSid, parameters }, claims) {
      const named = language.safeParse(parameters["language"]);
      const session = deps.openSession({
        claims,
        carrierSessionId: streamSid,
        language: named.success ? named.data : null,
        wire: wireOf(socket, streamSid),
      });
      let stopped = false;
      return {
        deliver(message) {
          switch (message.event) {
            case "media":
              if (message.track === "caller") session.media(message.timestampMs, message.payload);
              return;
            case "mark":
              return session.mark(message.name);
            case "dtmf":
              return session.key(message.digit);
            case "stop":
              stopped = true;
              return;
            case "connected":
            case "start":
          }
        },
        // The carrier says `stop` when the caller left or the call was told something else.
        closed: (code) => session.closed(stopped ? DONE : code),
      };
    },
  });
}
