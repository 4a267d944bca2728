/** Where a WebSocket class lives: the window, or a stand-in in tests. */
export interface SocketScope {
  WebSocket: typeof WebSocket;
}

/**
 * Makes `wss://<host>/…` open as `ws://<host>/…`, for this one host and no other.
 *
 * The voice SDK always dials `wss:`; the simulated carrier on this machine speaks plain `ws:`, so that nobody has
 * to accept a self-signed certificate. Call it only when the configuration names a local signalling host, and
 * before the SDK is imported: the SDK keeps the WebSocket class it finds at import.
 * `host` is `name:port` as in a URL. Returns a function that puts the original class back.
 */
export function rewriteSignalling(host: string, scope: SocketScope = globalThis): () => void {
  const Original = scope.WebSocket;
  class PlainWebSocket extends Original {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(toPlain(url, host), protocols);
    }
  }
  scope.WebSocket = PlainWebSocket;
  return () => {
    if (scope.WebSocket === PlainWebSocket) scope.WebSocket = Original;
  };
}

function toPlain(url: string | URL, host: string): string | URL {
  // What is no URL is left for the browser's own class to refuse.
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  if (parsed.protocol !== "wss:" || parsed.host !== host) return url;
  parsed.protocol = "ws:";
  return parsed;
}
