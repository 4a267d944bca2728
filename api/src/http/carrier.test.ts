import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jwtVerify } from "jose";
import twilio from "twilio";
import { callIdOf } from "../domain/call-id.ts";
import {
  attribute,
  AUTH_TOKEN,
  incoming,
  MEDIA_SECRET,
  newSid,
  OLD_AUTH_TOKEN,
  startApi,
  type ApiUnderTest,
} from "../testing/api-under-test.ts";
import type { Socket } from "socket.io-client";

let api: ApiUnderTest;
let worker: Socket;
beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
});
afterAll(() => api.stop());

const rowsOf = (sid: string) =>
  api.sql`select status, outcome, version from calls where carrier_sid = ${sid}`;

describe("a request of the carrier", () => {
  it.each([
    "/voice",
    "/next",
    "/status",
    "/client",
    "/conference",
    "/recording",
    "/stream",
    "/transcription",
    "/hold",
  ])("to %s is refused unsigned and mis-signed", async (path) => {
    const sid = newSid();
    expect((await api.post(path, incoming(sid), null)).status).toBe(403);
    expect((await api.post(path, incoming(sid), "somebody-elses-token")).status).toBe(403);
    expect(await rowsOf(sid)).toEqual([]);
  });

  it("cannot be made another by moving the border between two fields", async () => {
    const sid = newSid();
    const fields = Object.entries({
      AccountSid: "ACtest",
      ApiVersion: "2010-04-01",
      ...incoming(sid),
    });
    const all = Object.fromEntries(fields);
    const signature = twilio.getExpectedTwilioSignature(
      AUTH_TOKEN,
      "https://calls.example.test/carrier/twilio/voice",
      all,
    );
    const { CallSid, CallStatus, ...rest } = all;
    const moved = { ...rest, CallSid: `${CallSid}CallStatus${CallStatus}` };
    const reply = await fetch(`${api.base}/carrier/twilio/voice`, {
      method: "POST",
      headers: { "X-Twilio-Signature": signature },
      body: new URLSearchParams(moved),
    });
    expect(reply.status).toBe(403);
    expect(await rowsOf(moved.CallSid)).toEqual([]);
  });

  it("that is nobody's says nothing of itself in the log, and little however often it comes", async () => {
    const before = api.logged.length;
    for (let sent = 0; sent < 20; sent += 1) await api.post("/4930901820", {}, null);
    const said = api.logged.slice(before).filter((line) => line.includes("not signed by it"));
    expect(said.length).toBeLessThan(5);
    expect(said.join("")).not.toContain("4930901820");
  });

  it("is accepted with either token while one is being rotated", async () => {
    expect((await api.post("/voice", incoming(newSid()), OLD_AUTH_TOKEN)).status).toBe(200);
  });

  it("asked for with GET tells a person what it is", async () => {
    const reply = await fetch(`${api.base}/carrier/twilio/voice`);
    expect(await reply.text()).toMatch(/^Patchbay carrier webhook: POST only/);
  });
});

describe("a call that comes in", () => {
  it("is connected to the bot, with greeting, disclosure, fork and tokens that fit", async () => {
    const sid = newSid();
    const { body } = await api.post("/voice", incoming(sid));
    expect(attribute(body, "ConversationRelay", "welcomeGreeting")).toMatch(
      /automated assistant .* recorded\. .*help you/,
    );
    expect(attribute(body, "ConversationRelay", "language")).toBe("en-US");
    expect(attribute(body, "ConversationRelay", "url")).toBe("wss://media.example.test/relay");
    expect(attribute(body, "Connect", "action")).toBe(
      `https://calls.example.test/carrier/twilio/next?call=${callIdOf(sid)}&step=1`,
    );
    expect(attribute(body, "Stream", "track")).toBe("both_tracks");
    const relay = body.slice(body.indexOf("<ConversationRelay"));
    const { payload } = await jwtVerify(
      attribute(relay, "Parameter", "value") ?? "",
      new TextEncoder().encode(MEDIA_SECRET),
      { audience: "patchbay-media", algorithms: ["HS256"] },
    );
    expect(payload).toMatchObject({ sub: callIdOf(sid), epoch: 1, purpose: "relay" });
  });

  it("asked about again gets the same answer and no second call, even at the same time", async () => {
    const sid = newSid();
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => api.post("/voice", incoming(sid))),
    );
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1);
    expect(await rowsOf(sid)).toHaveLength(1);
    const again = await api.post("/voice", incoming(sid));
    expect(again.body).toBe(replies[0]?.body);
  });

  it("to a number that is not ours hears so in the country's language, and is on record", async () => {
    const sid = newSid();
    const { body } = await api.post("/voice", incoming(sid, "+4930111222333"));
    expect(attribute(body, "Say", "language")).toBe("de-DE");
    expect(body).toContain("<Hangup/>");
    await api.post("/voice", incoming(sid, "+4930111222333"));
    expect(await api.sql`select reason from refused_calls where carrier_sid = ${sid}`).toEqual([
      { reason: "unknown_number" },
    ]);
    expect(await rowsOf(sid)).toEqual([]);
  });

  it("that came while nobody of ours answered is greeted when the carrier asks on its own account", async () => {
    const sid = newSid();
    const first = await api.post("/next", incoming(sid));
    expect(attribute(first.body, "ConversationRelay", "welcomeGreeting")).toContain("help you");
    expect(await rowsOf(sid)).toMatchObject([{ status: "live" }]);
  });

  it("of an operator's browser begins nothing when the carrier asks on its own account", async () => {
    const sid = newSid();
    const { body } = await api.post("/next", { ...incoming(sid), From: "client:somebody" });
    expect(body).toContain("<Hangup/>");
    expect(await rowsOf(sid)).toEqual([]);
  });

  it("is resumed without a greeting when its socket drops, in the same words however often it asks", async () => {
    const sid = newSid();
    await api.post("/voice", incoming(sid));
    const callId = callIdOf(sid);
    await worker.timeout(5000).emitWithAck("session.opened", {
      callId,
      sessionId: `s-${sid}`,
      epoch: 1,
      purpose: "relay",
      carrierSessionId: "VX1",
    });
    const ask = { ...incoming(sid), CallStatus: "in-progress", SessionStatus: "failed" };
    const first = await api.post(`/next?call=${callId}&step=1`, ask);
    expect(attribute(first.body, "ConversationRelay", "welcomeGreeting")).toBeUndefined();
    expect(first.body).toContain("<ConversationRelay");
    const second = await api.post(`/next?call=${callId}&step=1`, ask);
    expect(second.body).toBe(first.body);
    const [row] = await api.sql`select epoch from calls where id = ${callId}`;
    expect(row).toEqual({ epoch: 2 });
  });

  it("ends once, with the carrier's duration and its cost, however often that is reported", async () => {
    const sid = newSid();
    await api.post("/voice", incoming(sid));
    const over = { ...incoming(sid), CallStatus: "completed", CallDuration: "61" };
    const console = await api.console("Mira Lindholm");
    const statuses = await Promise.all(Array.from({ length: 4 }, () => api.post("/status", over)));
    expect(statuses.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    const counted = await console.seen(
      (event) => event.type === "cost.counted" && event.callId === callIdOf(sid),
    );
    expect(counted).toMatchObject({ cost: { total: 0.024, currency: "EUR", simulated: true } });
    expect(
      await api.sql`select duration_seconds, outcome from calls where carrier_sid = ${sid}`,
    ).toEqual([{ duration_seconds: 61, outcome: "abandoned" }]);
    expect(
      await api.sql`select quantity::int from usage_ledger where natural_key = ${`call:${callIdOf(sid)}:minutes`}`,
    ).toEqual([{ quantity: 2 }]);
    expect(
      await api.sql`select count(*)::int as ends from call_events where call_id = ${callIdOf(sid)} and data->>'cause' = 'ended'`,
    ).toEqual([{ ends: 1 }]);
    console.socket.disconnect();
  });

  it("without any worker hears one moment, then the greeting", async () => {
    const lonely = await startApi();
    try {
      const sid = newSid();
      const first = await lonely.post("/voice", incoming(sid));
      expect(first.body).toContain("One moment");
      await lonely.worker();
      const [leg, , step] = await lonely.carrier.when("redirect");
      expect(leg).toBe(sid);
      const next = await lonely.post(`/next?call=${callIdOf(sid)}&step=${String(step)}`, {
        ...incoming(sid),
        CallStatus: "in-progress",
      });
      expect(attribute(next.body, "ConversationRelay", "welcomeGreeting")).toContain("help you");
    } finally {
      await lonely.stop();
    }
  });
});

describe("a recording", () => {
  it("that is complete is stored and its job enqueued, once however often it is reported", async () => {
    const sid = newSid();
    const callId = callIdOf(sid);
    await api.post("/voice", incoming(sid));
    const done = {
      CallSid: sid,
      RecordingSid: `RE${sid.slice(2)}`,
      RecordingStatus: "completed",
      RecordingUrl: "http://169.254.169.254/latest",
    };
    expect((await api.post(`/recording?call=${callId}`, done)).status).toBe(204);
    await api.post(`/recording?call=${callId}`, done);
    expect(
      await api.sql`select status from recordings where recording_sid = ${done.RecordingSid}`,
    ).toEqual([{ status: "pending" }]);
    expect(api.enqueued).toContain(done.RecordingSid);
  });

  it("of no call of ours is not stored", async () => {
    const stray = {
      CallSid: newSid(),
      RecordingSid: `RE${"9".repeat(32)}`,
      RecordingStatus: "completed",
    };
    const reply = await api.post("/recording?call=00000000-0000-4000-8000-00000000dead", stray);
    expect(reply.status).toBe(204);
    expect(
      await api.sql`select 1 from recordings where recording_sid = ${stray.RecordingSid}`,
    ).toEqual([]);
  });
});
