import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import twilio from "twilio";
import { createHub } from "../switchboard/hub.ts";

export interface Received {
  path: string;
  method: string;
  params: Record<string, string>;
  signed: boolean;
  headers: NodeJS.Dict<string | string[]>;
}

export interface Reply {
  status?: number;
  type?: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** The other side of the carrier's webhooks: answers by path, remembers everything, checks every signature with the official client. */
export interface WebhookDesk {
  url(path: string): string;
  on(
    path: string,
    reply: (received: Received, count: number) => string | Reply | Promise<string | Reply>,
  ): void;
  received: Received[];
  /** The `count`-th request at `path` that matches, past or future. */
  request(
    path: string,
    matches?: (received: Received) => boolean,
    count?: number,
  ): Promise<Received>;
  close(): Promise<void>;
}

export async function openWebhookDesk(authToken: string): Promise<WebhookDesk> {
  const replies = new Map<string, Parameters<WebhookDesk["on"]>[1]>();
  const received: Received[] = [];
  const news = createHub<void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    const finish = async (): Promise<void> => {
      const address = `http://127.0.0.1:${port()}${request.url ?? ""}`;
      const { pathname, searchParams } = new URL(address);
      const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString("utf8")));
      const one: Received = {
        path: pathname,
        method: request.method ?? "",
        params: { ...Object.fromEntries(searchParams), ...form },
        signed: twilio.validateRequest(
          authToken,
          String(request.headers["x-twilio-signature"]),
          address,
          form,
        ),
        headers: request.headers,
      };
      received.push(one);
      const reply = replies.get(pathname);
      const made = (await reply?.(
        one,
        received.filter((other) => other.path === pathname).length,
      )) ?? { status: 204 };
      const {
        status = 200,
        type = "text/xml",
        body = "",
        headers = {},
      } = typeof made === "string" ? { body: made } : made;
      response
        .writeHead(status, { "content-type": type, ...headers })
        .end(status === 204 ? undefined : body);
      news.emit();
    };
    request.on("end", () => void finish());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (): number => (server.address() as AddressInfo).port;

  return {
    url: (path) => `http://127.0.0.1:${port()}${path}`,
    on: (path, reply) => void replies.set(path, reply),
    received,
    request: (path, matches = () => true, count = 1) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = received.filter((one) => one.path === path && matches(one))[count - 1];
          if (found === undefined) return;
          dispose();
          resolve(found);
        };
        const dispose = news.on(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
