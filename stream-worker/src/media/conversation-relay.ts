import { language, type Language, type MediaTokenClaims } from "@patchbay/contracts";
import type { WebSocket } from "ws";
import type { Clock, Metrics, RelayWire } from "../ports.ts";
import type { RelaySession } from "../runtime/relay-session.ts";
import type { CarrierEvent } from "../runtime/session-types.ts";
import type { MediaTokens } from "./media-token.ts";
import { endMessage, parseRelayMessage, textMessage, type RelayMessage } from "./relay-wire.ts";
import { guardSocket, type Rate } from "./socket-guard.ts";

/** A person and a recogniser together stay far below this. */
const RELAY_RATE: Rate = { perSecond: 100, burst: 400 };
const MAX_EARLY = 64;
/** What we send is small; a carrier that does not read for this long is gone. */
const MAX_UNSENT_BYTES = 256 * 1024;

export type RelayOpening = {
  readonly claims: MediaTokenClaims;
  readonly carrierSessionId: string;
  /** Of the relay itself, for when the api cannot be asked. */
  readonly language: Language | null;
  readonly wire: RelayWire;
};

export type RelayDeps = {
  tokens: MediaTokens;
  clock: Clock;
  metrics: Metrics;
  rate?: Rate;
  openSession(opening: RelayOpening): RelaySession;
};

/** Words of the carrier → words of the session; null where nothing follows from it. */
function translate(message: RelayMessage): CarrierEvent | null {
  switch (message.type) {
    case "prompt":
      return { type: "prompted", text: message.voicePrompt, last: message.last };
    case "dtmf":
      return { type: "digitPressed", digit: message.digit };
    case "interrupt":
      return { type: "interrupted", heard: message.utteranceUntilInterrupt };
    case "info":
      return translateInfo(message.name, message.value);
    case "setup":
    case "error":
      return null;
  }
}

function translateInfo(name: string, value: unknown): CarrierEvent | null {
  if (name === "tokensPlayed") {
    return typeof value === "string" ? { type: "played", text: value.slice(0, 8_000) } : null;
  }
  const on = value === "on" || value === true;
  if (name === "agentSpeaking") return { type: "botAudible", on };
  if (name === "clientSpeaking") return { type: "callerAudible", on };
  return null;
}

function wireOf(socket: WebSocket): RelayWire {
  const send = (text: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) socket.terminate();
    else socket.send(text);
  };
  return {
    sendText: (text, last) => send(textMessage(text, last)),
    end: () => send(endMessage()),
  };
}

/** Serves one ConversationRelay socket from its opening to its end. */
export function serveRelay(socket: WebSocket, deps: RelayDeps): void {
  let session: RelaySession | null = null;
  let setup: "awaited" | "checking" | "done" = "awaited";
  let early: RelayMessage[] = [];

  const admit = async (message: Extract<RelayMessage, { type: "setup" }>): Promise<void> => {
    const parameters = message.customParameters ?? {};
    const answer = await deps.tokens.accept(parameters["token"], "relay");
    if (!answer.ok) {
      deps.metrics.count("refused");
      guard.close(1008, answer.why);
      return;
    }
    if (socket.readyState !== socket.OPEN) return;
    setup = "done";
    guard.admitted();
    const named = language.safeParse(parameters["language"]);
    session = deps.openSession({
      claims: answer.claims,
      carrierSessionId: message.sessionId,
      language: named.success ? named.data : null,
      wire: wireOf(socket),
    });
    for (const waiting of early) deliver(waiting);
    early = [];
  };

  const deliver = (message: RelayMessage): void => {
    const event = translate(message);
    if (event !== null) session?.receive(event);
  };

  const guard = guardSocket<RelayMessage>(socket, {
    parse: parseRelayMessage,
    clock: deps.clock,
    metrics: deps.metrics,
    rate: deps.rate ?? RELAY_RATE,
    receive(message) {
      if (setup === "done") {
        deliver(message);
      } else if (setup === "checking") {
        // What came in the same packet as `setup` is delivered once the token has been checked.
        if (early.length < MAX_EARLY) early.push(message);
      } else if (message.type === "setup") {
        setup = "checking";
        guard.pauseFor(admit(message));
      } else {
        deps.metrics.count("refused");
        guard.close(1008, "setup expected");
      }
    },
    closed(code) {
      session?.closed(code);
      session = null;
    },
  });
}
