import type { CallEvent } from "@patchbay/contracts";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createPublisher } from "./publisher.ts";
import { createUnfinished } from "./unfinished.ts";
import { createSocketServer, listenRoom, type ConsoleSpace } from "./sockets.ts";

const CALL = "5a4c2f5e-0c53-4f7e-9a55-0f7f8b9b7c01";
let server: ReturnType<typeof createSocketServer>;
let space: ConsoleSpace;
let client: Socket;

beforeEach(async () => {
  const http = createServer();
  server = createSocketServer(http, []);
  space = server.of("/console");
  space.on("connection", (socket) => void socket.join(listenRoom(CALL)));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  client = io(`http://127.0.0.1:${port}/console`, { transports: ["websocket"] });
  await new Promise<void>((resolve) => client.on("connect", resolve));
});
afterEach(async () => {
  client.close();
  await server.close();
});

/** Sends ten frames in one tick and counts them once a later message has come. */
async function countOf(send: (frame: Uint8Array) => void): Promise<number> {
  let frames = 0;
  client.on("audio.frame", () => (frames += 1));
  const last = new Promise((resolve) => client.once("utterance.partial", resolve));
  for (let at = 0; at < 10; at += 1) send(new Uint8Array(344));
  space.emit("utterance.partial", {
    callId: CALL,
    id: CALL,
    speaker: "bot",
    text: "",
    startedMs: 0,
  });
  await last;
  return frames;
}

describe("what is being said", () => {
  it("is known to whoever comes in the middle, until it was said", () => {
    const unfinished = createUnfinished(() => now);
    let now = 0;
    const partial = {
      callId: CALL,
      id: CALL,
      speaker: "bot",
      text: "Hello",
      startedMs: 0,
    } as const;
    unfinished.said(partial);
    unfinished.said({ ...partial, text: "Hello, how" });
    expect(unfinished.of(CALL)).toEqual([{ ...partial, text: "Hello, how" }]);
    now = 15_000;
    expect(unfinished.of(CALL)).toEqual([]);
    unfinished.said(partial);
    unfinished.happened({
      type: "utterance.finalised",
      callId: CALL,
      utterance: { speaker: "bot" },
    } as CallEvent);
    expect(unfinished.of(CALL)).toEqual([]);
  });
});

describe("frames that come in one tick", () => {
  it("all reach a listener whose line keeps up", async () => {
    const presence = { callChanged: () => undefined } as unknown as Parameters<
      typeof createPublisher
    >[1];
    const publisher = createPublisher(space, presence);
    expect(await countOf((frame) => publisher.audio(CALL, frame))).toBe(10);
  });

  it("would be lost as volatile packets (control)", async () => {
    expect(
      await countOf((frame) => space.to(listenRoom(CALL)).volatile.emit("audio.frame", frame)),
    ).toBeLessThan(10);
  });
});
