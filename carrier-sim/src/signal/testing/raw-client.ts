import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocket } from "ws";
import { createSignalGateway, type SignalGateway, type SignalGatewayOptions } from "../gateway.ts";
import { createFakePeers } from "./fake-peers.ts";
import { findTestKey } from "./tokens.ts";
import { createToneSwitchboard, type ToneSwitchboard } from "./tone-switchboard.ts";

interface Received {
  type: string;
  payload: Record<string, unknown>;
}

/** A hand-driven signalling client: sends any text, waits for message types. */
export interface RawClient {
  socket: WebSocket;
  send(type: string, payload: unknown): void;
  /** The next unseen message of this type. */
  next(type: string): Promise<Received>;
  received: Received[];
  heartbeats(): number;
}

export interface RawStand {
  gateway: SignalGateway;
  switchboard: ToneSwitchboard;
  peers: ReturnType<typeof createFakePeers>;
  url: string;
  connect(): Promise<RawClient>;
  /** Connected and, unless `register` is false, registered. */
  join(token: string, register?: boolean): Promise<RawClient>;
  stop(): Promise<void>;
}

/** A gateway with fake media behind a real socket. */
export async function startRawStand(
  options: Partial<SignalGatewayOptions> = {},
): Promise<RawStand> {
  const switchboard = createToneSwitchboard();
  const peers = createFakePeers();
  const gateway = createSignalGateway({ switchboard, findApiKey: findTestKey, peers, ...options });
  const server = createServer();
  server.on("upgrade", (request, socket, head) => gateway.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/signal`;

  async function connect(): Promise<RawClient> {
    const socket = new WebSocket(url);
    const received: Received[] = [];
    const unseen: Received[] = [];
    let heartbeats = 0;
    socket.on("message", (data) => {
      const text = Buffer.isBuffer(data) ? data.toString("utf8") : "";
      if (text === "\n") {
        heartbeats += 1;
        socket.send("\n");
        return;
      }
      const message = JSON.parse(text) as Received;
      received.push(message);
      unseen.push(message);
      socket.emit("parsed");
    });
    socket.setMaxListeners(100);
    await once(socket, "open");
    return {
      socket,
      received,
      heartbeats: () => heartbeats,
      send: (type, payload) => socket.send(JSON.stringify({ type, version: "1.6", payload })),
      async next(type) {
        for (;;) {
          const index = unseen.findIndex((message) => message.type === type);
          if (index >= 0) return unseen.splice(index, 1)[0] as Received;
          await once(socket, "parsed");
        }
      },
    };
  }

  return {
    gateway,
    switchboard,
    peers,
    url,
    connect,
    async join(token, register = true) {
      const client = await connect();
      client.send("listen", { token, reconnectTimeout: 30, browserinfo: { p: "browser" } });
      await client.next("connected");
      if (register) {
        client.send("register", { media: { audio: true } });
        await client.next("ready");
      }
      return client;
    },
    async stop() {
      await gateway.stop();
      switchboard.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The least a browser can offer. */
export const OFFER = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n";

/** Dials and resolves with the real CallSid once answered. */
export async function dialled(client: RawClient, callsid = "TJS1"): Promise<string> {
  client.send("invite", { callsid, sdp: OFFER, twilio: { params: "a=1&b=%26" } });
  const answer = await client.next("answer");
  return String(answer.payload["callsid"]);
}
