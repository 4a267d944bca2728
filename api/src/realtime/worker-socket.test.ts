import { randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Utterance } from "@patchbay/contracts";
import { callIdOf } from "../domain/call-id.ts";
import {
  incoming,
  newSid,
  startApi,
  type ApiUnderTest,
  type ConsoleClient,
} from "../testing/api-under-test.ts";

let api: ApiUnderTest;
let worker: Socket;
let console: ConsoleClient;
beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
  console = await api.console("Jonas Brandt");
});
afterAll(() => api.stop());

const ask = (name: string, input: object) => worker.timeout(5000).emitWithAck(name, input);

async function talking(
  from = "+12025550142",
): Promise<{ callId: string; sessionId: string; sid: string }> {
  const sid = newSid();
  const callId = callIdOf(sid);
  const sessionId = `s-${sid}`;
  await api.post("/voice", { ...incoming(sid), From: from });
  await ask("session.opened", {
    callId,
    sessionId,
    epoch: 1,
    purpose: "relay",
    carrierSessionId: "VX",
  });
  return { callId, sessionId, sid };
}

const words = (text: string, over: Partial<Utterance> = {}): Utterance => ({
  id: randomUUID(),
  speaker: "caller",
  speakerName: null,
  text,
  language: "en-US",
  startedMs: 900,
  endedMs: 1500,
  heard: null,
  interrupted: false,
  confidence: null,
  untranscribed: false,
  ...over,
});

describe("a worker", () => {
  it("with another token is not let in", async () => {
    const stranger = await api.socket("/worker", { token: "guess", workerId: "x" });
    const error = await new Promise<Error>((resolve) => stranger.once("connect_error", resolve));
    expect(error.message).toBe("not_signed_in");
  });

  it("delivers an utterance that is stored and shown once, however often it is sent", async () => {
    const { callId, sessionId } = await talking();
    const utterance = words("The lift is stuck.");
    const input = { callId, sessionId, sequence: 1, utterance };
    const answers = await Promise.all([1, 2, 3].map(() => ask("utterance.finalised", input)));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, data: null })));
    await console.seen((event) => event.type === "utterance.finalised" && event.callId === callId);
    const shown = console.events.filter(
      (event) => event.type === "utterance.finalised" && event.callId === callId,
    );
    expect(shown).toHaveLength(1);
    expect(await api.sql`select text from utterances where call_id = ${callId}`).toEqual([
      { text: "The lift is stuck." },
    ]);
  });

  it("delivers words with characters that no database keeps, without those", async () => {
    const { callId, sessionId } = await talking();
    const input = { callId, sessionId, sequence: 1, utterance: words("a\u0000b \ud83d c") };
    expect(await ask("utterance.finalised", input)).toEqual({ ok: true, data: null });
    const fields = { problem: "x\ud83d", address: null, urgency: null, callbackNumber: null };
    const kept = { callId, sessionId, sequence: 2, fields, intakeState: { "k\u0000": "\udc00" } };
    expect(await ask("fields.collected", kept)).toEqual({ ok: true, data: null });
    expect(await api.sql`select text from utterances where call_id = ${callId}`).toEqual([
      { text: "a\ufffdb \ufffd c" },
    ]);
  });

  it("is not told that something is stored which is not", async () => {
    const about = { callId: randomUUID(), sessionId: `s-${randomUUID()}` };
    const refused = { ok: false, problem: { code: "not_found" } };
    const utterance = words("Lost?");
    expect(await ask("utterance.finalised", { ...about, sequence: 1, utterance })).toMatchObject(
      refused,
    );
    const note = { ...about, sequence: 2, note: "digits_pressed" };
    expect(await ask("note.made", note)).toMatchObject(refused);
  });

  it("whose caller was greeted has the recording started once, and the disclosure noted", async () => {
    const { callId, sessionId, sid } = await talking();
    const first = words("You are speaking with the assistant.", { speaker: "bot" });
    await ask("utterance.finalised", { callId, sessionId, sequence: 1, utterance: first });
    await ask("utterance.finalised", { callId, sessionId, sequence: 2, utterance: words("Hello") });
    await console.seen(
      (event) =>
        event.callId === callId && event.type === "noted" && event.note === "recording_started",
    );
    const started = api.carrier.told.filter(
      ({ what, about }) => what === "startRecording" && about[0] === sid,
    );
    expect(started).toHaveLength(1);
    const noted = await api.sql`
      select data->>'note' as note from call_events where call_id = ${callId} and type = 'noted' order by seq`;
    expect(noted.map(({ note }) => note as string)).toEqual([
      "disclosure_heard",
      "recording_started",
    ]);
  });

  it("resumes a conversation from what was stored", async () => {
    const { callId, sessionId } = await talking();
    const fields = { problem: "Leak", address: null, urgency: null, callbackNumber: null };
    await ask("utterance.finalised", {
      callId,
      sessionId,
      sequence: 1,
      utterance: words("A leak."),
    });
    await ask("fields.collected", {
      callId,
      sessionId,
      sequence: 2,
      fields,
      intakeState: { at: 3 },
    });
    await ask("session.closed", {
      callId,
      sessionId,
      sequence: 3,
      purpose: "relay",
      cause: "dropped",
    });
    await api.post(`/next?call=${callId}&step=1`, {
      CallSid: newSid(),
      CallStatus: "in-progress",
    });
    const again = await ask("session.opened", {
      callId,
      sessionId: `again-${callId}`,
      epoch: 2,
      purpose: "relay",
      carrierSessionId: "VX2",
    });
    expect(again).toMatchObject({
      ok: true,
      data: {
        resumed: true,
        resumeReason: "socket_lost",
        fields,
        intakeState: { at: 3 },
        utterances: [{ text: "A leak." }],
      },
    });
  });

  it("of an epoch that has passed is refused", async () => {
    const { callId } = await talking();
    await api.post(`/next?call=${callId}&step=1`, { CallSid: newSid(), CallStatus: "in-progress" });
    expect(
      await ask("session.opened", {
        callId,
        sessionId: "late",
        epoch: 1,
        purpose: "relay",
        carrierSessionId: "VX",
      }),
    ).toMatchObject({ ok: false, problem: { code: "wrong_state" } });
  });

  it("rings an operator, and hears that nobody is there when nobody is", async () => {
    const { callId, sessionId } = await talking();
    const ring = console.message<{ ringing: { brief: string } }>("ring.offered");
    const handover = {
      tool: "offer_handover",
      arguments: { reason: "caller_asked", brief: "Wants a person." },
    };
    const first = await ask("tool.called", { callId, sessionId, sequence: 1, call: handover });
    expect(first).toMatchObject({ ok: true, data: { outcome: "ringing" } });
    expect((await ring).ringing.brief).toBe("Wants a person.");
    const other = await talking();
    const busy = await ask("tool.called", {
      callId: other.callId,
      sessionId: other.sessionId,
      sequence: 1,
      call: handover,
    });
    expect(busy).toMatchObject({ ok: true, data: { outcome: "nobody_available" } });
  });
});

describe("the bot's tools", () => {
  it("save one request per call, by whatever pieces, with one reference", async () => {
    const { callId, sessionId } = await talking();
    const save = (sequence: number, args: object) =>
      ask("tool.called", {
        callId,
        sessionId,
        sequence,
        call: { tool: "save_request", arguments: args },
      });
    const first = await save(1, { problem: "Leaking sink" });
    const second = await save(2, { urgency: "today" });
    const repeated = await save(2, { urgency: "today" });
    expect(second).toEqual(first);
    expect(repeated).toEqual(first);
    expect(
      await api.sql`select problem, urgency, kind, caller_number from requests where call_id = ${callId}`,
    ).toEqual([
      { problem: "Leaking sink", urgency: "today", kind: "request", caller_number: "+12025550142" },
    ]);
  });

  it("find this caller's earlier requests, and nobody else's, whatever reference is asked for", async () => {
    const earlier = await talking("+12025550188");
    const saved = (await ask("tool.called", {
      ...earlier,
      sid: undefined,
      sequence: 1,
      call: { tool: "save_request", arguments: { problem: "Lift stuck" } },
    })) as { data: { reference: string } };
    const lookUp = async (from: string, reference: string | null) => {
      const { callId, sessionId } = await talking(from);
      return ask("tool.called", {
        callId,
        sessionId,
        sequence: 1,
        call: { tool: "look_up_request", arguments: { reference } },
      });
    };
    const { reference } = saved.data;
    expect(await lookUp("+12025550188", null)).toMatchObject({ data: { found: [{ reference }] } });
    expect(await lookUp("+12025550188", reference)).toMatchObject({
      data: { found: [{ reference, problem: "Lift stuck" }] },
    });
    expect(await lookUp("+12025550199", reference)).toMatchObject({ data: { found: [] } });
  });

  it.each(["anonymous", "+266696687", "Restricted"])(
    "tell a caller who withholds their number (%s) nothing of others who do",
    async (from) => {
      const earlier = await talking(from);
      const { data } = (await ask("tool.called", {
        callId: earlier.callId,
        sessionId: earlier.sessionId,
        sequence: 1,
        call: { tool: "save_request", arguments: { problem: "Not for your ears" } },
      })) as { data: { reference: string } };
      const { callId, sessionId } = await talking(from);
      for (const reference of [null, data.reference])
        expect(
          await ask("tool.called", {
            callId,
            sessionId,
            sequence: 1,
            call: { tool: "look_up_request", arguments: { reference } },
          }),
        ).toMatchObject({ data: { found: [] } });
    },
  );

  it("of a session that has lost the call do nothing", async () => {
    const { callId } = await talking();
    const ended = await ask("tool.called", {
      callId,
      sessionId: "another",
      sequence: 1,
      call: { tool: "end_call", arguments: { reason: "done" } },
    });
    expect(ended).toMatchObject({ ok: false, problem: { code: "wrong_state" } });
  });
});
