import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CarrierError, type Carrier } from "../../ports.ts";
import { createMediaTokens } from "../media-token.ts";
import { createAddresses } from "./addresses.ts";
import { createCarrier } from "./carrier.ts";

/** Replies in the words of the vendor's REST documentation (`usage/twilios-response`). */
const replies = new Map<string, { status: number; body: object }>();
const asked: { line: string; form: URLSearchParams }[] = [];
let carrier: Carrier;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += String(piece);
  return text;
}

const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    const path = (request.url ?? "").split("?")[0]!.replace(/^\/2010-04-01\/Accounts\/[^/]+/, "");
    asked.push({ line: `${request.method} ${path}`, form: new URLSearchParams(body) });
    const reply = replies.get(`${request.method} ${path}`) ?? {
      status: 404,
      body: { code: 20404 },
    };
    response
      .writeHead(reply.status, { "content-type": "application/json" })
      .end(JSON.stringify(reply.body));
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  carrier = createCarrier(
    {
      accountSid: `AC${"0".repeat(32)}`,
      apiKeySid: `SK${"0".repeat(32)}`,
      apiKeySecret: "secret",
      apiBaseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    {
      addresses: createAddresses("https://calls.example.test", "https://media.example.test"),
      tokens: createMediaTokens("m".repeat(32)),
    },
  );
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  replies.clear();
  asked.length = 0;
});

const kindOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof CarrierError ? error.kind : "something else"),
  );

describe("the carrier's REST", () => {
  it("is told to make a leg ask, not what to do", async () => {
    replies.set("POST /Calls/CA1.json", { status: 200, body: { sid: "CA1" } });
    await carrier.redirect("CA1", "call-id", 7);
    expect(Object.fromEntries(asked[0]!.form)).toEqual({
      Url: "https://calls.example.test/carrier/twilio/next?call=call-id&step=7",
      Method: "POST",
    });
  });

  it.each([
    [400, 21220, "ended"],
    [404, 20404, "ended"],
    [400, 21205, "refused"],
    [401, 20003, "refused"],
    [429, 20429, "unreachable"],
    [503, 20500, "unreachable"],
  ])("that answers %i with code %i means %s", async (status, code, kind) => {
    replies.set("POST /Calls/CA1.json", {
      status,
      body: { status, code, message: "+12025550142" },
    });
    expect(await kindOf(carrier.endLeg("CA1"))).toBe(kind);
  });

  it("never has its message passed on, which may quote a number", async () => {
    replies.set("POST /Calls/CA1.json", {
      status: 400,
      body: { status: 400, code: 21211, message: "'+12025550142' is not valid" },
    });
    const error = await carrier.endLeg("CA1").catch((cause: unknown) => cause);
    expect(String(error)).not.toContain("2025550142");
  });

  it("knows no leg: there is none", async () => {
    expect(await carrier.leg("CA404")).toBeUndefined();
  });

  it("has a running recording: no second one is begun", async () => {
    const recordings = [{ sid: "RE1", status: "in-progress", call_sid: "CA1" }];
    replies.set("GET /Calls/CA1/Recordings.json", { status: 200, body: { recordings } });
    expect(await carrier.startRecording("CA1", "call-id")).toBe("RE1");
    expect(asked.map(({ line }) => line)).toEqual(["GET /Calls/CA1/Recordings.json"]);
  });

  it("is asked for both channels, untrimmed, when a recording begins", async () => {
    replies.set("GET /Calls/CA1/Recordings.json", { status: 200, body: { recordings: [] } });
    replies.set("POST /Calls/CA1/Recordings.json", { status: 201, body: { sid: "RE2" } });
    expect(await carrier.startRecording("CA1", "call-id")).toBe("RE2");
    expect(Object.fromEntries(asked[1]!.form)).toMatchObject({
      RecordingChannels: "dual",
      Trim: "do-not-trim",
    });
  });

  it("is asked to add the number so that its leaving ends the conference", async () => {
    const path = "POST /Conferences/call-x-1/Participants.json";
    replies.set(path, { status: 201, body: { call_sid: "CA9" } });
    const sid = await carrier.dial({
      conference: "call-x-1",
      to: "+4930901820",
      from: "+493023125024",
      label: "caller-1-outside",
      callId: "x",
    });
    expect(sid).toBe("CA9");
    expect(Object.fromEntries(asked[0]!.form)).toMatchObject({
      EndConferenceOnExit: "true",
      EarlyMedia: "true",
      Beep: "false",
    });
  });

  it("forks over a socket's own scheme", async () => {
    replies.set("POST /Calls/CA1/Streams.json", { status: 201, body: { sid: "MZ1" } });
    await carrier.startFork("CA1", { callId: "x", epoch: 1, step: 2 });
    expect(asked[0]!.form.get("Url")).toBe("wss://media.example.test/fork");
    expect(asked[0]!.form.get("Parameter1.Name")).toBe("token");
  });
});
