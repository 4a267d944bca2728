import type { MediaTokenClaims } from "@patchbay/contracts";
import type { WebSocket } from "ws";
import type { Clock, Metrics } from "../ports.ts";
import type { ForkSession } from "../runtime/fork-session.ts";
import { parseForkMessage, type ForkMessage } from "./fork-wire.ts";
import type { MediaTokens } from "./media-token.ts";
import { guardSocket, type Rate } from "./socket-guard.ts";

/** Two tracks are 100 messages a second; after a hiccup of the network seconds come at once. */
const FORK_RATE: Rate = { perSecond: 300, burst: 2_000 };
const MAX_EARLY = 256;

export type ForkDeps = {
  tokens: MediaTokens;
  clock: Clock;
  metrics: Metrics;
  rate?: Rate;
  openSession(opening: {
    readonly claims: MediaTokenClaims;
    readonly carrierSessionId: string;
  }): ForkSession;
};

/** Serves one one-way Media Streams socket: both tracks of a call, for listening and levels. */
export function serveFork(socket: WebSocket, deps: ForkDeps): void {
  let session: ForkSession | null = null;
  let setup: "awaited" | "checking" | "done" = "awaited";
  let early: ForkMessage[] = [];
  let stopped = false;

  const admit = async (message: Extract<ForkMessage, { event: "start" }>): Promise<void> => {
    const answer = await deps.tokens.accept(message.parameters["token"], "fork");
    if (!answer.ok) {
      deps.metrics.count("refused");
      guard.close(1008, answer.why);
      return;
    }
    if (socket.readyState !== socket.OPEN) return;
    setup = "done";
    guard.admitted();
    session = deps.openSession({ claims: answer.claims, carrierSessionId: message.streamSid });
    for (const waiting of early) deliver(waiting);
    early = [];
  };

  const deliver = (message: ForkMessage): void => {
    if (message.event === "stop") stopped = true;
    if (message.event !== "media") return;
    session?.frame(message.track, message.timestampMs, message.payload);
  };

  const guard = guardSocket<ForkMessage>(socket, {
    parse: parseForkMessage,
    clock: deps.clock,
    metrics: deps.metrics,
    rate: deps.rate ?? FORK_RATE,
    receive(message) {
      if (setup === "done") {
        deliver(message);
      } else if (setup === "checking") {
        if (early.length < MAX_EARLY) early.push(message);
      } else if (message.event === "start") {
        setup = "checking";
        guard.pauseFor(admit(message));
      } else if (message.event !== "connected") {
        deps.metrics.count("refused");
        guard.close(1008, "start expected");
      }
    },
    closed() {
      session?.closed(stopped ? "ended" : "dropped");
      session = null;
    },
  });
}
