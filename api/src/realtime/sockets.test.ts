import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Router } from "express";
import { pino } from "pino";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { createSocketServer } from "./sockets.ts";

const server = createServer();
const logged: string[] = [];
const sockets = createSocketServer(server, []);
let base = "";

beforeAll(async () => {
  server.on(
    "request",
    createApp({
      carrier: Router(),
      console: Router(),
      health: Router(),
      web: Router().use((_request, response) => void response.send("the console")),
      headers: (_request, response, next) => {
        response.set("X-Set", "late");
        next();
      },
      log: pino({ level: "trace" }, { write: (text: string) => void logged.push(text) }),
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => sockets.close());

describe("the socket server", () => {
  it("lets nobody into the space that belongs to nobody", async () => {
    const stranger = io(base, { transports: ["websocket"], reconnection: false });
    const error = await new Promise<Error>((resolve) => stranger.once("connect_error", resolve));
    expect(error.message).toBe("not_signed_in");
    stranger.close();
  });

  it("answers its own requests alone", async () => {
    expect((await fetch(`${base}/socket.io/?EIO=4&transport=polling`)).status).toBe(400);
    expect(await (await fetch(`${base}/calls`)).text()).toBe("the console");
    expect(logged).toEqual([]);
  });
});
