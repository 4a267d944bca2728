import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Metrics } from "./ports.ts";
import { MAX_MESSAGE_BYTES } from "./media/socket-guard.ts";
import { signatureHolds } from "./media/twilio-signature.ts";

export type AppOptions = {
  /** Read per upgrade: the port is known only once we listen. */
  publicUrl: () => string;
  carrierTokens: readonly string[];
  metrics: Metrics;
  ready(): boolean;
  /** False while we drain: running sessions go on, new ones go elsewhere. */
  accepting(): boolean;
  scrape(): Promise<{ type: string; text: string }>;
  serveRelay(socket: WebSocket): void;
  serveStream(socket: WebSocket): void;
  serveFork(socket: WebSocket): void;
};

function reply(response: ServerResponse, status: number, text: string, type = "text/plain"): void {
  response.writeHead(status, { "content-type": type });
  response.end(text);
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AppOptions,
): Promise<void> {
  const path = pathOf(request);
  if (path === "/healthz") return reply(response, 200, "alive\n");
  if (path === "/readyz") {
    return options.ready() && options.accepting()
      ? reply(response, 200, "ready\n")
      : reply(response, 503, "not connected to the api, or draining\n");
  }
  if (path === "/metrics") {
    const { type, text } = await options.scrape();
    return reply(response, 200, text, type);
  }
  return reply(
    response,
    404,
    "This is a media worker; sockets connect at /relay, /stream and /fork.\n",
  );
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "/").split("?", 1)[0] ?? "/";
}

function refuse(socket: Duplex, status: string, metrics: Metrics): void {
  metrics.count("refused");
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

export type App = {
  readonly server: Server;
  /** Hands running calls over: the carrier asks the api, which finds them another worker. */
  dismiss(): void;
};

const DISMISS_MS = 500;

/** Builds the server and does not listen. */
export function createApp(options: AppOptions): App {
  const server = createServer((request, response) => {
    answer(request, response, options).catch(() => reply(response, 500, "failed\n"));
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });

  const serving = new Map([
    ["/relay", options.serveRelay],
    ["/stream", options.serveStream],
    ["/fork", options.serveFork],
  ]);
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const path = pathOf(request).replace(/\/+$/, "");
    const serve = serving.get(path) ?? null;
    if (serve === null) return refuse(socket, "404 Not Found", options.metrics);
    if (!options.accepting()) return refuse(socket, "503 Service Unavailable", options.metrics);
    const header = request.headers["x-twilio-signature"];
    const signature = Array.isArray(header) ? header[0] : header;
    if (!signatureHolds(signature, options.publicUrl(), path, options.carrierTokens)) {
      return refuse(socket, "403 Forbidden", options.metrics);
    }
    sockets.handleUpgrade(request, socket, head, serve);
  });
  return {
    server,
    dismiss() {
      for (const client of sockets.clients) {
        client.close(1001, "the worker is restarting");
        setTimeout(() => client.terminate(), DISMISS_MS).unref();
      }
    },
  };
}
