import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tone } from "../audio/tones.ts";
import { writeWav } from "../audio/wav.ts";
import { openCarrier } from "../test-kit/carrier.ts";
import { type SocketApp, type SocketHall, openSocketHall } from "../test-kit/relay-app.ts";
import { type ScriptedPerson, scriptedPerson } from "../test-kit/scripted-person.ts";

const LONG =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen. ";

describe("ConversationRelay", () => {
  let carrier: Awaited<ReturnType<typeof openCarrier>>;
  let hall: SocketHall;
  beforeEach(async () => {
    carrier = await openCarrier();
    hall = await openSocketHall();
    carrier.desk.on("/next", () => "<Response><Hangup/></Response>");
  });
  afterEach(async () => {
    await carrier.close();
    await hall.close();
  });

  async function connect(
    attributes: string,
  ): Promise<{ person: ScriptedPerson; app: SocketApp; leg: { callSid: string } }> {
    carrier.desk.on(
      "/voice",
      () =>
        `<Response><Connect action="/next"><ConversationRelay url="${hall.url}" events="speaker-events tokens-played" ${attributes}/></Connect></Response>`,
    );
    const person = scriptedPerson();
    const leg = carrier.call(person);
    const app = await hall.next();
    await app.message((message) => message["type"] === "setup");
    return { person, app, leg };
  }
  const names = (app: SocketApp): unknown[] =>
    app.messages
      .slice(1)
      .map((message) =>
        message["type"] === "info"
          ? `${String(message["name"])} ${String(message["value"])}`
          : message["type"],
      );
  const info = (name: string, value: string) => (message: object) =>
    "name" in message && message.name === name && "value" in message && message.value === value;

  it("that may not be interrupted speaks to its end and hears nothing meanwhile", async () => {
    const { person, app } = await connect('interruptible="none" partialPrompts="true"');
    app.send({ type: "text", token: "one two three four five six. ", last: true });
    await app.message(info("agentSpeaking", "on"));
    person.say("wait");
    person.press("1");
    await app.message(info("agentSpeaking", "off"));
    expect(names(app)).toEqual([
      "agentSpeaking on",
      "tokensPlayed one two three four five six.",
      "agentSpeaking off",
    ]);
    person.say("now");
    expect(await app.message((message) => message["last"] === true)).toMatchObject({
      voicePrompt: "now",
    });
  });

  it("reports what is said meanwhile when asked to, without stopping", async () => {
    const { person, app } = await connect(
      'interruptible="none" reportInputDuringAgentSpeech="any" dtmfDetection="true"',
    );
    app.send({ type: "text", token: "one two three four five six. ", last: true });
    await app.message(info("agentSpeaking", "on"));
    person.say("wait");
    person.press("1");
    await app.message(info("agentSpeaking", "off"));
    expect(names(app)).toEqual([
      "agentSpeaking on",
      "clientSpeaking on",
      "clientSpeaking off",
      "prompt",
      "dtmf",
      "tokensPlayed one two three four five six.",
      "agentSpeaking off",
    ]);
  });

  it("is interrupted by a key where keys may", async () => {
    const { person, app } = await connect('interruptible="dtmf" dtmfDetection="true"');
    app.send({ type: "text", token: LONG, last: true });
    await app.message(info("agentSpeaking", "on"));
    person.say("not by words");
    person.press("9");
    expect(await app.message((message) => message["type"] === "dtmf")).toEqual({
      type: "dtmf",
      digit: "9",
    });
    await app.message(info("agentSpeaking", "off"));
    expect(names(app)).toEqual(["agentSpeaking on", "interrupt", "dtmf", "agentSpeaking off"]);
  });

  it("stops for a microphone whose words nobody knows", async () => {
    const { person, app } = await connect("");
    app.send({ type: "text", token: LONG + LONG, last: true });
    await app.message(info("agentSpeaking", "on"));
    person.words({ kind: "started", atMs: 0 });
    await app.message((message) => message["type"] === "interrupt");
    person.words({ kind: "unknown", startedMs: 0, endedMs: 900 });
    await app.message(info("clientSpeaking", "off"));
    expect(app.messages.some((message) => message["type"] === "prompt")).toBe(false);
  });

  it("lets a following message push out what was preemptible", async () => {
    const { app } = await connect("");
    app.send({ type: "text", token: LONG, last: true, preemptible: true });
    await app.message(info("agentSpeaking", "on"));
    app.send({ type: "text", token: "Now this. ", last: true });
    await app.message(info("tokensPlayed", "Now this."));
    expect(app.messages.some((message) => message["value"] === LONG.trim())).toBe(false);
    expect(app.messages.some((message) => message["type"] === "interrupt")).toBe(false);
  });

  it("plays sound and tones, and changes its languages", async () => {
    carrier.desk.on("/chime.wav", () => ({
      type: "audio/wav",
      body: writeWav(tone(700, 100, 15_000), 1),
    }));
    const { person, app } = await connect("");
    app.send({ type: "play", source: carrier.desk.url("/chime.wav") });
    await app.message(info("agentSpeaking", "off"));
    expect(person.loudest).toBeGreaterThan(14_000);
    app.send({ type: "language", ttsLanguage: "de-DE", transcriptionLanguage: "de-DE" });
    app.send({ type: "sendDigits", digits: "1#" });
    person.loudest = 0;
    while (person.loudest < 5000) await new Promise((resolve) => setImmediate(resolve));
    await app.message((message) => app.messages.indexOf(message) > 3 && message["value"] === "off");
    person.say("Hallo", "");
    expect(await app.message((message) => message["type"] === "prompt")).toMatchObject({
      lang: "de-DE",
      voicePrompt: "Hallo",
    });
  });

  it("speaks what it has when tokens stop coming, before the last one", async () => {
    const { app } = await connect("");
    app.send({ type: "text", token: "Let me look ", last: false });
    expect(await app.message(info("tokensPlayed", "Let me look"))).toBeDefined();
  });

  it("closes without an action when the call gets another document", async () => {
    const { person, app, leg } = await connect("");
    carrier.desk.on("/human", () => "<Response><Say>A human</Say></Response>");
    const live = carrier.x.legs.get(leg.callSid);
    if (live === undefined) throw new Error("the call is gone");
    carrier.x.run(live, { from: "url", url: carrier.desk.url("/human"), method: "POST" });
    expect(await app.closed).toMatchObject({ code: 1000 });
    await person.onceEnded;
    expect(carrier.desk.received.map((one) => one.path)).not.toContain("/next");
  });

  it("goes to its action when the application cannot be reached", async () => {
    carrier.desk.on(
      "/voice",
      () =>
        '<Response><Connect action="/next"><ConversationRelay url="ws://127.0.0.1:9/"/></Connect></Response>',
    );
    carrier.call(scriptedPerson());
    expect((await carrier.desk.request("/next")).params).toMatchObject({
      SessionStatus: "failed",
      ErrorCode: "64102",
    });
  });

  it("falls through to the next verb without an action", async () => {
    carrier.desk.on(
      "/voice",
      () =>
        `<Response><Connect><ConversationRelay url="${hall.url}"/></Connect><Redirect>/later</Redirect></Response>`,
    );
    carrier.desk.on("/later", () => "<Response><Hangup/></Response>");
    carrier.call(scriptedPerson());
    (await hall.next()).send({ type: "end" });
    expect((await carrier.desk.request("/later")).params["CallStatus"]).toBe("in-progress");
  });
});
