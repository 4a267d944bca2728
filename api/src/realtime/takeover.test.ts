import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ticket, WorkerInput } from "@patchbay/contracts";
import { callIdOf } from "../domain/call-id.ts";
import { spoken } from "../domain/spoken.ts";
import { voiceIdentity } from "../domain/voice-identity.ts";
import {
  attribute,
  incoming,
  newSid,
  startApi,
  type ApiUnderTest,
  type ConsoleClient,
} from "../testing/api-under-test.ts";

let api: ApiUnderTest;
let worker: Socket;
let mira: ConsoleClient;
let jonas: ConsoleClient;
const stops: unknown[] = [];

beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
  worker.on("bot.stop", (input: unknown, ack: (answer: unknown) => void) => {
    stops.push(input);
    ack({ ok: true, data: { stoppedAt: new Date().toISOString() } });
  });
  worker.on("bot.resume", (_input: unknown, ack: (answer: unknown) => void) =>
    ack({ ok: true, data: null }),
  );
  mira = await api.console("Mira Lindholm");
  jonas = await api.console("Jonas Brandt");
});
afterAll(() => api.stop());

async function talking(): Promise<{ sid: string; callId: string }> {
  const sid = newSid();
  const callId = callIdOf(sid);
  await api.post("/voice", incoming(sid));
  const opened: WorkerInput<"session.opened"> = {
    callId,
    sessionId: `s-${sid}`,
    epoch: 1,
    purpose: "relay",
    carrierSessionId: "VX1",
  };
  const answer = await worker.timeout(5000).emitWithAck("session.opened", opened);
  expect(answer).toMatchObject({ ok: true, data: { resumed: false, epoch: 1 } });
  return { sid, callId };
}

const over = (sid: string) =>
  api.post("/status", { ...incoming(sid), CallStatus: "completed", CallDuration: "30" });

async function take(client: ConsoleClient, callId: string, epoch = 1): Promise<Ticket> {
  const answer = await client.command("call.takeover", { callId, epoch });
  if (!answer.ok) throw new Error(answer.problem.code);
  return answer.data;
}

const joins = (callId: string, epoch: number, sid: string, label: string, seq: number) =>
  api.post(`/conference?call=${callId}`, {
    ConferenceSid: "CFtest",
    FriendlyName: `call-${callId}-${epoch}`,
    StatusCallbackEvent: "participant-join",
    CallSid: sid,
    ParticipantLabel: label,
    SequenceNumber: String(seq),
  });

const identityOf = (name: string): string => voiceIdentity(api.people.get(name)?.userId ?? "");

describe("a takeover through all of it", () => {
  it("moves bot, ticket, operator and caller in order, and tells the consoles", async () => {
    const { sid, callId } = await talking();
    const ticket = await take(mira, callId);
    expect(ticket).toMatchObject({ callId, epoch: 2 });
    await mira.seen((event) => event.callId === callId && event.type === "call.changed");
    expect(stops).toContainEqual({ callId, epoch: 2, reason: "takeover" });

    const leg = newSid();
    const shown = {
      CallSid: leg,
      From: `client:${identityOf("Mira Lindholm")}`,
      To: "",
      CallStatus: "ringing",
      ticket: ticket.ticket,
    };
    const seat = await api.post("/client", shown);
    const label = attribute(seat.body, "Conference", "participantLabel") ?? "";
    expect(seat.body).toContain(`>call-${callId}-2</Conference>`);
    expect(attribute(seat.body, "Conference", "endConferenceOnExit")).toBe("false");
    expect(attribute(seat.body, "Conference", "beep")).toBe("false");
    expect((await api.post("/client", shown)).body).toBe(seat.body);
    expect((await api.post("/client", { ...shown, CallSid: newSid() })).body).not.toContain(
      "<Conference",
    );

    const joined = mira.message("leg.changed");
    await joins(callId, 2, leg, label, 1);
    expect(await joined).toEqual({ callId, epoch: 2, state: "joined" });
    const [redirected, , step] = await api.carrier.when("redirect");
    expect(redirected).toBe(sid);
    const next = await api.post(`/next?call=${callId}&step=${String(step)}`, {
      ...incoming(sid),
      CallStatus: "in-progress",
    });
    expect(attribute(next.body, "Conference", "endConferenceOnExit")).toBe("true");
    expect(attribute(next.body, "Transcription", "partialResults")).toBe("true");
    const theirs = attribute(next.body, "Conference", "participantLabel") ?? "";
    const begun = {
      CallSid: sid,
      TranscriptionSid: `GT${sid.slice(2)}`,
      TranscriptionEvent: "transcription-content",
      Track: "outbound_track",
      Final: "false",
      SequenceId: "1",
      Timestamp: new Date().toISOString(),
      TranscriptionData: JSON.stringify({ transcript: "", confidence: 0 }),
    };
    await mira.command("call.watch", { callId });
    const partial = mira.message("utterance.partial");
    await api.post(`/transcription?call=${callId}`, begun);
    await joins(callId, 2, sid, theirs, 2);
    const moved = await jonas.seen(
      (event) => event.type === "baton.moved" && event.callId === callId,
    );
    expect(moved).toMatchObject({
      cause: "takeover",
      byName: "Mira Lindholm",
      call: { phase: "connected", epoch: 2, takenOver: true },
    });
    expect(moved.type === "baton.moved" && moved.audibleAfterMs).toBeGreaterThanOrEqual(0);
    await api.post(`/transcription?call=${callId}`, begun);
    expect(await partial, "who speaks while they join").toMatchObject({ speaker: "operator" });
    expect(await jonas.command("call.takeover", { callId, epoch: 2 })).toMatchObject({
      ok: false,
      problem: { code: "already_taken", detail: "Mira Lindholm" },
    });

    const said = {
      CallSid: sid,
      TranscriptionSid: `GT${sid.slice(2)}`,
      TranscriptionEvent: "transcription-content",
      Track: "inbound_track",
      Final: "true",
      SequenceId: "2",
      Timestamp: new Date().toISOString(),
      TranscriptionData: JSON.stringify({ transcript: "Thank you.", confidence: 0.9 }),
    };
    await api.post(`/transcription?call=${callId}`, said);
    await api.post(`/transcription?call=${callId}`, said);
    await api.post(`/transcription?call=${callId}`, {
      ...said,
      Track: "outbound_track",
      SequenceId: "3",
      TranscriptionData: JSON.stringify({ transcript: "[not transcribed]" }),
    });
    await api.post(`/transcription?call=${callId}`, {
      ...said,
      Track: "outbound_track",
      SequenceId: "4",
      TranscriptionData: JSON.stringify({ transcript: spoken("hold", "en-US") }),
    });
    const rows = await api.sql`
      select speaker, speaker_name, text, untranscribed from utterances where call_id = ${callId} order by sequence`;
    expect(rows).toEqual([
      { speaker: "caller", speaker_name: "Hannah Price", text: "Thank you.", untranscribed: false },
      { speaker: "operator", speaker_name: "Mira Lindholm", text: "", untranscribed: true },
      {
        speaker: "system",
        speaker_name: null,
        text: spoken("hold", "en-US"),
        untranscribed: false,
      },
    ]);

    expect(await mira.command("call.hangUp", { callId })).toEqual({ ok: true, data: null });
    expect(await api.carrier.when("endLeg")).toEqual([sid]);
    await over(sid);
    const ended = await mira.seen(
      (event) => event.type === "baton.moved" && event.callId === callId && event.cause === "ended",
    );
    expect(ended).toMatchObject({ call: { outcome: "taken_over", durationSeconds: 30 } });
  });

  it("refuses a ticket to anybody but its owner", async () => {
    const { sid, callId } = await talking();
    const ticket = await take(mira, callId);
    const reply = await api.post("/client", {
      CallSid: newSid(),
      From: `client:${identityOf("Jonas Brandt")}`,
      ticket: ticket.ticket,
    });
    expect(reply.body).not.toContain("<Conference");
    await over(sid);
  });

  it("given up goes back to the bot, which is told to go on", async () => {
    const { sid, callId } = await talking();
    const resumed = new Promise((resolve) => worker.once("bot.resume", resolve));
    await take(mira, callId);
    await mira.command("call.abandonClaim", { callId, epoch: 2, reason: "microphone" });
    expect(await resumed).toEqual({ callId, epoch: 3, reason: "takeover_failed" });
    await over(sid);
  });

  it("of a second call by somebody who is on one is refused", async () => {
    const [first, second] = [await talking(), await talking()];
    await take(mira, first.callId);
    expect(await mira.command("call.takeover", { callId: second.callId, epoch: 1 })).toMatchObject({
      ok: false,
      problem: { code: "already_on_call" },
    });
    await over(first.sid);
    await over(second.sid);
  });

  it("of another organization's call finds nothing", async () => {
    const { sid, callId } = await talking();
    const frauke = await api.console("Frauke Petersen");
    expect(await frauke.command("call.takeover", { callId, epoch: 1 })).toMatchObject({
      ok: false,
      problem: { code: "not_found" },
    });
    expect(await frauke.command("call.watch", { callId })).toMatchObject({ ok: false });
    expect(frauke.events).toEqual([]);
    await over(sid);
  });

  it("by a test call is not placed: it goes to a number of one's own organization", async () => {
    const frauke = await api.console("Frauke Petersen");
    const before = api.testCalls.length;
    for (const wanted of [{}, { toNumber: "+12025550124" }])
      expect(await frauke.command("testCall.place", wanted)).toMatchObject({
        ok: false,
        problem: { code: "no_own_number" },
      });
    expect(api.testCalls).toHaveLength(before);
    expect(await mira.command("testCall.place", {})).toMatchObject({ ok: true });
    expect(api.testCalls.slice(before)).toEqual(["+12025550124"]);
  });
});

describe("a console", () => {
  it("without a valid token is not let in", async () => {
    const stranger = await api.socket("/console", { token: "nobody" });
    const error = await new Promise<Error>((resolve) => stranger.once("connect_error", resolve));
    expect(error.message).toBe("not_signed_in");
  });

  it("that was away gets exactly what it missed, by the numbers", async () => {
    const { sid, callId } = await talking();
    const first = await mira.command("call.watch", { callId });
    if (!first.ok || !("detail" in first.data)) throw new Error("no detail");
    const { seq } = first.data.detail;
    await over(sid);
    await mira.seen((event) => event.type === "cost.counted" && event.callId === callId);
    const later = await mira.command("call.watch", { callId, afterSeq: seq });
    if (!later.ok || !("missed" in later.data)) throw new Error("nothing missed");
    const numbers = later.data.missed.map((event) => event.seq);
    expect(numbers).toEqual(numbers.map((_, index) => seq + 1 + index));
    expect(numbers.length).toBeGreaterThan(0);
  });

  it("that sends nonsense is told so, and lives", async () => {
    const answer = await mira.socket.timeout(5000).emitWithAck("call.takeover", { callId: 7 });
    expect(answer).toMatchObject({ ok: false, problem: { code: "bad_request" } });
    expect(mira.socket.connected).toBe(true);
  });
});

describe("the log", () => {
  it("of all this holds no number, no name and no word that was said", () => {
    const text = api.logged.join("");
    expect(api.logged.length).toBeGreaterThan(20);
    for (const secret of ["2025550142", "2025550124", "Mira", "Lindholm", "Thank you"])
      expect(text).not.toContain(secret);
  });
});
