import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Router } from "express";
import { WebSocketServer } from "ws";
import { boothRoutes } from "./booth-routes.ts";
import { serveBooth, type BoothDeps } from "./booth-socket.ts";

export interface Booth {
  router: Router;
  /** True when the upgrade was the booth's. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  stop(): void;
}

const PATH = "/booth/socket";
const MOST_PAGES = 50;

/** The phone booth: a page on which somebody is the caller. Only pages of this server may open its socket. */
export function createBooth(deps: BoothDeps): Booth {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  return {
    router: boothRoutes(deps),
    handleUpgrade(request, socket, head) {
      if (new URL(request.url ?? "/", "http://booth").pathname !== PATH) return false;
      const origin = request.headers.origin;
      if (
        origin === undefined ||
        new URL(origin).host !== request.headers.host ||
        sockets.clients.size >= MOST_PAGES
      ) {
        socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
        return true;
      }
      sockets.handleUpgrade(request, socket, head, (page) => serveBooth(page, deps));
      return true;
    },
    stop() {
      for (const page of sockets.clients) page.terminate();
      sockets.close();
    },
  };
}
