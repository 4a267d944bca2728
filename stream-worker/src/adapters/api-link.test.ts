import { randomUUID } from "node:crypto";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe as problemOf } from "@patchbay/contracts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { finalOf, startFakeApi, WORKER_TOKEN, type Seen } from "../testing/fake-api.ts";
import { connectRelay, mediaToken } from "../testing/fake-carrier.ts";
import { startHarness, type Harness } from "../testing/harness.ts";
import { connectHeads } from "../testing/talking-heads.ts";

const GREETING = "Hello, this is AssetCare24. How can I help you?";

let house: Harness;
beforeEach(async () => {
  house = await startHarness();
});
afterEach(() => house.close());

const callerSaid =
  (text: string) =>
  (seen: Seen): boolean =>
    finalOf(seen)?.["speaker"] === "caller" && finalOf(seen)?.["text"] === text;
const keyOf = (seen: Seen): string =>
  `${String(seen.body["sessionId"])} ${String(seen.body["sequence"])}`;

describe("the line to the api", () => {
  it("greets with its open sessions and beats every second", async () => {
    const hello = await house.api.until((seen) => seen.name === "worker.hello");
    expect(hello.body).toMatchObject({
      mediaUrl: `ws://127.0.0.1:${house.worker.port}`,
      sessions: [],
      streams: [],
    });
    await house.api.until((seen) => seen.name === "worker.heartbeat");
  });

  it("sends again, under the same number, what the database could not take", async () => {
    let away = true;
    house.api.refuse = (name) =>
      away && name === "utterance.finalised"
        ? { ok: false, problem: problemOf("database_away") }
        : null;
    const relay = await connectRelay(
      house.relayUrl(),
      { token: await mediaToken(randomUUID()) },
      GREETING,
    );
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    away = false;
    await house.api.until(callerSaid("My heating is broken"));
    relay.hangUp();
    await house.api.until((seen) => seen.name === "session.closed");
    const keys = house.api.seen.filter((seen) => finalOf(seen) !== null).map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("gives up a message larger than the api takes, instead of being hung up on again and again", async () => {
    const heads = await connectHeads({
      apiUrl: house.api.url,
      workerToken: WORKER_TOKEN,
      model: { name: "silent", stream: () => (async function* () {})() },
    });
    const head = await heads.answer(randomUUID());
    const save = (problem: string): { tool: string; arguments: unknown } => ({
      tool: "save_request",
      arguments: { problem },
    });
    expect(await head.force(save("x".repeat(100_000)))).toEqual({ ok: false, why: "refused" });
    expect(await head.force(save("Lift"))).toMatchObject({ ok: true });
    expect(house.api.seen.filter((seen) => seen.name === "tool.called")).toHaveLength(1);
    await heads.close();
  });

  it("keeps a conversation going while the api is away and tells it everything afterwards", async () => {
    const callId = randomUUID();
    const relay = await connectRelay(
      house.relayUrl(),
      { token: await mediaToken(callId) },
      GREETING,
    );
    await house.api.until((seen) => finalOf(seen) !== null);
    const { port } = house.api;
    await house.api.close();
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    relay.say("12 Main Street, Springfield");
    await relay.untilSpoken(/How urgent/);
    house.api = await startFakeApi(port);
    const hello = await house.api.until((seen) => seen.name === "worker.hello");
    expect(hello.body["sessions"]).toEqual([expect.objectContaining({ callId, epoch: 1 })]);
    await house.api.until(callerSaid("My heating is broken"));
    await house.api.until(callerSaid("12 Main Street, Springfield"));
    relay.hangUp();
    await house.api.until((seen) => seen.name === "session.closed");
    expect(house.api.seen.some((seen) => seen.name === "session.opened")).toBe(false);
  });

  it("ends a call while the api is away and says so afterwards", async () => {
    const relay = await connectRelay(
      house.relayUrl(),
      { token: await mediaToken(randomUUID()) },
      GREETING,
    );
    await house.api.until((seen) => seen.name === "session.opened");
    const { port } = house.api;
    await house.api.close();
    relay.say("Goodbye");
    await relay.untilEnded();
    house.api = await startFakeApi(port);
    const told = await house.api.until((seen) => seen.name === "tool.called");
    expect(told.body["call"]).toEqual({ tool: "end_call", arguments: { reason: "done" } });
  });

  it("loses nothing when worker and api are both gone", async () => {
    const relay = await connectRelay(
      house.relayUrl(),
      { token: await mediaToken(randomUUID()) },
      GREETING,
    );
    await house.api.until((seen) => finalOf(seen) !== null);
    const { port } = house.api;
    await house.api.close();
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    await house.worker.close(0);
    expect(await readdir(path.join(house.dataDir, "journal"))).toHaveLength(1);
    house.api = await startFakeApi(port);
    await house.relaunch();
    await house.api.until(callerSaid("My heating is broken"));
    await house.api.until((seen) => seen.name === "session.closed");
  });

  it("serves a caller in the relay’s own language when the api does not answer", async () => {
    const { port } = house.api;
    await house.api.close();
    const callId = randomUUID();
    const relay = await connectRelay(
      house.relayUrl(),
      { token: await mediaToken(callId), language: "de-DE" },
      "Guten Tag, wie kann ich helfen?",
    );
    relay.say("Meine Heizung ist kaputt");
    await relay.untilSpoken(/Straße|Adresse/);
    house.api = await startFakeApi(port);
    await house.api.until(
      (seen) => seen.name === "session.opened" && seen.body["callId"] === callId,
    );
    const caller = await house.api.until(callerSaid("Meine Heizung ist kaputt"));
    expect(finalOf(caller)).toMatchObject({ language: "de-DE" });
    relay.hangUp();
  });

  it("does not leave a resumed caller in silence when the api does not answer", async () => {
    await house.api.close();
    const relay = await connectRelay(house.relayUrl(), { token: await mediaToken(randomUUID()) });
    expect(await relay.untilSpoken(/\?/)).not.toBe("");
    relay.hangUp();
  });

  it("ends a relay session the api does not want", async () => {
    house.api.refuse = (name) =>
      name === "session.opened" ? { ok: false, problem: problemOf("call_over") } : null;
    const relay = await connectRelay(house.relayUrl(), { token: await mediaToken(randomUUID()) });
    await relay.untilEnded();
    expect(relay.spoken()).toBe("");
  });

  it("raises a hint for words worth one and none for others", async () => {
    const relay = await connectRelay(
      house.relayUrl(),
      { token: await mediaToken(randomUUID()) },
      GREETING,
    );
    relay.say("I smell gas in the kitchen");
    const raised = await house.api.until((seen) => seen.name === "hint.raised");
    const final = await house.api.until(callerSaid("I smell gas in the kitchen"));
    expect(raised.body["hint"]).toMatchObject({
      kind: "warning",
      restsOn: { utteranceId: finalOf(final)?.["id"] },
    });
    relay.hangUp();
  });

  it("knocks again when the api turned it away, and is not ready meanwhile", async () => {
    const { port } = house.api;
    await house.api.close();
    house.api = await startFakeApi(port);
    house.api.token = "rotated";
    await house.api.until((seen) => seen.name === "refused");
    const readyz = await fetch(`http://127.0.0.1:${house.worker.port}/readyz`);
    expect(readyz.status).toBe(503);
    house.api.token = WORKER_TOKEN;
    await house.api.until((seen) => seen.name === "worker.hello");
  });

  it("answers nonsense from the api with a problem", async () => {
    await house.api.until((seen) => seen.name === "worker.hello");
    const nonsense = house.api.command("bot.stop", { callId: "x" } as never);
    expect(await nonsense).toMatchObject({ ok: false, problem: { code: "bad_request" } });
  });
});
