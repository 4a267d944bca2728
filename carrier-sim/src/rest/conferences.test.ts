import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readWav } from "../audio/wav.ts";
import { tone } from "../audio/tones.ts";
import { ACCOUNT, AUTH_TOKEN, NUMBER } from "../test-kit/carrier.ts";
import { openRest } from "../test-kit/rest.ts";
import { type ScriptedPerson, scriptedPerson } from "../test-kit/scripted-person.ts";

const EVENTS = "start end join leave mute hold modify announcement";

describe("conferences over REST, by the official client", () => {
  let carrier: Awaited<ReturnType<typeof openRest>>;
  let callbacks: (event: string, count?: number) => ReturnType<typeof carrier.desk.request>;

  beforeEach(async () => {
    carrier = await openRest();
    callbacks = (event, count) =>
      carrier.desk.request(
        "/conference",
        (one) => one.params["StatusCallbackEvent"] === event,
        count,
      );
    carrier.desk.on(
      "/voice",
      () => `<Response><Dial action="/after"><Conference beep="false" waitUrl="" participantLabel="caller" endConferenceOnExit="true"
        statusCallback="/conference" statusCallbackEvent="${EVENTS}">room-1</Conference></Dial></Response>`,
    );
    carrier.desk.on("/after", () => "<Response><Hangup/></Response>");
  });
  afterEach(() => carrier.close());

  /** Listens for one frame in which the person hears something loud (or, asked so, nothing). */
  async function hears(person: ScriptedPerson, loud: boolean): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      const from = person.heardFrames;
      person.loudest = 0;
      while (person.heardFrames < from + 3) await new Promise((resolve) => setImmediate(resolve));
      if (person.loudest > 1000 === loud) return;
    }
    throw new Error(loud ? "heard nothing" : "still heard something");
  }

  async function pair() {
    const [caller, operator] = [scriptedPerson(), scriptedPerson("client")];
    const leg = carrier.call(caller);
    await callbacks("participant-join");
    carrier.reachable("client:op", operator, "answer");
    const added = await carrier.client.conferences("room-1").participants.create({
      to: "client:op",
      from: NUMBER,
      label: "operator",
      beep: "false",
      waitUrl: "",
    });
    await callbacks("participant-join", 2);
    return { caller, operator, leg, added };
  }

  it("let two people hear each other, mute, hold and coach them, and end with the caller", async () => {
    const { caller, operator, leg, added } = await pair();
    expect(added.status).toMatch(/queued|ringing/);
    caller.sound = tone(440, 20, 8000);
    await hears(operator, true);
    // The ring tone that the caller heard meanwhile stops, and no one hears themselves.
    await hears(caller, false);

    const room = (
      await carrier.client.conferences.list({ friendlyName: "room-1", status: "in-progress" })
    )[0];
    expect(room).toMatchObject({ status: "in-progress", friendlyName: "room-1" });
    const participants = carrier.client.conferences(room?.sid ?? "").participants;
    expect((await participants.list()).map((one) => [one.label, one.status])).toEqual([
      ["caller", "connected"],
      ["operator", "connected"],
    ]);

    expect(
      (
        await carrier.client
          .conferences(room?.sid ?? "")
          .participants("caller")
          .update({ muted: true })
      ).muted,
    ).toBe(true);
    await hears(operator, false);
    await callbacks("participant-mute");
    await carrier.client
      .conferences(room?.sid ?? "")
      .participants("caller")
      .update({ muted: false });
    await carrier.client
      .conferences(room?.sid ?? "")
      .participants(leg.callSid)
      .update({ hold: true });
    await hears(operator, false);
    await callbacks("participant-hold");

    leg.hangUp();
    const end = await callbacks("conference-end");
    expect(end.params).toMatchObject({
      ReasonConferenceEnded: "participant-with-end-conference-on-exit-left",
      CallSidEndingConference: leg.callSid,
    });
    expect((await operator.onceEnded).cause).toBe("completed");
    const told = carrier.desk.received.filter((one) => one.path === "/conference");
    expect(told.map((one) => one.params["SequenceNumber"])).toEqual(
      told.map((_, index) => String(index + 1)),
    );
    expect(told.every((one) => one.signed)).toBe(true);
    const left = told.find((one) => one.params["StatusCallbackEvent"] === "participant-leave");
    expect(left?.params).toMatchObject({
      ParticipantLabel: "caller",
      ReasonParticipantLeft: "participant_hung_up",
    });
  });

  it("let a supervisor whisper so that only the coached one hears", async () => {
    const { caller, operator, added } = await pair();
    const supervisor = scriptedPerson("client");
    supervisor.sound = tone(1000, 20, 8000);
    carrier.reachable("client:sup", supervisor, "answer");
    const joined = await carrier.client.conferences("room-1").participants.create({
      to: "client:sup",
      from: NUMBER,
      label: "sup",
      beep: "false",
      startConferenceOnEnter: false,
      coaching: true,
      callSidToCoach: added.callSid,
    });
    await callbacks("participant-join", 3);
    await hears(operator, true);
    await hears(caller, false);
    await carrier.client
      .conferences(added.conferenceSid)
      .participants(joined.callSid)
      .update({ coaching: false, muted: false });
    await hears(caller, true);
    await carrier.client.conferences(added.conferenceSid).participants("sup").remove();
    await hears(caller, false);
    expect((await supervisor.onceEnded).cause).toBe("completed");
  });

  it("refuse a label twice, give up on who does not answer, and end by REST", async () => {
    const { caller, added } = await pair();
    const { participants } = carrier.client.conferences(added.conferenceSid);
    await expect(
      participants.create({ to: "client:op", from: NUMBER, label: "operator" }),
    ).rejects.toMatchObject({ code: 16_025 });
    carrier.reachable("client:gone", scriptedPerson(), "busy");
    await participants.create({ to: "client:gone", from: NUMBER, label: "gone" });
    const failed = await callbacks("participant-leave");
    expect(failed.params).toMatchObject({
      ParticipantCallStatus: "busy",
      ReasonParticipantLeft: "participant_add_failed",
      ParticipantLabel: "gone",
    });
    const ended = await carrier.client
      .conferences(added.conferenceSid)
      .update({ status: "completed" });
    expect(ended).toMatchObject({
      status: "completed",
      reasonConferenceEnded: "conference-ended-via-api",
    });
    const after = await carrier.desk.request("/after");
    expect(after.params).toMatchObject({ DialCallStatus: "answered" });
    expect(after.params["DialCallSid"]).toBeUndefined();
    expect((await caller.onceEnded).cause).toBe("completed");
  });

  it("keep the caller on the line when the caller is redirected out of the room", async () => {
    const { leg, operator } = await pair();
    carrier.desk.on("/elsewhere", () => '<Response><Pause length="60"/></Response>');
    await carrier.client.calls(leg.callSid).update({ url: carrier.desk.url("/elsewhere") });
    await carrier.desk.request("/elsewhere");
    const left = await callbacks("participant-leave");
    expect(left.params).toMatchObject({
      ReasonParticipantLeft: "participant_updated_via_api",
      ParticipantCallStatus: "in-progress",
    });
    expect((await operator.onceEnded).cause).toBe("completed");
    expect((await carrier.client.calls(leg.callSid).fetch()).status).toBe("in-progress");
  });

  it("record a call in two channels: what it says and what it hears", async () => {
    const { caller, operator, leg } = await pair();
    const recording = await carrier.client.calls(leg.callSid).recordings.create({
      recordingChannels: "dual",
      trim: "do-not-trim",
      recordingStatusCallback: carrier.desk.url("/recording"),
      recordingStatusCallbackEvent: ["in-progress", "completed"],
    });
    expect(recording).toMatchObject({
      status: "in-progress",
      channels: 2,
      source: "StartCallRecordingAPI",
    });
    caller.sound = tone(440, 20, 8000);
    await hears(operator, true);
    await carrier.client
      .calls(leg.callSid)
      .recordings("Twilio.CURRENT")
      .update({ status: "stopped" });
    const done = await carrier.desk.request(
      "/recording",
      (one) => one.params["RecordingStatus"] === "completed",
    );
    expect(done.params).toMatchObject({
      RecordingSid: recording.sid,
      RecordingChannels: "2",
      RecordingSource: "StartCallRecordingAPI",
      CallSid: leg.callSid,
    });
    const address = `${done.params["RecordingUrl"]}.wav`;
    expect((await fetch(address)).status).toBe(401);
    const media = await fetch(address, {
      headers: {
        authorization: `Basic ${Buffer.from(`${ACCOUNT}:${AUTH_TOKEN}`).toString("base64")}`,
      },
    });
    const wav = readWav(new Uint8Array(await media.arrayBuffer()));
    if (wav.kind === "refused") throw new Error(wav.reason);
    expect(wav.channels).toBe(2);
    const peak = (channel: number): number =>
      Math.max(...wav.samples.filter((_, index) => index % 2 === channel).map(Math.abs));
    expect(peak(0)).toBeGreaterThan(5000);
    expect(peak(1)).toBe(0);
    expect((await carrier.client.recordings.list({ callSid: leg.callSid }))[0]).toMatchObject({
      sid: recording.sid,
      status: "completed",
    });
    expect(await carrier.client.recordings(recording.sid).remove()).toBe(true);
  });
});
