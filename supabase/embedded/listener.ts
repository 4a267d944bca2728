import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** `address` is the caller's own: nothing stands between. */
type Handler = (request: Request, address: string) => Promise<Response>;

export type ListenOptions = {
  port: number;
  /** The only web origin whose pages may call; `undefined` allows none. */
  allowedOrigin: string | undefined;
  handle: Handler;
  /** What `/readyz` answers by. */
  isReady: () => boolean;
};

/** Recordings arrive in pieces of 1 MiB; nothing of ours is larger. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

function toRequest(incoming: IncomingMessage, origin: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (Array.isArray(value)) value.forEach((one) => headers.append(name, one));
    else if (value !== undefined) headers.set(name, value);
  }
  const method = incoming.method ?? "GET";
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(new URL(incoming.url ?? "/", origin), {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {}),
  });
}

/** The local Supabase is careless with origins (any, or none); the console's is the only one with business here. */
function narrowOrigin(headers: Headers, allowedOrigin: string | undefined): void {
  headers.delete("access-control-allow-origin");
  headers.delete("access-control-allow-credentials");
  if (allowedOrigin === undefined) return;
  headers.set("access-control-allow-origin", allowedOrigin);
  headers.set("access-control-expose-headers", "content-range, x-supabase-api-version");
  headers.append("vary", "Origin");
}

/** A browser asks before it sends headers of its own; answered here for all paths alike. */
function preflight(incoming: IncomingMessage, allowedOrigin: string | undefined): Headers {
  const headers = new Headers({
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE",
    "access-control-allow-headers": incoming.headers["access-control-request-headers"] ?? "",
    "access-control-max-age": "600",
  });
  narrowOrigin(headers, allowedOrigin);
  return headers;
}

async function answer(
  options: ListenOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (incoming.url === "/readyz") {
    outgoing.writeHead(options.isReady() ? 200 : 503).end();
    return;
  }
  if (incoming.method === "OPTIONS") {
    outgoing.writeHead(204, Object.fromEntries(preflight(incoming, options.allowedOrigin))).end();
    return;
  }
  if (Number(incoming.headers["content-length"] ?? 0) > BODY_LIMIT_BYTES) {
    outgoing.writeHead(413, { connection: "close" }).end();
    return;
  }
  const response = await options.handle(
    toRequest(incoming, `http://${incoming.headers.host ?? "127.0.0.1"}`),
    incoming.socket.remoteAddress ?? "",
  );
  const headers = new Headers(response.headers);
  narrowOrigin(headers, options.allowedOrigin);
  outgoing.writeHead(response.status, Object.fromEntries(headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

/** Serves a fetch-style handler on the loopback address; resolves once it listens. */
export function listen(options: ListenOptions): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    answer(options, incoming, outgoing).catch(() => {
      // The reason may hold a person's data; the status says enough.
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", () => resolve(server));
  });
}
