import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { frameText } from "../streams/frame-text.ts";
import { createHub } from "../switchboard/hub.ts";

type Message = { [key: string]: unknown };

/** The application's end of one socket. */
export interface SocketApp {
  socket: WebSocket;
  signature: string;
  messages: Message[];
  send(message: object): void;
  /** The first message, past or future, that matches. */
  message(matches: (message: Message) => boolean): Promise<Message>;
  closed: Promise<{ code: number; reason: string }>;
}

/** A socket server as the application runs it: relay or media streams. */
export interface SocketHall {
  url: string;
  next(): Promise<SocketApp>;
  close(): Promise<void>;
}

export async function openSocketHall(): Promise<SocketHall> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  const waiting: SocketApp[] = [];
  const arrived = createHub<void>();
  sockets.on("connection", (socket, request) => {
    const messages: Message[] = [];
    const news = createHub<void>();
    socket.on("message", (data) => {
      messages.push(JSON.parse(frameText(data)) as Message);
      news.emit();
    });
    waiting.push({
      socket,
      signature: String(request.headers["x-twilio-signature"]),
      messages,
      send: (message) => socket.send(JSON.stringify(message)),
      message: (matches) =>
        new Promise((resolve) => {
          const look = (): void => {
            const found = messages.find(matches);
            if (found === undefined) return;
            dispose();
            resolve(found);
          };
          const dispose = news.on(look);
          look();
        }),
      closed: new Promise((resolve) =>
        socket.on("close", (code, reason) => resolve({ code, reason: String(reason) })),
      ),
    });
    arrived.emit();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    next: () =>
      new Promise((resolve) => {
        const look = (): void => {
          const app = waiting.shift();
          if (app === undefined) return;
          dispose();
          resolve(app);
        };
        const dispose = arrived.on(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}
