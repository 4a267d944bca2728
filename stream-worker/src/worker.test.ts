import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aConversation, finalOf, type FakeApi } from "./testing/fake-api.ts";
import { connectRelay, mediaToken } from "./testing/fake-carrier.ts";
import { startHarness, type Harness } from "./testing/harness.ts";

const GREETING = "Hello, this is AssetCare24. How can I help you?";

let house: Harness;
let api: FakeApi;
const relayUrl = (): string => house.relayUrl();

beforeEach(async () => {
  house = await startHarness();
  ({ api } = house);
});

afterEach(() => house.close());

describe("a call served by the script", () => {
  it("records the greeting, takes a request, saves it and says goodbye", async () => {
    const callId = randomUUID();
    const relay = await connectRelay(relayUrl(), { token: await mediaToken(callId) }, GREETING);
    const greeting = await api.until((seen) => finalOf(seen)?.["text"] === GREETING);
    expect(finalOf(greeting)).toMatchObject({ speaker: "bot", heard: null, interrupted: false });

    relay.say("My heating is broken");
    await relay.untilSpoken(/street/i);
    const caller = await api.until((seen) => finalOf(seen)?.["speaker"] === "caller");
    expect(finalOf(caller)).toMatchObject({ text: "My heating is broken", language: "en-US" });
    await api.until((seen) => seen.name === "utterance.partial");
    relay.say("12 Main Street, Springfield");
    await relay.untilSpoken(/How urgent/);
    relay.say("Today please");
    await relay.untilSpoken(/ending in/);
    relay.say("Yes");
    await relay.untilSpoken(/Is that right\?/);
    relay.say("Yes");
    await relay.untilSpoken(/R-2041/);
    const saved = await api.until((seen) => seen.name === "tool.called");
    expect(saved.body["call"]).toMatchObject({
      tool: "save_request",
      arguments: { address: "12 Main Street, Springfield", callbackNumber: "+14155550123" },
    });
    relay.say("No, thank you");
    await relay.untilEnded();
    expect(relay.spoken()).toMatch(/Goodbye/);
    expect(api.seen.filter((seen) => seen.name === "tool.called")).toHaveLength(2);
    relay.hangUp();
    const closed = await api.until((seen) => seen.name === "session.closed");
    expect(closed.body).toMatchObject({ purpose: "relay", cause: "ended" });
  });

  it("remembers only what was heard when the caller barges in", async () => {
    const callId = randomUUID();
    const relay = await connectRelay(relayUrl(), { token: await mediaToken(callId) });
    await api.until((seen) => seen.name === "session.opened");
    relay.bargeIn("My heating is broken", "Hello, this is");
    const cut = await api.until((seen) => finalOf(seen)?.["speaker"] === "bot");
    expect(finalOf(cut)).toMatchObject({
      text: GREETING,
      heard: "Hello, this is",
      interrupted: true,
    });
    await api.until((seen) => seen.body["note"] === "bot_interrupted");
    await relay.untilSpoken(/\?/);
    relay.hangUp();
  });

  it("falls silent at once when told to and goes on when the claim reverts", async () => {
    const callId = randomUUID();
    const relay = await connectRelay(relayUrl(), { token: await mediaToken(callId) }, GREETING);
    await api.until((seen) => finalOf(seen) !== null);
    const stopped = await api.command("bot.stop", { callId, epoch: 2, reason: "takeover" });
    expect(stopped).toMatchObject({ ok: true });
    relay.say("My heating is broken");
    await api.until((seen) => finalOf(seen)?.["speaker"] === "caller");
    expect(relay.spoken()).toBe("");
    await api.command("bot.resume", { callId, epoch: 3, reason: "takeover_failed" });
    await relay.untilSpoken(/\?/);
    relay.hangUp();
  });

  it("goes on in context on a new worker and does not greet again", async () => {
    const callId = randomUUID();
    const first = await connectRelay(relayUrl(), { token: await mediaToken(callId) }, GREETING);
    first.say("My heating is broken");
    const kept = await api.until(
      (seen) =>
        seen.name === "fields.collected" &&
        (seen.body["fields"] as { problem: string | null }).problem !== null,
    );
    await first.untilSpoken(/\?/);
    await house.worker.close(0);
    await house.relaunch();
    api.conversation = (id) =>
      aConversation(id, {
        resumed: true,
        resumeReason: "worker_lost",
        intakeState: kept.body["intakeState"],
        fields: kept.body["fields"] as never,
      });
    const second = await connectRelay(relayUrl(), { token: await mediaToken(callId) });
    const words = await second.untilSpoken(/\?/);
    expect(words).not.toContain("How can I help");
    expect(words).toMatch(/where/i);
    second.hangUp();
  });
});
