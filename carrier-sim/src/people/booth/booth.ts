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

/** A page without an origin of its own says "null", which is no address. */
const isOwnPage = ({ origin, host }: IncomingMessage["headers"]): boolean =>
  origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;

/** The phone booth: a page on which somebody is the caller. Only pages of this server may open its socket. */
export function createBooth(deps: BoothDeps): Booth {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096 });
  return {
    router: boothRoutes(deps),
    handleUpgrade(request, socket, head) {
      if ((request.url ?? "/").split("?", 1)[0] !== PATH) return false;
      if (!isOwnPage(request.headers) || sockets.clients.size >= MOST_PAGES) {
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
