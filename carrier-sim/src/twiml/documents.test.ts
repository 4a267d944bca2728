import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tone } from "../audio/tones.ts";
import { writeWav } from "../audio/wav.ts";
import { NUMBER, openCarrier } from "../test-kit/carrier.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

/** Documents run by a real switchboard on the real clock, against webhooks answered here. */
describe("a document", () => {
  let carrier: Awaited<ReturnType<typeof openCarrier>>;
  beforeEach(async () => {
    carrier = await openCarrier((url) => ({ voiceFallbackUrl: url("/fallback") }));
  });
  afterEach(() => carrier.close());

  const answer = (path: string, inner: string): void =>
    carrier.desk.on(path, () => `<Response>${inner}</Response>`);
  const paths = (): string[] => carrier.desk.received.map((one) => one.path);

  it("is asked for with every parameter, signed, empty ones included", async () => {
    answer("/voice", "<Hangup/>");
    const person = scriptedPerson();
    const { callSid } = carrier.call(person);
    const voice = await carrier.desk.request("/voice");
    expect(voice.signed).toBe(true);
    expect(voice.params).toMatchObject({
      CallSid: callSid,
      From: "+493012345678",
      Caller: "+493012345678",
      To: NUMBER,
      Called: NUMBER,
      CallStatus: "ringing",
      Direction: "inbound",
      ApiVersion: "2010-04-01",
      FromCity: "",
    });
    expect(voice.headers["i-twilio-idempotency-token"]).toBeDefined();
    await person.onceEnded;
    expect(person.log).toEqual(["ringing", "connected", "ended completed"]);
  });

  it.each([
    ["rejected", "<Reject/>", "no-answer"],
    ["refused as busy", '<Reject reason="busy"/>', "busy"],
    ["ended at its end", "<Say>Bye</Say>", "completed"],
    ["hung up", "<Hangup/><Say>never</Say>", "completed"],
    ["ended by an empty reply", "", "completed"],
  ])("can leave a call %s", async (_what, inner, cause) => {
    answer("/voice", inner);
    const person = scriptedPerson();
    carrier.call(person);
    expect((await person.onceEnded).cause).toBe(cause);
  });

  it("plays WAV sound over http to the caller, and sends no call parameters for it", async () => {
    carrier.desk.on("/tone.wav", () => ({
      type: "audio/wav",
      body: writeWav(tone(500, 200, 9000), 1),
    }));
    answer("/voice", "<Play>/tone.wav</Play>");
    const person = scriptedPerson();
    carrier.call(person);
    await person.onceEnded;
    expect(person.loudest).toBeGreaterThan(8000);
    const media = carrier.desk.received.find((one) => one.path === "/tone.wav");
    expect(media).toMatchObject({ method: "GET", params: {} });
  });

  it("gathers keys until the finishing one, over its prompt", async () => {
    answer(
      "/voice",
      '<Gather action="/keys"><Say>one two three four five six seven eight nine ten eleven twelve</Say></Gather>',
    );
    answer("/keys", "");
    const person = scriptedPerson();
    carrier.call(person);
    await person.onceConnected;
    for (const key of "12#") person.press(key);
    const keys = await carrier.desk.request("/keys");
    expect(keys.params).toMatchObject({
      Digits: "12",
      FinishedOnKey: "#",
      CallStatus: "in-progress",
    });
  });

  it("gathers speech, tells partial results, and joins what follows within the pause", async () => {
    answer(
      "/voice",
      '<Gather input="speech" action="/speech" speechTimeout="1" partialResultCallback="/partial" language="de-DE"><Pause length="30"/></Gather>',
    );
    answer("/speech", "");
    const person = scriptedPerson();
    carrier.call(person);
    await person.onceConnected;
    person.say("Die Heizung ist kalt", "de-DE");
    person.say("seit gestern", "de-DE");
    const speech = await carrier.desk.request("/speech");
    expect(speech.params).toMatchObject({
      SpeechResult: "Die Heizung ist kalt seit gestern",
      Confidence: "0.9",
    });
    expect(carrier.desk.received.find((one) => one.path === "/partial")?.params).toMatchObject({
      UnstableSpeechResult: "Die",
      SequenceNumber: "0",
    });
  });

  it("goes on after a Gather that got nothing, or at its action when asked to", async () => {
    answer(
      "/voice",
      '<Gather timeout="0" input="speech"/><Gather timeout="0" actionOnEmptyResult="true" action="/empty"/>',
    );
    answer("/empty", "");
    carrier.call(scriptedPerson());
    expect((await carrier.desk.request("/empty")).params["Digits"]).toBe("");
  });

  it("records a message, says where it lies, and tells the action of a hang-up", async () => {
    answer(
      "/voice",
      '<Record playBeep="false" action="/recorded" recordingStatusCallback="/recording" timeout="30"/>',
    );
    const person = scriptedPerson();
    const leg = carrier.call(person);
    await person.onceConnected;
    person.sound = tone(440, 20, 9000);
    const from = person.heardFrames;
    while (person.heardFrames < from + 60) await new Promise((resolve) => setImmediate(resolve));
    leg.hangUp();
    const recorded = await carrier.desk.request("/recorded");
    expect(recorded.params).toMatchObject({
      Digits: "hangup",
      CallStatus: "completed",
      RecordingDuration: "1",
    });
    const recording = await carrier.desk.request("/recording");
    expect(recording.params).toMatchObject({
      RecordingStatus: "completed",
      RecordingSource: "RecordVerb",
      RecordingUrl: recorded.params["RecordingUrl"],
    });
    const status = await carrier.desk.request("/status");
    expect(status.params["RecordingUrl"]).toBe(recorded.params["RecordingUrl"]);
  });

  it("counts a recording of silence as none and goes on", async () => {
    answer(
      "/voice",
      '<Record playBeep="false" action="/recorded" timeout="1"/><Redirect>/then</Redirect>',
    );
    answer("/then", "");
    carrier.call(scriptedPerson());
    await carrier.desk.request("/then");
    expect(paths()).not.toContain("/recorded");
  });

  it.each<[string, () => void, string]>([
    ["is not XML", () => carrier.desk.on("/voice", () => "<Response><Say></Response>"), "12100"],
    ["fails", () => carrier.desk.on("/voice", () => ({ status: 500 })), "11200"],
    [
      "is too large",
      () =>
        carrier.desk.on("/voice", () => `<Response><Say>${"x".repeat(70_000)}</Say></Response>`),
      "11750",
    ],
    [
      "redirects without end",
      () => carrier.desk.on("/voice", () => ({ status: 302, headers: { location: "/voice" } })),
      "11215",
    ],
    [
      "is of no known type",
      () => carrier.desk.on("/voice", () => ({ type: "application/json", body: "{}" })),
      "12300",
    ],
  ])("that %s is replaced by the fallback, which is told why", async (_what, arrange, code) => {
    arrange();
    answer("/fallback", "<Hangup/>");
    const person = scriptedPerson();
    carrier.call(person);
    const fallback = await carrier.desk.request("/fallback");
    expect(fallback.params).toMatchObject({
      ErrorCode: code,
      ErrorUrl: carrier.desk.url("/voice"),
      CallStatus: "ringing",
    });
    await person.onceEnded;
  });

  it("that fails together with its fallback ends in an apology", async () => {
    for (const path of ["/voice", "/fallback"]) carrier.desk.on(path, () => ({ status: 500 }));
    const person = scriptedPerson();
    carrier.call(person);
    expect((await person.onceEnded).cause).toBe("completed");
    expect(person.tolds[0]).toMatchObject({
      kind: "speaking",
      text: expect.stringMatching(/application error/),
    });
  });

  it("keeps the cookies of its call", async () => {
    carrier.desk.on("/voice", () => ({
      body: "<Response><Redirect>/second</Redirect></Response>",
      headers: { "set-cookie": "session=abc; Path=/" },
    }));
    answer("/second", "");
    carrier.call(scriptedPerson());
    expect((await carrier.desk.request("/second")).headers["cookie"]).toBe("session=abc");
  });

  it("follows an empty redirect back to itself", async () => {
    carrier.desk.on("/voice", (_one, count) =>
      count < 3 ? "<Response><Redirect/></Response>" : "<Response><Hangup/></Response>",
    );
    const person = scriptedPerson();
    carrier.call(person);
    await person.onceEnded;
    expect(paths().filter((path) => path === "/voice")).toHaveLength(3);
  });

  it("is hung up on while its webhook is still thinking", async () => {
    const asked = Promise.withResolvers<void>();
    const think = Promise.withResolvers<string>();
    carrier.desk.on("/voice", () => {
      asked.resolve();
      return think.promise;
    });
    const person = scriptedPerson();
    const leg = carrier.call(person);
    await asked.promise;
    leg.hangUp();
    expect((await person.onceEnded).cause).toBe("canceled");
    think.resolve("<Response><Say>Too late</Say></Response>");
    expect((await carrier.desk.request("/status")).params["CallStatus"]).toBe("canceled");
  });

  it("runs for a browser client as a call of its application, whose page cannot pretend to be the carrier", async () => {
    answer("/voice", "");
    const person = scriptedPerson("client");
    carrier.switchboard.dialApp({
      accountSid: carrier.config.account.sid,
      applicationSid: carrier.config.applications[0]?.sid ?? "",
      identity: "ann",
      params: { To: "+4911", ticket: "t1", CallSid: "CAfake", From: "client:boss" },
      person,
    });
    const voice = await carrier.desk.request("/voice");
    expect(voice.params).toMatchObject({
      From: "client:ann",
      Caller: "client:ann",
      To: "+4911",
      ticket: "t1",
      Direction: "inbound",
      ApplicationSid: carrier.config.applications[0]?.sid,
    });
    expect(voice.params["CallSid"]).toMatch(/^CA[0-9a-f]{32}$/);
    expect(voice.signed).toBe(true);
  });
});
