import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeMulaw } from "../audio/mulaw.ts";
import { tone } from "../audio/tones.ts";
import { AUTH_TOKEN } from "../test-kit/carrier.ts";
import { type SocketHall, openSocketHall } from "../test-kit/relay-app.ts";
import { openRest } from "../test-kit/rest.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";
import { signature } from "../webhooks/sign.ts";

const payload = (ms: number): string =>
  Buffer.from(encodeMulaw(tone(500, ms, 9000))).toString("base64");

describe("Media Streams", () => {
  let carrier: Awaited<ReturnType<typeof openRest>>;
  let hall: SocketHall;
  beforeEach(async () => {
    carrier = await openRest();
    hall = await openSocketHall();
  });
  afterEach(async () => {
    await carrier.close();
    await hall.close();
  });

  it("carry both tracks of a call beside its document, in the documented shapes", async () => {
    carrier.desk.on(
      "/voice",
      () =>
        `<Response><Start><Stream name="fork" url="${hall.url}" track="both_tracks" statusCallback="/stream"><Parameter name="call" value="c1"/></Stream></Start><Pause length="60"/></Response>`,
    );
    const person = scriptedPerson();
    person.sound = tone(440, 20, 9000);
    const { callSid } = carrier.call(person);
    const app = await hall.next();
    expect(app.signature).toBe(signature(AUTH_TOKEN, hall.url));
    const outbound = await app.message((message) =>
      JSON.stringify(message).includes('"track":"outbound","chunk":"3"'),
    );
    expect(app.messages[0]).toEqual({ event: "connected", protocol: "Call", version: "1.0.0" });
    const start = app.messages[1];
    expect(start).toEqual({
      event: "start",
      sequenceNumber: "1",
      streamSid: expect.stringMatching(/^MZ[0-9a-f]{32}$/),
      start: {
        accountSid: carrier.config.account.sid,
        streamSid: start?.["streamSid"],
        callSid,
        tracks: ["inbound", "outbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: { call: "c1" },
      },
    });
    expect(outbound).toEqual({
      event: "media",
      sequenceNumber: "7",
      streamSid: start?.["streamSid"],
      media: { track: "outbound", chunk: "3", timestamp: "40", payload: expect.any(String) },
    });
    expect(Buffer.from((outbound["media"] as { payload: string }).payload, "base64")).toHaveLength(
      160,
    );
    await carrier.client.calls(callSid).streams("fork").update({ status: "stopped" });
    expect(await app.message((message) => message["event"] === "stop")).toMatchObject({
      stop: { accountSid: carrier.config.account.sid, callSid },
    });
    expect(await app.closed).toMatchObject({ code: 1000 });
    const stopped = await carrier.desk.request(
      "/stream",
      (one) => one.params["StreamEvent"] === "stream-stopped",
    );
    expect(stopped.params).toMatchObject({
      StreamName: "fork",
      StreamSid: start?.["streamSid"],
      CallSid: callSid,
    });
  });

  it("are created by REST and survive an update of the call", async () => {
    carrier.desk.on("/voice", () => '<Response><Say>Hi</Say><Pause length="60"/></Response>');
    const person = scriptedPerson();
    const leg = carrier.call(person);
    await person.onceConnected;
    const stream = await carrier.client.calls(leg.callSid).streams.create({
      url: hall.url,
      name: "s",
      "parameter1.name": "who",
      "parameter1.value": "me",
    });
    expect(stream).toMatchObject({ status: "in-progress", name: "s", callSid: leg.callSid });
    const app = await hall.next();
    expect(await app.message((message) => message["event"] === "start")).toMatchObject({
      start: { tracks: ["inbound"], customParameters: { who: "me" } },
    });
    await carrier.client
      .calls(leg.callSid)
      .update({ twiml: '<Response><Pause length="60"/></Response>' });
    const before = app.messages.length;
    await app.message((message) => app.messages.indexOf(message) > before + 20);
    leg.hangUp();
    await app.message((message) => message["event"] === "stop");
  });

  it("let the other side speak; marks come back when it was heard, and all at once on clear", async () => {
    carrier.desk.on(
      "/voice",
      () =>
        `<Response><Connect action="/after"><Stream url="${hall.url}?dropped=1"/></Connect></Response>`,
    );
    carrier.desk.on("/after", () => "<Response><Hangup/></Response>");
    const person = scriptedPerson();
    carrier.call(person);
    const app = await hall.next();
    const { streamSid } = await app.message((message) => message["event"] === "start");
    app.send({ event: "mark", streamSid, mark: { name: "empty" } });
    await app.message((message) => JSON.stringify(message).includes('"mark":{"name":"empty"}'));
    app.send({ event: "media", streamSid, media: { payload: payload(100) } });
    app.send({ event: "mark", streamSid, mark: { name: "first" } });
    await app.message((message) => JSON.stringify(message).includes('"first"'));
    expect(person.loudest).toBeGreaterThan(8000);
    app.send({ event: "media", streamSid, media: { payload: payload(60_000) } });
    app.send({ event: "mark", streamSid, mark: { name: "second" } });
    app.send({ event: "mark", streamSid, mark: { name: "third" } });
    app.send({ event: "clear", streamSid });
    await app.message((message) => JSON.stringify(message).includes('"third"'));
    const marks = app.messages
      .filter((message) => message["event"] === "mark")
      .map((message) => (message["mark"] as { name: string }).name);
    expect(marks).toEqual(["empty", "first", "second", "third"]);
    person.press("5");
    expect(await app.message((message) => message["event"] === "dtmf")).toMatchObject({
      dtmf: { track: "inbound_track", digit: "5" },
    });
    app.socket.send("nonsense");
    app.socket.close(1000);
    await carrier.desk.request("/after");
    expect((await person.onceEnded).cause).toBe("completed");
    expect(carrier.x.alerts.list().map((alert) => alert.code)).toContain(31_950);
  });

  it("stop when the call gets another document", async () => {
    carrier.desk.on(
      "/voice",
      () => `<Response><Connect action="/after"><Stream url="${hall.url}"/></Connect></Response>`,
    );
    carrier.desk.on("/second", () => "<Response><Hangup/></Response>");
    const person = scriptedPerson();
    const leg = carrier.call(person);
    const app = await hall.next();
    await app.message((message) => message["event"] === "start");
    await carrier.client.calls(leg.callSid).update({ url: carrier.desk.url("/second") });
    await app.message((message) => message["event"] === "stop");
    await app.closed;
    await person.onceEnded;
    expect(carrier.desk.received.map((one) => one.path)).not.toContain("/after");
  });

  it.each([
    ["plain ws elsewhere", "ws://media.example/x", 31_922],
    ["no socket address", "http://127.0.0.1/x", 31_922],
    ["nobody listening", "ws://127.0.0.1:9/x", 31_902],
    ["no address at all", "nowhere", 31_923],
  ])("refuse %s, and the call goes on at the action", async (_what, url, code) => {
    carrier.desk.on(
      "/voice",
      () => `<Response><Connect action="/after"><Stream url="${url}"/></Connect></Response>`,
    );
    carrier.call(scriptedPerson());
    await carrier.desk.request("/after");
    expect(carrier.x.alerts.list().map((alert) => alert.code)).toEqual([code]);
  });

  it("are cut on demand: the other side sees a broken socket, the call goes on", async () => {
    carrier.desk.on(
      "/voice",
      () => `<Response><Connect action="/after"><Stream url="${hall.url}"/></Connect></Response>`,
    );
    const { callSid } = carrier.call(scriptedPerson());
    const app = await hall.next();
    await app.message((message) => message["event"] === "start");
    const reply = await carrier.trouble({ kind: "drop-socket", callSid, socket: "stream" });
    expect(await reply.json()).toEqual({ ok: true, affected: 1 });
    expect(await app.closed).toMatchObject({ code: 1006 });
    await carrier.desk.request("/after");
  });

  it("lose what they are told to lose and keep the order of the rest", async () => {
    await carrier.trouble({ kind: "media", lossPercent: 50, jitterMs: 60 });
    carrier.desk.on(
      "/voice",
      () => `<Response><Connect><Stream url="${hall.url}"/></Connect></Response>`,
    );
    const person = scriptedPerson();
    carrier.call(person);
    const app = await hall.next();
    await app.message(
      (message) =>
        Number((message["media"] as { timestamp?: string } | undefined)?.timestamp) >= 1000,
    );
    const stamps = app.messages.flatMap((message) =>
      message["event"] === "media"
        ? Number((message["media"] as { timestamp: string }).timestamp)
        : [],
    );
    expect(stamps.length).toBeLessThan(45);
    expect(stamps.length).toBeGreaterThan(5);
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
  });
});
