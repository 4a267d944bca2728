import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";

export interface EchoSocket {
  /** ms from sending a text to having it back. */
  roundTrip(text: string): Promise<number>;
  stop(): Promise<void>;
}

/** A WebSocket that says back what it hears. */
export async function startEchoSocket(): Promise<EchoSocket> {
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (socket) => socket.on("message", (data: Buffer) => socket.send(data)));
  await once(server, "listening");
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, "open");
  return {
    async roundTrip(text) {
      const at = performance.now();
      client.send(text);
      await once(client, "message");
      return performance.now() - at;
    },
    async stop() {
      client.terminate();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
