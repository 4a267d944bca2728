import { language, type Language, type MediaTokenClaims } from "@patchbay/contracts";
import type { WebSocket } from "ws";
import type { RelayWire } from "../ports.ts";
import type { RelaySession } from "../runtime/relay-session.ts";
import type { CarrierEvent } from "../runtime/session-types.ts";
import { endMessage, parseRelayMessage, textMessage, type RelayMessage } from "./relay-wire.ts";
import { serveAdmitted, type AdmissionDeps } from "./admission.ts";
import type { Rate } from "./socket-guard.ts";

type RelaySetup = Extract<RelayMessage, { type: "setup" }>;

/** A person and a recogniser together stay far below this. */
const RELAY_RATE: Rate = { perSecond: 100, burst: 400 };
/** What we send is small; a carrier that does not read for this long is gone. */
const MAX_UNSENT_BYTES = 256 * 1024;

export type RelayOpening = {
  readonly claims: MediaTokenClaims;
  readonly carrierSessionId: string;
  /** Of the relay itself, for when the api cannot be asked. */
  readonly language: Language | null;
  readonly wire: RelayWire;
};

export type RelayDeps = AdmissionDeps & {
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
  serveAdmitted<RelayMessage, RelaySetup>(socket, deps, {
    purpose: "relay",
    rate: RELAY_RATE,
    parse: parseRelayMessage,
    opens: (message): message is RelaySetup => message.type === "setup",
    tokenOf: ({ customParameters }) => customParameters?.["token"],
    admit({ sessionId, customParameters }, claims) {
      const named = language.safeParse(customParameters?.["language"]);
      const session = deps.openSession({
        claims,
        carrierSessionId: sessionId,
        language: named.success ? named.data : null,
        wire: wireOf(socket),
      });
      return {
        deliver(message) {
          const event = translate(message);
          if (event !== null) session.receive(event);
        },
        closed: (code) => session.closed(code),
      };
    },
  });
}
