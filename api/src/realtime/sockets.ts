import type { Server as HttpServer } from "node:http";
import { Server, type Namespace } from "socket.io";
import type { ConsoleToServer, ServerToConsole } from "@patchbay/contracts";

/** Larger than any message of ours but a snapshot, which only we send. */
const MESSAGE_BYTES_MOST = 64 * 1024;

export const orgRoom = (organizationId: string): string => `org:${organizationId}`;
export const userRoom = (userId: string): string => `user:${userId}`;
export const callRoom = (callId: string): string => `call:${callId}`;
export const listenRoom = (callId: string): string => `listen:${callId}`;

export type ConsoleSpace = Namespace<ConsoleToServer, ServerToConsole>;

/** One socket server for consoles and workers; browsers only from our own origin. */
export function createSocketServer(http: HttpServer, origins: readonly string[]): Server {
  const server = new Server(http, {
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_BYTES_MOST,
    perMessageDeflate: false,
    pingInterval: 5000,
    pingTimeout: 5000,
    connectTimeout: 5000,
    allowRequest: (request, decide) => {
      // Workers are programs and send no origin; what a browser sends must be ours exactly.
      const { origin } = request.headers;
      decide(null, origin === undefined || origins.includes(origin));
    },
  });
  // Everybody has a space of their own; in the common one strangers could stay unnoticed.
  server.use((_socket, next) => next(new Error("not_signed_in")));
  return server;
}
