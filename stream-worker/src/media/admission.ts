import type { MediaTokenClaims, SessionPurpose } from "@patchbay/contracts";
import type { WebSocket } from "ws";
import type { Clock, Metrics } from "../ports.ts";
import type { MediaTokens } from "./media-token.ts";
import { guardSocket, type Parsed, type Rate } from "./socket-guard.ts";

/** Messages that came in the same packet as the opening one are delivered once its token held. */
const MAX_EARLY = 256;

export type AdmissionDeps = {
  readonly tokens: MediaTokens;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly rate?: Rate;
};

/** What a socket becomes once it is let in. */
export type Admitted<M> = {
  deliver(message: M): void;
  closed(code: number): void;
};

export type Entry<M, O extends M> = {
  readonly purpose: SessionPurpose;
  readonly rate: Rate;
  parse(json: unknown): Parsed<M>;
  /** The one message that opens the session. */
  opens(message: M): message is O;
  /** May come before it and means nothing. */
  precedes?(message: M): boolean;
  tokenOf(opening: O): unknown;
  admit(opening: O, claims: MediaTokenClaims): Admitted<M>;
};

/**
 * Lets one media socket in, from its opening message to its end: nothing is delivered before its
 * token has been verified and spent, and nobody is let in without one.
 */
export function serveAdmitted<M, O extends M>(
  socket: WebSocket,
  deps: AdmissionDeps,
  entry: Entry<M, O>,
): void {
  let session: Admitted<M> | null = null;
  let stage: "awaited" | "checking" | "in" = "awaited";
  let early: M[] = [];

  const check = async (opening: O): Promise<void> => {
    const answer = await deps.tokens.accept(entry.tokenOf(opening), entry.purpose);
    if (!answer.ok) {
      deps.metrics.count("refused");
      guard.close(1008, answer.why);
      return;
    }
    if (socket.readyState !== socket.OPEN) return;
    stage = "in";
    guard.admitted();
    session = entry.admit(opening, answer.claims);
    for (const waiting of early) session.deliver(waiting);
    early = [];
  };

  const guard = guardSocket<M>(socket, {
    parse: entry.parse,
    clock: deps.clock,
    metrics: deps.metrics,
    rate: deps.rate ?? entry.rate,
    receive(message) {
      if (stage === "in") session?.deliver(message);
      else if (stage === "checking") {
        if (early.length < MAX_EARLY) early.push(message);
      } else if (entry.opens(message)) {
        stage = "checking";
        guard.pauseFor(check(message));
      } else if (entry.precedes?.(message) !== true) {
        deps.metrics.count("refused");
        guard.close(1008, `${entry.purpose === "relay" ? "setup" : "start"} expected`);
      }
    },
    closed(code) {
      session?.closed(code);
      session = null;
    },
  });
}
