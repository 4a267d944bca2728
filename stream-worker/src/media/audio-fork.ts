import type { MediaTokenClaims } from "@patchbay/contracts";
import type { WebSocket } from "ws";
import type { ForkSession } from "../runtime/fork-session.ts";
import { serveAdmitted, type AdmissionDeps } from "./admission.ts";
import {
  opensStream,
  parseMediaMessage,
  type MediaMessage,
  type StreamStart,
} from "./media-wire.ts";
import type { Rate } from "./socket-guard.ts";

/** Two tracks are 100 messages a second; after a hiccup of the network seconds come at once. */
const FORK_RATE: Rate = { perSecond: 300, burst: 2_000 };

export type ForkDeps = AdmissionDeps & {
  openSession(opening: {
    readonly claims: MediaTokenClaims;
    readonly carrierSessionId: string;
  }): ForkSession;
};

/** Serves one one-way Media Streams socket: both tracks of a call, for listening and levels. */
export function serveFork(socket: WebSocket, deps: ForkDeps): void {
  serveAdmitted<MediaMessage, StreamStart>(socket, deps, {
    purpose: "fork",
    rate: FORK_RATE,
    parse: parseMediaMessage,
    opens: opensStream,
    precedes: ({ event }) => event === "connected",
    tokenOf: ({ parameters }) => parameters["token"],
    admit({ streamSid }, claims) {
      const session = deps.openSession({ claims, carrierSessionId: streamSid });
      let stopped = false;
      return {
        deliver(message) {
          if (message.event === "stop") stopped = true;
          if (message.event !== "media") return;
          session.frame(message.track, message.timestampMs, message.payload);
        },
        closed: () => session.closed(stopped ? "ended" : "dropped"),
      };
    },
  });
}
