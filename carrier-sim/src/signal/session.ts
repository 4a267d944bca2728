import type { WebSocket } from "ws";
import type { Wire } from "./client-call.ts";
import {
  HEARTBEAT,
  readMessage,
  writeMessage,
  type ClientMessage,
  type ServerMessage,
} from "./messages.ts";
import { verifyAccessToken, type FindApiKey, type Grant } from "./token.ts";

/** The page reconnects after 15 s without a message (`wstransport.ts`); a beat every 5 s survives two lost ones. */
export const HEARTBEAT_MS = 5_000;
/** The page echoes each beat; three missing echoes are a half-open socket. */
const MAX_SILENT_BEATS = 3;
/** A socket must show a token by then. Longer than the SDK needs, short enough not to be parked. */
const LISTEN_DEADLINE_MS = 10_000;
/** Messages a page may send at once, and how many it earns back a second; a call's worst moment is about ten. */
const RATE_BURST = 100;
const RATE_PER_SECOND = 20;
/** What waits in a socket that does not read; past it the socket is dropped rather than remembered. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** One signalling socket of one page: who it is, whether it may be rung, and the messages it may send. */
export interface Session extends Wire {
  grant(): Grant | undefined;
  registered(): boolean;
  /** Takes the registration away; the page hears `offline` unless it is done silently. */
  unregister(tell: boolean): void;
  /** Cuts the socket without a close frame, as a broken network does. */
  drop(): void;
}

export interface SessionOptions {
  socket: WebSocket;
  findApiKey: FindApiKey;
  /** Wall-clock milliseconds. */
  clock(): number;
  /** Everything but listen, register and heartbeats, from a session with a valid token. */
  onCallMessage(session: Session, message: ClientMessage): void;
  onRegistered(session: Session): void;
  onClosed(session: Session): void;
}

const MALFORMED = { code: 31100, message: "Malformed request" } as const;
const NO_TOKEN = { code: 31204, message: "No valid access token was shown" } as const;
const RATE_EXCEEDED = { code: 31206, message: "Rate exceeded authorized limit" } as const;

export function openSession(options: SessionOptions): Session {
  const { socket, findApiKey, clock } = options;
  let grant: Grant | undefined;
  let registered = false;
  let expiryTold = false;
  let silentBeats = 0;
  let allowance = RATE_BURST;
  let rateTold = false;

  const session: Session = {
    grant: () => grant,
    registered: () => registered && grant !== undefined && grant.expiresAt > clock(),
    send(message: ServerMessage) {
      write(writeMessage(message));
    },
    unregister(tell) {
      if (!registered) return;
      registered = false;
      if (tell) session.send({ type: "offline", payload: {} });
    },
    drop: () => socket.terminate(),
  };

  function write(text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate();
    else socket.send(text);
  }

  function listen(token: string): void {
    const result = verifyAccessToken(token, findApiKey, clock());
    if ("code" in result) {
      // The socket stays open: the page may come with a better token. An earlier good one goes on until it expires.
      session.send({ type: "error", payload: { error: result } });
      return;
    }
    clearTimeout(deadline);
    grant = result;
    expiryTold = false;
    session.send({
      type: "connected",
      payload: {
        region: "us1",
        edge: "ashburn",
        home: "us1",
        gateway: "carrier-sim",
        token: { identity: result.identity, ttl: Math.floor((result.expiresAt - clock()) / 1000) },
      },
    });
  }

  function register(wanted: boolean): void {
    if (!grant) {
      session.send({ type: "error", payload: { error: NO_TOKEN } });
    } else if (!wanted) {
      registered = false;
      session.send({ type: "offline", payload: {} });
    } else if (!grant.incoming) {
      // Undocumented; an error is kinder than a registration that never rings.
      session.send({
        type: "error",
        payload: { error: { code: 31201, message: "The token does not allow incoming calls" } },
      });
    } else {
      registered = true;
      options.onRegistered(session);
      session.send({ type: "ready", payload: {} });
    }
  }

  function tellExpiry(): void {
    if (!grant || expiryTold || grant.expiresAt > clock()) return;
    expiryTold = true;
    session.send({
      type: "error",
      payload: { error: { code: 31205, message: "Access token expired" } },
    });
    session.unregister(true);
  }

  function receive(text: string): void {
    silentBeats = 0;
    if (text === HEARTBEAT) return;
    if (allowance < 1) {
      if (!rateTold) session.send({ type: "error", payload: { error: RATE_EXCEEDED } });
      rateTold = true;
      return;
    }
    allowance -= 1;
    const message = readMessage(text);
    if ("unreadable" in message) {
      // Unknown types are left unanswered: a newer SDK may send more than we know.
      if (message.unreadable !== "unknown type")
        session.send({ type: "error", payload: { error: MALFORMED } });
      return;
    }
    tellExpiry();
    if (message.type === "listen") listen(message.payload.token);
    else if (message.type === "register") register(message.payload.media.audio);
    else if (grant) options.onCallMessage(session, message);
    else session.send({ type: "error", payload: { error: NO_TOKEN } });
  }

  const deadline = setTimeout(() => socket.close(1008, "No access token"), LISTEN_DEADLINE_MS);
  const beat = setInterval(() => {
    allowance = Math.min(RATE_BURST, allowance + (RATE_PER_SECOND * HEARTBEAT_MS) / 1000);
    rateTold = false;
    silentBeats += 1;
    if (silentBeats > MAX_SILENT_BEATS) {
      socket.terminate();
      return;
    }
    tellExpiry();
    write(HEARTBEAT);
  }, HEARTBEAT_MS);

  socket.on("message", (data, isBinary) => {
    if (isBinary) return;
    receive(Buffer.isBuffer(data) ? data.toString("utf8") : "");
  });
  // ws reports oversized and malformed frames here and closes the socket itself.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    clearTimeout(deadline);
    clearInterval(beat);
    registered = false;
    options.onClosed(session);
  });
  return session;
}
