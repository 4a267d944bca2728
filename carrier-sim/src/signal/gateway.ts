import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { Directory, Switchboard } from "../ports.ts";
import { createCallBook } from "./call-book.ts";
import type { ClientCall } from "./client-call.ts";
import { createDatachannelPeers } from "./datachannel-peer.ts";
import { dialOut, reconnect } from "./dial-out.ts";
import { MAX_MESSAGE_BYTES, type ClientMessage } from "./messages.ts";
import { calleeFor } from "./ring-in.ts";
import type { RingGroup } from "./ring-group.ts";
import type { PeerFactory } from "./rtc-peer.ts";
import { openSession, type Session } from "./session.ts";
import { NO_FAULTS, troubledPeers, type MediaFaults } from "./troubled-peers.ts";
import type { FindApiKey } from "./token.ts";

export const SIGNAL_PATH = "/signal";

export interface SignalGateway {
  /** Finds `client:<identity>` while at least one page is registered under it. */
  directory: Directory;
  /** Takes over upgrades to `/signal`; answers 404 to any other path. The `Origin` is not checked: a token is asked for. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  registrations(): Registration[];
  calls(): ClientCall[];
  /** Trouble on demand: the pages of this identity lose their registration. `tell: false` leaves them believing they still have it. Returns how many. */
  killRegistration(identity: string, options?: { tell?: boolean }): number;
  /** Trouble on demand: cuts every signalling socket as a broken network does. Media goes on. */
  dropSockets(): void;
  /** Ends every call and socket. */
  stop(): Promise<void>;
}

export interface Registration {
  accountSid: string;
  identity: string;
}

export interface SignalGatewayOptions {
  switchboard: Pick<Switchboard, "dialApp">;
  findApiKey: FindApiKey;
  /** Hears of events by name only: identities, parameters and tokens never reach it. */
  log?: { warn(fields: object, text: string): void };
  /** Where media sockets bind, default 127.0.0.1: the browser is on the same machine. */
  bindAddress?: string;
  /** One UDP port for all media instead of one a call. */
  udpPort?: number;
  /** Trouble on demand: asked for each packet, both ways. */
  mediaFaults?: () => MediaFaults;
  /** Replaces the WebRTC library in tests. */
  peers?: PeerFactory;
  /** Wall-clock milliseconds, for token expiry. */
  clock?: () => number;
  /** Monotonic milliseconds, for media and reconnect limits; best the audio clock's. */
  now?: () => number;
}

const MAX_SOCKETS = 500;
/** As the carrier has it (unconfirmed): an eleventh registration pushes out the oldest. */
const MAX_REGISTRATIONS_PER_IDENTITY = 10;
const TICK_MS = 500;

export function createSignalGateway(options: SignalGatewayOptions): SignalGateway {
  const clock = options.clock ?? Date.now;
  const now = options.now ?? (() => performance.now());
  const { bindAddress = "127.0.0.1", udpPort } = options;
  const peers = troubledPeers(
    options.peers ?? createDatachannelPeers({ bindAddress, udpPort }),
    options.mediaFaults ?? (() => NO_FAULTS),
  );
  const book = createCallBook(peers);
  const ringing = new Map<string, RingGroup<Session>>();
  // Insertion order is age: the first found is the oldest.
  const sessions = new Set<Session>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const ticker = setInterval(() => {
    const at = now();
    for (const call of book.all()) call.tick(at);
  }, TICK_MS);
  const out = {
    book,
    switchboard: options.switchboard,
    now,
    clock,
    onRefused: (error: string) =>
      options.log?.warn({ error }, "the switchboard refused a voice client call"),
  };

  function registered(identity: string, accountSid?: string): Session[] {
    return [...sessions].filter((session) => {
      const grant = session.grant();
      return (
        session.registered() &&
        grant?.identity === identity &&
        (accountSid ?? grant.accountSid) === grant.accountSid
      );
    });
  }

  function onCallMessage(session: Session, message: ClientMessage): void {
    switch (message.type) {
      case "invite":
        if (message.payload.reconnect === undefined) dialOut(out, session, message.payload);
        else reconnect(book, session, message.payload.callsid, message.payload.reconnect);
        return;
      case "answer": {
        const { callsid, sdp } = message.payload;
        // Too late or never rung here: the page has opened its side and must be told.
        if (!ringing.get(callsid)?.answer(session, sdp))
          session.send({ type: "hangup", payload: { callsid } });
        return;
      }
      case "reject":
        ringing.get(message.payload.callsid)?.leave(session, "declined");
        return;
      case "hangup":
        ringing.get(message.payload.callsid)?.leave(session, "declined");
        book.own(session, message.payload.callsid)?.handle({ type: "clientHungUp" });
        return;
      case "reinvite": {
        // Unanswered, the page would stay "reconnecting" for ever.
        const call = book.own(session, message.payload.callsid);
        if (call) call.connect(message.payload.sdp);
        else session.send({ type: "hangup", payload: { callsid: message.payload.callsid } });
        return;
      }
      case "dtmf":
        book.own(session, message.payload.callsid)?.line.press(message.payload.dtmf);
        return;
      case "message": {
        const { callsid, voiceeventsid } = message.payload;
        if (book.own(session, callsid))
          session.send({ type: "ack", payload: { acktype: "message", callsid, voiceeventsid } });
        else
          session.send({
            type: "error",
            payload: { error: { code: 31100, message: "Unknown call" }, callsid, voiceeventsid },
          });
        return;
      }
      case "listen":
      case "register":
        return;
      default:
        message satisfies never;
    }
  }

  function onRegistered(session: Session): void {
    const grant = session.grant();
    const others = grant ? registered(grant.identity, grant.accountSid) : [];
    if (others.length > MAX_REGISTRATIONS_PER_IDENTITY) others[0]?.unregister(true);
  }

  function onClosed(session: Session): void {
    sessions.delete(session);
    for (const group of ringing.values()) group.leave(session, "lost");
    for (const call of book.ofWire(session)) call.detach(now());
  }

  return {
    directory: {
      find(to, accountSid) {
        if (!to.startsWith("client:")) return undefined;
        const identity = to.slice("client:".length);
        const browsers = registered(identity, accountSid);
        return browsers.length === 0
          ? undefined
          : calleeFor({ book, ringing, peers, now }, identity, accountSid, browsers);
      },
    },
    handleUpgrade(request, socket, head) {
      const path = (request.url ?? "").split("?")[0];
      if (path !== SIGNAL_PATH || sessions.size >= MAX_SOCKETS) {
        const status = path === SIGNAL_PATH ? "503 Service Unavailable" : "404 Not Found";
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      server.handleUpgrade(request, socket, head, (webSocket) => {
        sessions.add(
          openSession({
            socket: webSocket,
            findApiKey: options.findApiKey,
            clock,
            onCallMessage,
            onRegistered,
            onClosed,
          }),
        );
      });
    },
    registrations: () =>
      [...sessions].flatMap((session) => {
        const grant = session.grant();
        return grant && session.registered()
          ? [{ accountSid: grant.accountSid, identity: grant.identity }]
          : [];
      }),
    calls: () => book.all(),
    killRegistration(identity, { tell = true } = {}) {
      const killed = registered(identity);
      for (const session of killed) session.unregister(tell);
      return killed.length;
    },
    dropSockets() {
      for (const session of sessions) session.drop();
    },
    async stop() {
      clearInterval(ticker);
      for (const group of ringing.values()) group.cancel();
      for (const call of book.all())
        call.handle({
          type: "failed",
          error: { code: 31009, message: "The carrier is closing down" },
        });
      for (const session of sessions) session.drop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      peers.stop();
    },
  };
}
