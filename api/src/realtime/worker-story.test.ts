import { randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallEvent } from "@patchbay/contracts";
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
let worker: Socket;
let console: ConsoleClient;
beforeAll(async () => {
  api = await startApi();
  worker = await api.worker();
  console = await api.console("Jonas Brandt");
});
afterAll(() => api.stop());

const ask = (name: string, input: object) => worker.timeout(5000).emitWithAck(name, input);

async function talking(): Promise<{ callId: string; sessionId: string }> {
  const sid = newSid();
  const callId = callIdOf(sid);
  const sessionId = `s-${sid}`;
  await api.post("/voice", incoming(sid, ENGLISH_OWN_VOICE));
  const opening = { callId, sessionId, epoch: 1, purpose: "stream", carrierSessionId: "MZ" };
  expect(await ask("session.opened", opening)).toMatchObject({ ok: true });
  return { callId, sessionId };
}

/** Events of a kind as they stand in a fresh snapshot. */
async function inSnapshot<T extends CallEvent["type"]>(
  callId: string,
  type: T,
): Promise<Extract<CallEvent, { type: T }>[]> {
  const answer = await console.command("call.watch", { callId });
  if (!answer.ok || !("detail" in answer.data)) throw new Error("no detail");
  return answer.data.detail.events.filter(
    (event): event is Extract<CallEvent, { type: T }> => event.type === type,
  );
}

const turn = {
  utteranceId: randomUUID(),
  reason: "silence",
  expectation: "open",
  patienceMs: 550,
  silenceMs: 560,
  speculated: true,
  headMs: 310,
  voiceMs: 95,
  totalMs: 640,
} as const;

describe("what is told of a turn", () => {
  it("is stored and shown once, however often it is sent", async () => {
    const { callId, sessionId } = await talking();
    const measured = { callId, sessionId, sequence: 1, turn };
    const answers = await Promise.all([1, 2, 3].map(() => ask("turn.measured", measured)));
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, data: null })));
    await console.seen((event) => event.type === "turn.measured" && event.callId === callId);
    expect(await inSnapshot(callId, "turn.measured")).toMatchObject([{ turn }]);
    const rows = await api.sql`
      select seq from call_events where call_id = ${callId} and type = 'turn.measured'`;
    expect(rows).toHaveLength(1);
  });

  it("of no call of ours is not acknowledged", async () => {
    const stray = { callId: randomUUID(), sessionId: "s", sequence: 1, turn };
    expect(await ask("turn.measured", stray)).toMatchObject({
      ok: false,
      problem: { code: "not_found" },
    });
  });

  it.each(["ears_fell_back", "voice_fell_back"] as const)(
    "says that the %s, once",
    async (note) => {
      const { callId, sessionId } = await talking();
      const made = { callId, sessionId, sequence: 1, note };
      await ask("note.made", made);
      await ask("note.made", made);
      const notes = await inSnapshot(callId, "noted");
      expect(notes.filter((event) => event.note === note)).toHaveLength(1);
    },
  );
});

describe("a tool the bot used", () => {
  const save = { tool: "save_request", arguments: { problem: "Leaking sink" } };

  it("is told with what it was given and what came of it", async () => {
    const { callId, sessionId } = await talking();
    const { data } = (await ask("tool.called", { callId, sessionId, sequence: 1, call: save })) as {
      data: { reference: string };
    };
    const used = await console.seen(
      (event) => event.type === "tool.used" && event.callId === callId,
    );
    expect(used).toMatchObject({
      tool: "save_request",
      input: { problem: "Leaking sink" },
      result: { reference: data.reference },
    });
    expect(used.type === "tool.used" && used.tookMs).toBeGreaterThanOrEqual(0);
    expect(used.type === "tool.used" && used.result).not.toHaveProperty("tool");
    expect(await inSnapshot(callId, "tool.used")).toEqual([used]);
  });

  it("is told once, however often the request is delivered, and each new use anew", async () => {
    const { callId, sessionId } = await talking();
    for (const sequence of [1, 1, 2, 1])
      await ask("tool.called", { callId, sessionId, sequence, call: save });
    const note = { callId, sessionId, sequence: 3, note: "digits_pressed" };
    // Written after all that was told before it.
    await ask("note.made", note);
    expect(await inSnapshot(callId, "tool.used")).toHaveLength(2);
    expect(await inSnapshot(callId, "request.saved")).toHaveLength(2);
  });

  it("in vain is told as well", async () => {
    const { callId } = await talking();
    const call = { tool: "end_call", arguments: { reason: "done" } };
    await ask("tool.called", { callId, sessionId: "another", sequence: 1, call });
    const used = await console.seen(
      (event) => event.type === "tool.used" && event.callId === callId,
    );
    expect(used).toMatchObject({ tool: "end_call", input: { reason: "done" }, result: null });
  });

  it("that is asked again because the database was away is told by its last answer", async () => {
    const { callId, sessionId } = await talking();
    const called = { callId, sessionId, sequence: 1, call: save };
    api.line.cut();
    expect(await ask("tool.called", called)).toMatchObject({
      ok: false,
      problem: { code: "database_away" },
    });
    api.line.mend();
    await expect.poll(() => ask("tool.called", called)).toMatchObject({ ok: true });
    await console.seen((event) => event.type === "tool.used" && event.callId === callId);
    expect(await inSnapshot(callId, "tool.used")).toMatchObject([
      { result: { reference: expect.stringMatching(/^R-/) } },
    ]);
  });
});

it("no word of all this is in the log", () => {
  const text = api.logged.join("");
  for (const secret of ["Leaking", "2025550142"]) expect(text).not.toContain(secret);
});
