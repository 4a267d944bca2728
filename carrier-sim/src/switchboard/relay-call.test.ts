import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AUTH_TOKEN, openCarrier } from "../test-kit/carrier.ts";
import { type SocketHall, openSocketHall } from "../test-kit/relay-app.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";
import { signature } from "../webhooks/sign.ts";

describe("a call answered by ConversationRelay", () => {
  let carrier: Awaited<ReturnType<typeof openCarrier>>;
  let hall: SocketHall;

  beforeEach(async () => {
    carrier = await openCarrier();
    hall = await openSocketHall();
    carrier.desk.on(
      "/voice",
      () => `<?xml version="1.0" encoding="UTF-8"?><Response><Connect action="/next">
        <ConversationRelay url="${hall.url}" welcomeGreeting="Hello, how can I help?" partialPrompts="true" dtmfDetection="true"
          events="speaker-events tokens-played"><Parameter name="call" value="c1"/></ConversationRelay></Connect></Response>`,
    );
    carrier.desk.on("/next", () => "<Response><Hangup/></Response>");
  });
  afterEach(async () => {
    await carrier.close();
    await hall.close();
  });

  it("is set up, greeted, understood, answered and handed on", async () => {
    const person = scriptedPerson();
    const { callSid } = carrier.call(person);
    const app = await hall.next();
    expect(app.signature).toBe(signature(AUTH_TOKEN, hall.url));
    const setup = await app.message((message) => message["type"] === "setup");
    expect(setup).toMatchObject({
      callSid,
      from: "+493012345678",
      direction: "inbound",
      callStatus: "RINGING",
      customParameters: { call: "c1" },
    });
    expect(setup["sessionId"]).toMatch(/^VX[0-9a-f]{32}$/);
    await app.message(
      (message) => message["name"] === "agentSpeaking" && message["value"] === "off",
    );
    expect(app.messages.slice(1)).toEqual([
      { type: "info", name: "agentSpeaking", value: "on" },
      { type: "info", name: "tokensPlayed", value: "Hello, how can I help?" },
      { type: "info", name: "agentSpeaking", value: "off" },
    ]);
    expect(person.loudest).toBeGreaterThan(1000);

    person.say("My heating is cold");
    const prompt = await app.message(
      (message) => message["type"] === "prompt" && message["last"] === true,
    );
    expect(prompt).toEqual({
      type: "prompt",
      voicePrompt: "My heating is cold",
      lang: "en-US",
      last: true,
    });
    app.send({ type: "text", token: "I see. ", last: false });
    app.send({ type: "text", token: "Good bye.", last: true });
    await app.message((message) => message["value"] === "Good bye.");
    app.send({ type: "end", handoffData: '{"why":"done"}' });
    expect(await app.closed).toMatchObject({ code: 1000 });
    const next = await carrier.desk.request("/next");
    expect(next.params).toMatchObject({
      SessionStatus: "ended",
      HandoffData: '{"why":"done"}',
      CallStatus: "in-progress",
      SessionId: setup["sessionId"],
    });
    expect(next.signed).toBe(true);
    expect(await person.onceEnded).toMatchObject({ cause: "completed" });
    const status = await carrier.desk.request("/status");
    expect(status.params).toMatchObject({
      CallSid: callSid,
      CallStatus: "completed",
      CallDuration: expect.stringMatching(/^\d+$/),
    });
  });

  it("tells a barge-in in the order seen on the wire", async () => {
    const person = scriptedPerson();
    carrier.call(person);
    const app = await hall.next();
    await app.message(
      (message) => message["name"] === "agentSpeaking" && message["value"] === "off",
    );
    const before = app.messages.length;
    app.send({
      type: "text",
      token:
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen. And more that nobody hears. ",
      last: true,
    });
    await app.message(
      (message) => app.messages.indexOf(message) >= before && message["value"] === "on",
    );
    const heardAt = person.heardFrames;
    while (person.heardFrames < heardAt + 12) await new Promise((resolve) => setImmediate(resolve));
    person.say("Stop it");
    await app.message((message) => message["voicePrompt"] === "Stop it");
    const kinds = app.messages
      .slice(before + 1)
      .map((message) => message["name"] ?? message["type"]);
    expect(kinds).toEqual([
      "clientSpeaking",
      "tokensPlayed",
      "interrupt",
      "prompt",
      "agentSpeaking",
      "clientSpeaking",
      "prompt",
    ]);
    const interrupt = app.messages.find((message) => message["type"] === "interrupt");
    expect(interrupt?.["utteranceUntilInterrupt"]).toMatch(/^one two three( \w+){0,5}$/);
    expect(interrupt?.["durationUntilInterruptMs"]).toBeGreaterThanOrEqual(120);
    expect(person.tolds.at(-1)).toMatchObject({ kind: "said", complete: false });
  });

  it("goes on at the action, still alive, when the socket drops", async () => {
    const person = scriptedPerson();
    carrier.call(person);
    const app = await hall.next();
    await app.message((message) => message["type"] === "setup");
    app.socket.terminate();
    const next = await carrier.desk.request("/next");
    expect(next.params).toMatchObject({
      SessionStatus: "failed",
      ErrorCode: "64105",
      CallStatus: "in-progress",
    });
  });

  it("says bye to the socket and tells the action when the caller hangs up", async () => {
    const person = scriptedPerson();
    const leg = carrier.call(person);
    const app = await hall.next();
    await app.message((message) => message["type"] === "setup");
    leg.hangUp();
    expect(await app.closed).toEqual({ code: 1000, reason: "Closing websocket session" });
    const next = await carrier.desk.request("/next");
    expect(next.params).toMatchObject({ SessionStatus: "completed", CallStatus: "completed" });
    await carrier.desk.request("/status");
    expect(carrier.desk.received.map((one) => one.path)).toEqual(["/voice", "/next", "/status"]);
  });

  it("answers nonsense with an error and closes at the tenth in a row", async () => {
    carrier.call(scriptedPerson());
    const app = await hall.next();
    await app.message((message) => message["type"] === "setup");
    for (let count = 0; count < 10; count += 1) app.socket.send("nonsense");
    expect(await app.closed).toMatchObject({ code: 1007 });
    expect(app.messages.filter((message) => message["type"] === "error")).toHaveLength(10);
  });
});
