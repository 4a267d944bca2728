import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCarrier } from "../test-kit/carrier.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";
import { binRouter } from "./bins.ts";

const BIN = `EH${"0".repeat(32)}`;

describe("a document kept at the carrier", () => {
  let carrier: Awaited<ReturnType<typeof openCarrier>>;
  let server: Server;
  let base: string;
  beforeEach(async () => {
    const app = express();
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    carrier = await openCarrier(() => ({ voiceFallbackUrl: `${base}/twiml/${BIN}` }));
    const again = `<Redirect method="POST">${carrier.desk.url("/next")}</Redirect>`;
    app.use("/twiml", binRouter([{ sid: BIN, twiml: `<Response>${again}</Response>` }]));
  });
  afterEach(async () => {
    await carrier.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("holds a caller for as long as nobody else answers", async () => {
    const away = { status: 503 };
    carrier.desk.on("/voice", () => away);
    carrier.desk.on("/next", (_request, count) =>
      count < 3 ? away : "<Response><Hangup/></Response>",
    );
    const person = scriptedPerson();
    carrier.call(person);
    await person.onceEnded;
    expect(carrier.desk.received.map(({ path }) => path)).toEqual([
      "/voice",
      "/next",
      "/next",
      "/next",
    ]);
    expect(person.log.at(-1)).toBe("ended completed");
  });

  it("is one the account has", async () => {
    expect((await fetch(`${base}/twiml/EH1`)).status).toBe(404);
  });
});
