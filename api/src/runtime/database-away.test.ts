import { randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callIdOf } from "../domain/call-id.ts";
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
beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
  mira = await api.console("Mira Lindholm");
});
afterAll(() => api.stop());

const ask = (name: string, input: object) => worker.timeout(8000).emitWithAck(name, input);
const open = (callId: string) =>
  ask("session.opened", {
    callId,
    sessionId: `s-${callId}`,
    epoch: 1,
    purpose: "relay",
    carrierSessionId: "VX",
  });
const said = (callId: string, sequence: number) => ({
  callId,
  sessionId: `s-${callId}`,
  sequence,
  utterance: {
    id: randomUUID(),
    speaker: "caller",
    speakerName: null,
    text: "The heating is cold.",
    language: "en-US",
    startedMs: 10,
    endedMs: 20,
    heard: null,
    interrupted: false,
    confidence: null,
    untranscribed: false,
  },
});

describe("while the database is away", () => {
  it("a call in progress goes on, a takeover is refused, and what is sent again is stored once", async () => {
    const sid = newSid();
    const callId = callIdOf(sid);
    await api.post("/voice", incoming(sid));
    await open(callId);
    api.line.cut();
    const utterance = said(callId, 1);
    expect(await ask("utterance.finalised", utterance)).toMatchObject({
      ok: false,
      problem: { code: "database_away" },
    });
    expect(await mira.command("call.takeover", { callId, epoch: 1 })).toMatchObject({
      ok: false,
      problem: { code: "database_away" },
    });
    // The carrier asks meanwhile, and waits for its answer.
    const asked = api.post(`/next?call=${callId}&step=1`, {
      ...incoming(sid),
      CallStatus: "in-progress",
    });
    api.line.mend();
    expect((await asked).body).toContain("<ConversationRelay");
    expect(await ask("utterance.finalised", utterance)).toMatchObject({ ok: true });
    expect(await ask("utterance.finalised", utterance)).toMatchObject({ ok: true });
    expect(await api.sql`select 1 from utterances where call_id = ${callId}`).toHaveLength(1);
  });

  it("a new call reaches the bot from what is remembered, and has its row afterwards", async () => {
    api.line.cut();
    const sid = newSid();
    const callId = callIdOf(sid);
    const first = await api.post("/voice", incoming(sid));
    expect(attribute(first.body, "ConversationRelay", "welcomeGreeting")).toContain("help you");
    expect((await api.post("/voice", incoming(sid))).body).toBe(first.body);
    expect(await open(callId)).toMatchObject({
      ok: true,
      data: {
        resumed: false,
        bot: { name: "Intake English" },
        speech: { speechToText: expect.arrayContaining(["local"]), voice: null },
      },
    });
    expect(await ask("utterance.finalised", said(callId, 1))).toMatchObject({
      ok: false,
      problem: { code: "database_away" },
    });
    api.line.mend();
    await mira.seen((event) => event.callId === callId);
    expect(await ask("utterance.finalised", said(callId, 1))).toMatchObject({ ok: true });
    const [row] = await api.sql`
      select status, holder, phase, (select count(*)::int from utterances u where u.call_id = c.id) as words
      from calls c where id = ${callId}`;
    expect(row).toEqual({ status: "live", holder: "bot", phase: "connected", words: 1 });
    expect((await api.post("/voice", incoming(sid))).body).toBe(first.body);
  });
});
