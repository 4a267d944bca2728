import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tone } from "../audio/tones.ts";
import { writeWav } from "../audio/wav.ts";
import { NUMBER, NUMBER_SID } from "../test-kit/carrier.ts";
import { openRest } from "../test-kit/rest.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

describe("around a conference", () => {
  let carrier: Awaited<ReturnType<typeof openRest>>;
  beforeEach(async () => {
    carrier = await openRest();
    carrier.desk.on(
      "/voice",
      () => `<Response><Start><Transcription statusCallbackUrl="/words" partialResults="true"/></Start>
      <Dial><Conference beep="false" waitUrl="/wait" participantLabel="caller" record="record-from-start" recordingStatusCallback="/recording">room</Conference></Dial></Response>`,
    );
    carrier.desk.on("/wait", () => "<Response><Play>/wait.wav</Play></Response>");
    carrier.desk.on("/wait.wav", () => ({
      type: "audio/wav",
      body: writeWav(tone(300, 400, 3_000), 1),
    }));
    carrier.desk.on("/moment", () => "<Response><Play>/moment.wav</Play><Redirect/></Response>");
    carrier.desk.on("/moment.wav", () => ({
      type: "audio/wav",
      body: writeWav(tone(600, 100, 20_000), 1),
    }));
  });
  afterEach(() => carrier.close());

  async function pair() {
    const [caller, operator] = [scriptedPerson(), scriptedPerson("client")];
    const leg = carrier.call(caller);
    await carrier.desk.request("/wait.wav");
    carrier.reachable("client:op", operator, "answer");
    const added = await carrier.client.conferences("room").participants.create({
      to: "client:op",
      from: NUMBER,
      label: "op",
      beep: "false",
      earlyMedia: false,
    });
    await operator.onceConnected;
    return { caller, operator, leg, room: carrier.client.conferences(added.conferenceSid) };
  }
  const loud = async (person: { loudest: number }, above: number): Promise<void> => {
    person.loudest = 0;
    while (person.loudest < above) await new Promise((resolve) => setImmediate(resolve));
  };

  it("a caller waits with the wait document, holds with another, and is spoken to alone", async () => {
    const { caller, operator, leg, room } = await pair();
    operator.loudest = 0;
    await room
      .participants(leg.callSid)
      .update({ hold: true, holdUrl: carrier.desk.url("/moment") });
    await loud(caller, 19_000);
    await carrier.desk.request("/moment", () => true, 3);
    await room.participants(leg.callSid).update({ hold: false });
    expect(operator.loudest).toBeLessThan(1000);
    await room.participants(leg.callSid).update({ announceUrl: carrier.desk.url("/moment") });
    await loud(caller, 19_000);
    await room.update({ announceUrl: carrier.desk.url("/moment") });
    await loud(operator, 19_000);
  });

  it("both sides are transcribed by their words, a microphone by the fact that it spoke", async () => {
    const { caller, operator } = await pair();
    while (carrier.x.conferences.running("room")?.state().status !== "in-progress")
      await new Promise((resolve) => setImmediate(resolve));
    caller.say("I am the caller");
    operator.words({ kind: "started", atMs: 0 });
    operator.words({ kind: "unknown", startedMs: 0, endedMs: 700 });
    await carrier.desk.request(
      "/words",
      (one) => one.params["Track"] === "outbound_track" && one.params["Final"] === "true",
    );
    const content = carrier.desk.received.filter(
      (one) => one.params["TranscriptionEvent"] === "transcription-content",
    );
    expect(
      content.map((one) => [
        one.params["Track"],
        one.params["Final"],
        JSON.parse(one.params["TranscriptionData"] ?? "{}"),
      ]),
    ).toEqual([
      ["inbound_track", "false", { transcript: "", confidence: 0 }],
      ["inbound_track", "false", { transcript: "I", confidence: 0.95 }],
      ["inbound_track", "true", { transcript: "I am the caller", confidence: 0.95 }],
      ["outbound_track", "false", { transcript: "", confidence: 0 }],
      ["outbound_track", "true", { transcript: "[not transcribed]", confidence: 0 }],
    ]);
  });

  it("what a bot said before is not heard in it, however late its words are known", async () => {
    const { leg } = await pair();
    const caller = carrier.x.legs.get(leg.callSid);
    caller?.tell({ kind: "said", id: "SY1", text: "The bot", complete: false, byEar: true });
    caller?.tell({ kind: "said", id: "SY2", text: "The line", complete: true });
    const heard = await carrier.desk.request("/words", (one) => one.params["Final"] === "true");
    expect(heard.params["TranscriptionData"]).toContain("The line");
  });

  it("the room is recorded in two channels until it ends", async () => {
    const { leg, operator } = await pair();
    operator.sound = tone(440, 20, 9000);
    const from = operator.heardFrames;
    while (operator.heardFrames < from + 10) await new Promise((resolve) => setImmediate(resolve));
    await carrier.client.calls(leg.callSid).update({ status: "completed" });
    const room = carrier.x.conferences.running("room");
    room?.end();
    const done = await carrier.desk.request("/recording");
    expect(done.params).toMatchObject({
      RecordingSource: "Conference",
      RecordingChannels: "2",
      RecordingStatus: "completed",
      ConferenceSid: room?.state().sid,
    });
    expect(done.params["CallSid"]).toBeUndefined();
    expect(
      await carrier.client.conferences(room?.state().sid ?? "").recordings.list(),
    ).toHaveLength(1);
  });

  it("queues, numbers and applications answer the official client", async () => {
    const queue = await carrier.client.queues.create({ friendlyName: "support", maxSize: 5 });
    expect(await carrier.client.queues.list()).toMatchObject([
      { sid: queue.sid, currentSize: 0, maxSize: 5 },
    ]);
    carrier.desk.on(
      "/voice",
      () => '<Response><Enqueue waitUrl="" action="/queued">support</Enqueue></Response>',
    );
    carrier.desk.on("/taken", () => "<Response><Hangup/></Response>");
    const person = scriptedPerson();
    const leg = carrier.call(person);
    await person.onceConnected;
    while (carrier.x.queues.get(queue.sid)?.members.length !== 1)
      await new Promise((resolve) => setImmediate(resolve));
    expect(await carrier.client.queues(queue.sid).members.list()).toMatchObject([
      { callSid: leg.callSid, position: 1 },
    ]);
    await expect(carrier.client.queues(queue.sid).remove()).rejects.toMatchObject({ code: 22_002 });
    await carrier.client
      .queues(queue.sid)
      .members("Front")
      .update({ url: carrier.desk.url("/taken") });
    await carrier.desk.request("/taken");
    expect((await carrier.desk.request("/queued")).params).toMatchObject({
      QueueResult: "redirected",
    });
    await person.onceEnded;
    const number = await carrier.client
      .incomingPhoneNumbers(NUMBER_SID)
      .update({ voiceUrl: carrier.desk.url("/other"), friendlyName: "Other" });
    expect(number).toMatchObject({
      phoneNumber: NUMBER,
      friendlyName: "Other",
      voiceUrl: carrier.desk.url("/other"),
    });
    expect(await carrier.client.incomingPhoneNumbers.list({ phoneNumber: NUMBER })).toHaveLength(1);
    carrier.call(scriptedPerson());
    await carrier.desk.request("/other");
    const application = (await carrier.client.applications.list())[0];
    const changed = await carrier.client
      .applications(application?.sid ?? "")
      .update({ voiceUrl: carrier.desk.url("/app") });
    expect(changed.voiceUrl).toBe(carrier.desk.url("/app"));
    expect((await carrier.client.api.accounts(carrier.config.account.sid).fetch()).status).toBe(
      "active",
    );
  });
});
