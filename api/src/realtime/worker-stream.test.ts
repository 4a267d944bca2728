import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Conversation, SessionPurpose } from "@patchbay/contracts";
import { callIdOf } from "../domain/call-id.ts";
import {
  ENGLISH_OWN_VOICE,
  incoming,
  newSid,
  startApi,
  type ApiUnderTest,
  type ConsoleClient,
} from "../testing/api-under-test.ts";

let api: ApiUnderTest;
let bot: Socket;
let fork: Socket;
let mira: ConsoleClient;
let jonas: ConsoleClient;
beforeAll(async () => {
  api = await startApi();
  // Two workers, so that it shows which of them is told.
  bot = await api.worker();
  fork = await api.worker();
  mira = await api.console("Mira Lindholm");
  jonas = await api.console("Jonas Brandt");
});
afterAll(() => api.stop());

const ask = (worker: Socket, name: string, input: object) =>
  worker.timeout(5000).emitWithAck(name, input);

const open = (worker: Socket, callId: string, purpose: SessionPurpose, epoch = 1) =>
  ask(worker, "session.opened", {
    callId,
    sessionId: `${purpose}-${epoch}-${callId}`,
    epoch,
    purpose,
    carrierSessionId: "MZ1",
  });

/** A caller who talks with our own voice. */
async function talking(): Promise<{ sid: string; callId: string; answer: unknown }> {
  const sid = newSid();
  const callId = callIdOf(sid);
  await api.post("/voice", incoming(sid, ENGLISH_OWN_VOICE));
  return { sid, callId, answer: await open(bot, callId, "stream") };
}

const over = (sid: string) =>
  api.post("/status", { ...incoming(sid), CallStatus: "completed", CallDuration: "30" });

/** What a worker was told next; it agrees. */
const told = (worker: Socket, command: string) =>
  new Promise<unknown>((resolve) =>
    worker.once(command, (input: unknown, ack: (answer: unknown) => void) => {
      ack({
        ok: true,
        data: command === "bot.stop" ? { stoppedAt: "2026-11-27T10:00:00Z" } : null,
      });
      resolve(input);
    }),
  );

const standard = { threshold: 0.5, level: 200, onsetMs: 96, offsetMs: 192, patienceMs: null };

describe("a session of the bot's own engine", () => {
  it("learns which vendors to try, which voice to take, and when a sound is speech", async () => {
    const { sid, answer } = await talking();
    expect(answer).toMatchObject({
      ok: true,
      data: {
        resumed: false,
        speech: {
          speechToText: ["deepgram_flux", "deepgram", "azure", "openai", "whisper", "local"],
          textToSpeech: ["elevenlabs", "azure", "deepgram", "openai", "local"],
          voice: null,
          listening: standard,
        },
      },
    });
    await over(sid);
  });

  it("learns the organization's own order and the bot's own voice and patience", async () => {
    const [before] = await api.sql`
      select id, voice, listening from bots where language = 'en-US' order by created_at limit 1`;
    await api.sql`update organizations set speech_to_text = '{whisper,local}', text_to_speech = '{azure}'
      where name = 'AssetCare24'`;
    await api.sql`update bots set voice = 'en-US-AvaNeural', listening = p.listening
      from listening_presets p where p.name = 'freeswitch' and bots.id = ${before!["id"]}`;
    const { sid, answer } = await talking();
    const { data } = answer as { data: Conversation };
    expect(data.speech).toEqual({
      speechToText: ["whisper", "local"],
      textToSpeech: ["azure"],
      voice: "en-US-AvaNeural",
      listening: { ...standard, threshold: 0.8, level: 500, patienceMs: 1500 },
    });
    await api.sql`update organizations set speech_to_text = default, text_to_speech = default`;
    await api.sql`update bots set voice = null, listening = default where id = ${before!["id"]}`;
    await over(sid);
  });

  it("of an epoch that has passed is refused, and so is one of a call that is over", async () => {
    const { sid, callId } = await talking();
    const refused = { ok: false, problem: { code: "wrong_state" } };
    await api.post(`/next?call=${callId}&step=1`, { ...incoming(sid), CallStatus: "in-progress" });
    expect(await open(bot, callId, "stream", 1)).toMatchObject(refused);
    expect(await open(bot, callId, "stream", 2)).toMatchObject({ ok: true });
    await over(sid);
    expect(await open(bot, callId, "stream", 2)).toMatchObject({
      ok: false,
      problem: { code: "call_over" },
    });
  });

  it("that was heard is resumed with what the bot had understood, without a greeting", async () => {
    const { sid, callId } = await talking();
    const sessionId = `stream-1-${callId}`;
    const fields = { problem: "Leak", address: null, urgency: null, callbackNumber: null };
    const stamp = { callId, sessionId };
    await ask(bot, "note.made", { ...stamp, sequence: 1, note: "disclosure_heard" });
    await ask(bot, "fields.collected", { ...stamp, sequence: 2, fields, intakeState: { at: 3 } });
    const closed = { ...stamp, sequence: 3, purpose: "stream", cause: "dropped" };
    await ask(bot, "session.closed", closed);
    await api.post(`/next?call=${callId}&step=1`, { ...incoming(sid), CallStatus: "in-progress" });
    expect(await open(bot, callId, "stream", 2)).toMatchObject({
      ok: true,
      data: { resumed: true, resumeReason: "socket_lost", fields, intakeState: { at: 3 } },
    });
    await over(sid);
  });

  it("starts the recording when the disclosure was heard, not when the caller first speaks", async () => {
    const { sid, callId } = await talking();
    const stamp = { callId, sessionId: `stream-1-${callId}` };
    const utterance = {
      id: callId,
      speaker: "caller",
      speakerName: null,
      text: "Hello?",
      language: "en-US",
      startedMs: 100,
      endedMs: 400,
      heard: null,
      interrupted: false,
      confidence: null,
      untranscribed: false,
    };
    await ask(bot, "utterance.finalised", { ...stamp, sequence: 1, utterance });
    expect(api.calls.runtime.latest(callId)?.recording).toBe("off");
    await ask(bot, "note.made", { ...stamp, sequence: 2, note: "disclosure_heard" });
    expect(api.calls.runtime.latest(callId)?.recording).not.toBe("off");
    await over(sid);
  });

  it("whose worker is silent for too long has its caller fetched", async () => {
    const lonely = await api.worker();
    const sid = newSid();
    const callId = callIdOf(sid);
    await api.post("/voice", incoming(sid, ENGLISH_OWN_VOICE));
    await open(lonely, callId, "stream");
    lonely.disconnect();
    const noted = await mira.seen((event) => event.callId === callId && event.type === "noted");
    expect(noted).toMatchObject({ note: "bot_worker_lost" });
    await over(sid);
  });
});

describe("commands to a worker", () => {
  it("for the bot go to its own engine's session: silence, and how long it took", async () => {
    const { sid, callId } = await talking();
    const stop = told(bot, "bot.stop");
    await mira.command("call.takeover", { callId, epoch: 1 });
    expect(await stop).toEqual({ callId, epoch: 2, reason: "takeover" });
    await expect.poll(() => api.calls.runtime.latest(callId)?.claim?.silentAt).toBeGreaterThan(0);
    const { silentAt, claimedAt } = api.calls.runtime.latest(callId)!.claim!;
    const { runtime } = api.calls;
    const operatorId = api.people.get("Mira Lindholm")!.userId;
    const seat = { epoch: 2, sid: newSid(), label: "operator-2-x" };
    await runtime.dispatch(callId, { type: "operator.connecting", operatorId, ...seat });
    await runtime.dispatch(callId, { type: "participant.joined", ...seat, seq: 1 });
    const next = { ...incoming(sid), CallStatus: "in-progress" };
    await api.post(`/next?call=${callId}&step=2`, next);
    const caller = { epoch: 2, sid, label: "caller-2-x", seq: 2 };
    await runtime.dispatch(callId, { type: "participant.joined", ...caller });
    const moved = await jonas.seen(
      (event) => event.type === "baton.moved" && event.callId === callId,
    );
    expect(moved).toMatchObject({ cause: "takeover", silentAfterMs: silentAt! - claimedAt });
    await over(sid);
  });

  it("carry a colleague's aside to the bot that speaks, and nowhere without one", async () => {
    const { sid, callId } = await talking();
    const whisper = { callId, epoch: 1, kind: "note", text: "Ask for the floor." } as const;
    const heard = told(bot, "bot.whisper");
    expect(await api.calls.workers.tell(callId, "bot.whisper", whisper)).toBe(true);
    expect(await heard).toEqual(whisper);
    const closed = { callId, sessionId: `stream-1-${callId}`, sequence: 1, cause: "ended" };
    await ask(bot, "session.closed", { ...closed, purpose: "stream" });
    expect(await api.calls.workers.tell(callId, "bot.whisper", whisper)).toBe(false);
    await over(sid);
  });

  it("for listeners go to whoever has the call's sound, and again when that changes", async () => {
    const { sid, callId } = await talking();
    const first = told(bot, "listen.start");
    await jonas.command("call.listen", { callId });
    expect(await first).toEqual({ callId });

    // An operator takes over: the fork begins while the bot's socket is about to end.
    const second = told(fork, "listen.start");
    await open(fork, callId, "fork");
    expect(await second).toEqual({ callId });
    const third = told(fork, "listen.start");
    const closed = { callId, sequence: 1, cause: "stopped" };
    await ask(bot, "session.closed", {
      ...closed,
      sessionId: `stream-1-${callId}`,
      purpose: "stream",
    });
    await third;

    // The bot has the caller back: its new socket serves, though the fork has not ended yet.
    await api.post(`/next?call=${callId}&step=1`, { ...incoming(sid), CallStatus: "in-progress" });
    const fourth = told(bot, "listen.start");
    await open(bot, callId, "stream", 2);
    expect(await fourth).toEqual({ callId });
    await ask(fork, "session.closed", {
      ...closed,
      sessionId: `fork-1-${callId}`,
      purpose: "fork",
    });
    const stopped = told(bot, "listen.stop");
    await jonas.command("call.unlisten", { callId });
    expect(await stopped).toEqual({ callId });
    await over(sid);
  });
});
