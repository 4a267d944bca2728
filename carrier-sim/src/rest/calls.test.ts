import twilio from "twilio";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT, KEY_SECRET, KEY_SID, NUMBER } from "../test-kit/carrier.ts";
import { openRest } from "../test-kit/rest.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

describe("calls over REST, by the official client", () => {
  let carrier: Awaited<ReturnType<typeof openRest>>;
  beforeEach(async () => {
    carrier = await openRest();
  });
  afterEach(() => carrier.close());

  it("are placed, answered, run their document and report every step in order", async () => {
    const person = scriptedPerson();
    const callee = carrier.reachable("+493099999999", person, "ring");
    carrier.desk.on("/outbound", () => "<Response><Say>Hello</Say></Response>");
    const call = await carrier.client.calls.create({
      to: "+493099999999",
      from: NUMBER,
      url: carrier.desk.url("/outbound"),
      statusCallback: carrier.desk.url("/progress"),
      statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
    });
    expect(call).toMatchObject({
      status: "queued",
      direction: "outbound-api",
      price: null,
      to: "+493099999999",
      from: NUMBER,
    });
    expect(call.sid).toMatch(/^CA[0-9a-f]{32}$/);
    await callee.onceRung;
    callee.answer();
    const document = await carrier.desk.request("/outbound");
    expect(document.params).toMatchObject({
      CallSid: call.sid,
      CallStatus: "in-progress",
      Direction: "outbound-api",
    });
    await carrier.desk.request("/progress", (one) => one.params["CallStatus"] === "completed");
    const steps = carrier.desk.received.filter((one) => one.path === "/progress");
    expect(steps.map((one) => [one.params["CallStatus"], one.params["SequenceNumber"]])).toEqual([
      ["initiated", "0"],
      ["ringing", "1"],
      ["in-progress", "2"],
      ["completed", "3"],
    ]);
    expect(
      steps.every((one) => one.signed && one.params["CallbackSource"] === "call-progress-events"),
    ).toBe(true);
    expect(steps[3]?.params).toMatchObject({ CallDuration: "1", Duration: "1" });
    expect(person.log).toEqual(["connected", "ended completed"]);
    const fetched = await carrier.client.calls(call.sid).fetch();
    expect(fetched).toMatchObject({
      status: "completed",
      duration: "1",
      price: "-0.02400",
      priceUnit: "EUR",
    });
  });

  it.each([
    ["busy", "busy"],
    ["ring", "no-answer"],
  ] as const)("to someone who is %s end %s", async (does, status) => {
    const person = scriptedPerson();
    const callee = carrier.reachable("client:ann", person, does);
    await carrier.client.calls.create({
      to: "client:ann",
      from: NUMBER,
      twiml: "<Response><Say>Hi</Say></Response>",
      timeout: 1,
      statusCallback: carrier.desk.url("/progress"),
    });
    const end = await carrier.desk.request("/progress");
    expect(end.params).toMatchObject({ CallStatus: status, CallDuration: "0" });
    if (does === "ring") await callee.canceled;
  });

  it("are redirected while they run, and what was started survives", async () => {
    const person = scriptedPerson();
    carrier.desk.on(
      "/voice",
      () =>
        '<Response><Start><Transcription name="t" statusCallbackUrl="/words"/></Start><Pause length="60"/></Response>',
    );
    const leg = carrier.call(person);
    await carrier.desk.request(
      "/words",
      (one) => one.params["TranscriptionEvent"] === "transcription-started",
    );
    carrier.desk.on(
      "/second",
      () =>
        '<Response><Gather input="dtmf" numDigits="1" action="/digit" timeout="30"/></Response>',
    );
    const updated = await carrier.client
      .calls(leg.callSid)
      .update({ url: carrier.desk.url("/second") });
    expect(updated.status).toBe("in-progress");
    const second = await carrier.desk.request("/second");
    expect(second.params["CallSid"]).toBe(leg.callSid);
    person.say("still transcribed");
    const words = await carrier.desk.request(
      "/words",
      (one) => one.params["TranscriptionEvent"] === "transcription-content",
    );
    expect(JSON.parse(words.params["TranscriptionData"] ?? "")).toMatchObject({
      transcript: "still transcribed",
    });
    expect(words.params).toMatchObject({ Track: "inbound_track", Final: "true", SequenceId: "2" });
    await carrier.client.calls(leg.callSid).update({ status: "completed" });
    expect((await person.onceEnded).cause).toBe("completed");
    await carrier.desk.request(
      "/words",
      (one) => one.params["TranscriptionEvent"] === "transcription-stopped",
    );
  });

  it("are listed by filter and page", async () => {
    for (let count = 0; count < 5; count += 1) {
      carrier.reachable("client:busy", scriptedPerson(), "busy");
      await carrier.client.calls.create({ to: "client:busy", from: NUMBER, twiml: "<Response/>" });
    }
    carrier.desk.on("/voice", () => '<Response><Pause length="60"/></Response>');
    carrier.call(scriptedPerson());
    expect(await carrier.client.calls.list({ pageSize: 2 })).toHaveLength(6);
    expect(await carrier.client.calls.list({ to: NUMBER })).toHaveLength(1);
    const page = await carrier.client.calls.page({ pageSize: 4 });
    expect(page.instances).toHaveLength(4);
    expect((await page.nextPage())?.instances).toHaveLength(2);
  });

  it.each<[string, object, number, number]>([
    ["nobody to call", { from: NUMBER, twiml: "<Response/>" }, 400, 21_201],
    ["nonsense to call", { to: "abc", from: NUMBER, twiml: "<Response/>" }, 400, 21_211],
    [
      "a number that is not ours",
      { to: "+493011111111", from: "+15005550006", twiml: "<Response/>" },
      400,
      21_210,
    ],
    ["no document", { to: "+493011111111", from: NUMBER }, 400, 21_205],
    [
      "a document that is too long",
      { to: "+493011111111", from: NUMBER, twiml: "x".repeat(4001) },
      400,
      32_018,
    ],
    ["a bad address", { to: "+493011111111", from: NUMBER, url: "ftp://x" }, 400, 21_205],
  ])("refuse %s", async (_what, given, status, code) => {
    const body = new URLSearchParams(
      Object.fromEntries(
        Object.entries(given).map(([name, value]) => [
          name.charAt(0).toUpperCase() + name.slice(1),
          String(value),
        ]),
      ),
    );
    const response = await fetch(`${carrier.base}/2010-04-01/Accounts/${ACCOUNT}/Calls.json`, {
      method: "POST",
      body,
      headers: {
        authorization: `Basic ${Buffer.from(`${KEY_SID}:${KEY_SECRET}`).toString("base64")}`,
      },
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({
      code,
      status,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
    });
  });

  it("refuse the wrong password, an unknown call, a call that is over, and too many pages", async () => {
    const stranger = twilio(ACCOUNT, "wrong");
    stranger.api.baseUrl = carrier.base;
    await expect(stranger.calls.list()).rejects.toMatchObject({ status: 401, code: 20_003 });
    await expect(carrier.client.calls(`CA${"1".repeat(32)}`).fetch()).rejects.toMatchObject({
      status: 404,
      code: 20_404,
    });
    const leg = carrier.call(scriptedPerson());
    leg.hangUp();
    await expect(
      carrier.client.calls(leg.callSid).update({ status: "completed" }),
    ).rejects.toMatchObject({ status: 400, code: 21_220 });
    await expect(carrier.client.calls.page({ pageSize: 1001 })).rejects.toMatchObject({
      code: 20_007,
    });
  });

  it("are refused with 429 and 500 on demand, as often as asked", async () => {
    await carrier.trouble({ kind: "refuse-rest", status: 429, count: 1 });
    await expect(carrier.client.calls.list()).rejects.toMatchObject({ status: 429, code: 20_429 });
    await carrier.trouble({ kind: "refuse-rest", status: 500, count: 1 });
    await expect(carrier.client.calls.list()).rejects.toMatchObject({ status: 500 });
    expect(await carrier.client.calls.list()).toEqual([]);
  });
});
