import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Preparation } from "@patchbay/contracts";
import { callIdOf } from "../domain/call-id.ts";
import {
  ENGLISH_OWN_VOICE,
  incoming,
  newSid,
  startApi,
  type ApiUnderTest,
} from "../testing/api-under-test.ts";

let api: ApiUnderTest;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const HELLO = { workerId: "w", mediaUrl: "ws://w", build: "t", sessions: [] };
const ask = (worker: Socket, name: string, input: object) =>
  worker.timeout(5000).emitWithAck(name, input);

describe("a worker's greeting", () => {
  const greet = async (streams: string[]): Promise<Preparation[]> => {
    const worker = await api.worker();
    const { data } = (await ask(worker, "worker.hello", { ...HELLO, streams })) as {
      data: { prepare: Preparation[] };
    };
    worker.disconnect();
    return data.prepare;
  };

  it("is answered with the first words of every bot with our own voice, disclosure first", async () => {
    const prepare = await greet([]);
    expect(prepare.map(({ language }) => language)).toEqual(["en-US", "de-DE", "tr-TR", "ru-RU"]);
    expect(prepare[0]).toMatchObject({
      speech: { voice: null, textToSpeech: expect.arrayContaining(["local"]) },
    });
    expect(prepare[0]?.texts).toEqual([
      "You are speaking with the automated assistant of AssetCare24. This call is recorded. Hello, how can I help you?",
    ]);
  });

  it("with languages that nobody knows is not one", async () => {
    const worker = await api.worker();
    expect(await ask(worker, "worker.hello", { ...HELLO, streams: ["xx-XX"] })).toMatchObject({
      ok: false,
      problem: { code: "bad_request" },
    });
    worker.disconnect();
  });

  it("after the line was cut keeps the bot's session what it was", async () => {
    const sid = newSid();
    const callId = callIdOf(sid);
    const session = { callId, sessionId: `s-${sid}`, epoch: 1 };
    await api.post("/voice", incoming(sid, ENGLISH_OWN_VOICE));
    const [before, after] = [await api.worker(), await api.worker()];
    const opening = { ...session, purpose: "stream", carrierSessionId: "MZ1" };
    expect(await ask(before, "session.opened", opening)).toMatchObject({ ok: true });
    before.disconnect();
    await ask(after, "worker.hello", { ...HELLO, streams: [], sessions: [session] });
    const stop = new Promise((resolve) => after.once("bot.stop", resolve));
    const mira = await api.console("Mira Lindholm");
    await mira.command("call.takeover", { callId, epoch: 1 });
    expect(await stop).toMatchObject({ callId, epoch: 2 });
  });

  it("is answered while the database is away", async () => {
    api.line.cut();
    expect((await greet([])).length).toBeGreaterThan(0);
    api.line.mend();
  });
});
