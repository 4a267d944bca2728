import { jwtVerify } from "jose";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callIdOf } from "../domain/call-id.ts";
import {
  ENGLISH_LINE,
  ENGLISH_OWN_VOICE,
  incoming,
  MEDIA_SECRET,
  newSid,
  startApi,
  type ApiUnderTest,
} from "../testing/api-under-test.ts";

let api: ApiUnderTest;
let worker: Socket;
beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
});
afterAll(() => api.stop());

const BASE = "https://calls.example.test/carrier/twilio";
const TOKEN = /name="token" value="([^"]+)"/g;
const tokensOf = (body: string): string[] => [...body.matchAll(TOKEN)].map(([, token]) => token!);
/** The document with its tokens, which hold the hour, taken out. */
const bare = (body: string): string => body.replaceAll(TOKEN, 'name="token" value="T"');
const claimsOf = async (token: string | undefined): Promise<object> => {
  const key = new TextEncoder().encode(MEDIA_SECRET);
  const options = { audience: "patchbay-media", algorithms: ["HS256"] };
  return (await jwtVerify(token ?? "", key, options)).payload;
};

const streamDocument = (callId: string, step: number, before = ""): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${before}` +
  `<Connect action="${BASE}/next?call=${callId}&amp;step=${step}">` +
  `<Stream name="bot-${callId}-${step}" url="wss://media.example.test/stream" statusCallback="${BASE}/stream?call=${callId}">` +
  `<Parameter name="token" value="T"/><Parameter name="language" value="en-US"/>` +
  `</Stream></Connect></Response>`;
const forkElement = (callId: string, step: number): string =>
  `<Start><Stream name="fork-${callId}-${step}" url="wss://media.example.test/fork" track="both_tracks" statusCallback="${BASE}/stream?call=${callId}">` +
  `<Parameter name="token" value="T"/></Stream></Start>`;

async function ring(
  to = ENGLISH_OWN_VOICE,
): Promise<{ sid: string; callId: string; body: string }> {
  const sid = newSid();
  const { body } = await api.post("/voice", incoming(sid, to));
  return { sid, callId: callIdOf(sid), body };
}

async function ask(sid: string, step: number): Promise<string> {
  const params = { ...incoming(sid, ENGLISH_OWN_VOICE), CallStatus: "in-progress" };
  return (await api.post(`/next?call=${callIdOf(sid)}&step=${step}`, params)).body;
}

const opened = (callId: string, over: object = {}) =>
  worker.timeout(5000).emitWithAck("session.opened", {
    callId,
    sessionId: `s-${callId}`,
    epoch: 1,
    purpose: "stream",
    carrierSessionId: "MZ1",
    ...over,
  });

describe("a call to a number with our own voice", () => {
  it("is connected to our two-way socket, with a token for it and no fork beside it", async () => {
    const { callId, body } = await ring();
    expect(bare(body)).toBe(streamDocument(callId, 1));
    const [token = ""] = tokensOf(body);
    expect(await claimsOf(token)).toMatchObject({ sub: callId, epoch: 1, purpose: "stream" });
    // The carrier takes parameters of less than 500 characters, name and value together.
    expect(token.length + "token".length).toBeLessThan(500);
  });

  it("gets the same words and the same token when the carrier asks again", async () => {
    const { sid, body } = await ring();
    expect((await api.post("/voice", incoming(sid, ENGLISH_OWN_VOICE))).body).toBe(body);
    const next = await ask(sid, 1);
    expect(await ask(sid, 1)).toBe(next);
    expect(await claimsOf(tokensOf(next)[0])).toMatchObject({ epoch: 2, purpose: "stream" });
  });

  it("is forked while an operator has it, and no longer when the bot has it back", async () => {
    const { sid, callId } = await ring();
    await opened(callId);
    await worker.timeout(5000).emitWithAck("note.made", {
      callId,
      sessionId: `s-${callId}`,
      sequence: 1,
      note: "disclosure_heard",
    });
    const { userId, name } = api.people.get("Mira Lindholm")!;
    const { runtime } = api.calls;
    const operator = { userId, name };
    await runtime.dispatch(callId, { type: "takeover.asked", operator, epoch: 1 });
    const joined = await ask(sid, 2);
    expect(bare(joined)).toContain(`${forkElement(callId, 2)}<Dial `);
    expect(await claimsOf(tokensOf(joined)[0])).toMatchObject({ epoch: 2, purpose: "fork" });
    await api.post(`/stream?call=${callId}`, {
      CallSid: sid,
      StreamName: `fork-${callId}-2`,
      StreamEvent: "stream-started",
    });
    await runtime.dispatch(callId, { type: "claim.abandoned", operatorId: userId, epoch: 2 });
    const back = await ask(sid, 3);
    const stops = `<Stop><Transcription name="words-2"/></Stop><Stop><Stream name="fork-${callId}-2"/></Stop>`;
    const { step } = runtime.latest(callId)!;
    expect(bare(back)).toBe(streamDocument(callId, step, stops));
    await api.post("/status", { ...incoming(sid), CallStatus: "completed", CallDuration: "9" });
  });

  it("goes on with the carrier's ears and voice when ours are gone", async () => {
    await api.sql`update bots set voice = 'en-US-AvaNeural' where language = 'en-US'`;
    await api.calls.routes.refresh();
    const { sid, callId } = await ring();
    await opened(callId);
    await worker.timeout(5000).emitWithAck("session.closed", {
      callId,
      sessionId: `s-${callId}`,
      sequence: 1,
      purpose: "stream",
      cause: "failed",
    });
    const body = await ask(sid, 1);
    expect(bare(body)).toContain(`${forkElement(callId, 2)}<Connect `);
    expect(body).not.toContain("AvaNeural");
    expect((await ring(ENGLISH_LINE)).body).toContain(' voice="en-US-AvaNeural"');
    // Nothing had been heard yet: who speaks must still be said.
    expect(body).toMatch(/<ConversationRelay [^>]*welcomeGreeting="You are speaking with/);
    expect(await claimsOf(tokensOf(body)[1])).toMatchObject({ epoch: 2, purpose: "relay" });
    expect(await opened(callId, { epoch: 1, sessionId: "late" })).toMatchObject({
      ok: false,
      problem: { code: "wrong_state" },
    });
    const [row] = await api.sql`select engine from calls where id = ${callId}`;
    expect(row).toEqual({ engine: "relay" });
  });

  it("costs what a call costs", async () => {
    const { sid, callId } = await ring();
    const over = { ...incoming(sid), CallStatus: "completed", CallDuration: "61" };
    const console = await api.console("Mira Lindholm");
    await api.post("/status", over);
    const counted = await console.seen(
      (event) => event.type === "cost.counted" && event.callId === callId,
    );
    expect(counted).toMatchObject({
      cost: { total: 0.024, lines: [{ kind: "inbound", quantity: 2 }] },
    });
    console.socket.disconnect();
  });
});

describe("a number that leaves the engine to us", () => {
  const engineOf = async (to: string): Promise<unknown> => {
    const { callId } = await ring(to);
    const [row] = await api.sql`select engine from calls where id = ${callId}`;
    return row?.["engine"];
  };

  it("takes our own where a worker has vendors for its language, as long as that worker is there", async () => {
    const GERMAN_LINE = "+493023125024";
    expect(await engineOf(ENGLISH_LINE)).toBe("relay");
    const german = await api.worker(["de-DE"]);
    expect([await engineOf(ENGLISH_LINE), await engineOf(GERMAN_LINE)]).toEqual([
      "relay",
      "stream",
    ]);
    german.disconnect();
    await expect.poll(() => api.calls.workers.streams("de-DE")).toBe(false);
    expect(await engineOf(GERMAN_LINE)).toBe("relay");
  });

  it("keeps the engine it began with, whoever comes and goes", async () => {
    const { sid, body } = await ring(ENGLISH_LINE);
    expect(body).toContain("<ConversationRelay");
    const english = await api.worker(["en-US"]);
    expect(await ask(sid, 1)).toContain("<ConversationRelay");
    english.disconnect();
    await expect.poll(() => api.calls.workers.streams("en-US")).toBe(false);
  });

  it.each(["realtime", "gather"])(
    "or asks for %s, which nothing serves yet, gets the carrier's",
    async (engine) => {
      const e164 = `+120255501${engine === "gather" ? "60" : "61"}`;
      await api.sql`
        insert into numbers (organization_id, e164, label, language, engine, bot_id)
        select organization_id, ${e164}, ${engine}, language, ${engine}, bot_id from numbers where e164 = ${ENGLISH_LINE}`;
      expect(await engineOf(e164)).toBe("relay");
    },
  );
});

it("a caller without a bot is forked from the first document on", async () => {
  await api.sql`
    insert into numbers (organization_id, e164, label, language, engine)
    select organization_id, '+12025550159', 'People', language, 'stream' from numbers where e164 = ${ENGLISH_LINE}`;
  const console = await api.console("Jonas Brandt");
  const { callId, body } = await ring("+12025550159");
  expect(bare(body)).toContain(`<Response>${forkElement(callId, 1)}<Say `);
  console.socket.disconnect();
});
