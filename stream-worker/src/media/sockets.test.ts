import { randomUUID } from "node:crypto";
import type { SessionPurpose } from "@patchbay/contracts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { finalOf } from "../testing/fake-api.ts";
import {
  connectRelay,
  dial,
  mediaToken,
  whenClosed,
  whenOpen,
  type TokenOptions,
} from "../testing/fake-carrier.ts";
import { startHarness, type Harness } from "../testing/harness.ts";

let house: Harness;

beforeAll(async () => {
  house = await startHarness();
});
afterAll(() => house.close());

function refusal(socket: WebSocket): Promise<string> {
  return new Promise((resolve) => {
    socket.once("error", (cause) => resolve(cause.message));
    socket.once("open", () => resolve("open"));
  });
}

function setup(token: string | undefined): object {
  const customParameters = token === undefined ? {} : { token };
  return { type: "setup", sessionId: "VX1", callSid: "CA1", customParameters };
}

function start(token: string | undefined): object {
  const mediaFormat = { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 };
  const customParameters = token === undefined ? {} : { token };
  const tracks = ["inbound", "outbound"];
  return {
    event: "start",
    sequenceNumber: "1",
    streamSid: "MZ1",
    start: {
      accountSid: "AC1",
      streamSid: "MZ1",
      callSid: "CA1",
      tracks,
      mediaFormat,
      customParameters,
    },
  };
}

async function closeAfter(url: string, first: object | string | Buffer) {
  const socket = dial(url);
  await whenOpen(socket);
  const closed = whenClosed(socket);
  socket.send(typeof first === "string" || Buffer.isBuffer(first) ? first : JSON.stringify(first));
  return closed;
}

describe("who may open a media socket", () => {
  it("refuses upgrades without, or with a wrong, signature", async () => {
    expect(await refusal(new WebSocket(house.relayUrl()))).toContain("403");
    expect(await refusal(dial(house.relayUrl(), "another token"))).toContain("403");
    expect(await refusal(dial(house.relayUrl(), undefined, house.forkUrl()))).toContain("403");
    expect(await refusal(dial(`${house.relayUrl()}x`))).toContain("404");
  });

  it("accepts a signature over the address with a trailing slash", async () => {
    const socket = dial(house.relayUrl(), undefined, `${house.relayUrl()}/`);
    expect(await refusal(socket)).toBe("open");
    socket.terminate();
  });

  const wrong: [string, TokenOptions][] = [
    ["for the other purpose", { purpose: "fork" }],
    ["signed with another secret", { secret: "x".repeat(40) }],
    ["for another audience", { audience: "patchbay-console" }],
    ["that has expired", { expiresIn: "-60s" }],
  ];
  it.each(wrong)("refuses a token %s", async (_, options) => {
    const token = await mediaToken(randomUUID(), options);
    expect(await closeAfter(house.relayUrl(), setup(token))).toEqual({
      code: 1008,
      reason: "token not accepted",
    });
  });

  it("refuses a setup or start without a token, and words before it", async () => {
    expect((await closeAfter(house.relayUrl(), setup(undefined))).reason).toBe("token missing");
    expect((await closeAfter(house.forkUrl(), start(undefined))).reason).toBe("token missing");
    const prompt = { type: "prompt", voicePrompt: "hi", last: true };
    expect((await closeAfter(house.relayUrl(), prompt)).reason).toBe("setup expected");
  });

  it("lets a token open one session and no second", async () => {
    const token = await mediaToken(randomUUID());
    const relay = await connectRelay(house.relayUrl(), { token });
    expect((await closeAfter(house.relayUrl(), setup(token))).reason).toBe("token already used");
    relay.hangUp();
  });

  it("closes on oversized messages and on the tenth malformed one", async () => {
    const big = JSON.stringify({ type: "prompt", voicePrompt: "x".repeat(20_000) });
    expect((await closeAfter(house.relayUrl(), big)).code).toBe(1009);
    const socket = dial(house.forkUrl());
    await whenOpen(socket);
    const closed = whenClosed(socket);
    for (let sent = 0; sent < 10; sent += 1) socket.send('{"event":');
    expect(await closed).toEqual({ code: 1007, reason: "ten malformed messages" });
  });

  it("closes a socket that floods", async () => {
    const token = await mediaToken(randomUUID());
    const relay = await connectRelay(house.relayUrl(), { token });
    const closed = whenClosed(relay.socket);
    for (let sent = 0; sent < 1_000; sent += 1) relay.send({ type: "info", name: "x", value: 1 });
    expect(await closed).toEqual({ code: 1008, reason: "too many messages" });
  });
});

const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.string(), fc.integer());
const raw = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.json({ maxDepth: 4 }),
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
  fc.constant("[".repeat(8_000)),
);
const text = fc.string({ maxLength: 60 });
const relayMessage = fc.oneof(
  fc.record({ type: fc.constant("prompt"), voicePrompt: text, last: fc.boolean() }),
  fc.record({ type: fc.constant("dtmf"), digit: fc.constantFrom("1", "#", "*", "x") }),
  fc.record({ type: fc.constant("interrupt"), utteranceUntilInterrupt: text }),
  fc.record({
    type: fc.constant("info"),
    name: fc.constantFrom("tokensPlayed", "agentSpeaking", "clientSpeaking", "other"),
    value: fc.oneof(text, fc.constantFrom("on", "off"), anything),
  }),
  fc.record({
    type: fc.constantFrom("prompt", "setup", "dtmf", "interrupt", "info", "error", "new"),
    voicePrompt: anything,
    sessionId: anything,
    customParameters: anything,
    digit: anything,
    name: anything,
  }),
);
const media = fc.record({
  track: fc.constantFrom("inbound", "outbound", "both", ""),
  timestamp: fc.oneof(fc.nat(100_000).map(String), text, fc.integer()),
  payload: fc.oneof(fc.base64String({ maxLength: 400 }), text, anything),
});
const mediaMessage = fc.oneof(
  fc.record({ event: fc.constant("media"), media: fc.oneof(media, anything) }),
  fc.record({
    event: fc.constant("mark"),
    mark: fc.oneof(fc.record({ name: fc.nat(50).map(String) }), anything),
  }),
  fc.record({
    event: fc.constant("dtmf"),
    dtmf: fc.oneof(fc.record({ digit: fc.constantFrom("1", "#", "x") }), anything),
  }),
  fc.record({ event: fc.constantFrom("start", "stop", "mark", "dtmf", "what"), start: anything }),
);

/** Sends `count` generated messages over as many admitted sockets as it takes. */
async function fuzz(kind: SessionPurpose, count: number): Promise<number> {
  const url = { relay: house.relayUrl(), stream: house.streamUrl(), fork: house.forkUrl() }[kind];
  const message = kind === "relay" ? relayMessage : mediaMessage;
  const wire = fc.oneof(
    { weight: 6, arbitrary: message.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: raw },
  );
  let sent = 0;
  for (const batch of fc.sample(fc.array(wire, { minLength: 40, maxLength: 60 }), {
    numRuns: Math.ceil(count / 40),
    seed: 7,
  })) {
    const socket = dial(url);
    await whenOpen(socket);
    const closed = whenClosed(socket);
    const token = await mediaToken(randomUUID(), { purpose: kind });
    if (sent % 3 > 0) socket.send(JSON.stringify(kind === "relay" ? setup(token) : start(token)));
    for (const one of batch) socket.send(one);
    sent += batch.length;
    socket.close(1000);
    await closed;
  }
  return sent;
}

describe("whatever arrives on a media socket", () => {
  it.each(["relay", "stream", "fork"] as const)(
    "survives ten thousand messages on %s",
    async (kind) => {
      expect(await fuzz(kind, 10_000)).toBeGreaterThanOrEqual(10_000);
      const health = await fetch(`http://127.0.0.1:${house.worker.port}/healthz`);
      expect(health.status).toBe(200);
      const callId = randomUUID();
      const relay = await connectRelay(house.relayUrl(), { token: await mediaToken(callId) });
      await house.api.until(
        (seen) => seen.name === "session.opened" && seen.body["callId"] === callId,
      );
      relay.say("My heating is broken");
      await house.api.until((seen) => seen.body["callId"] === callId && finalOf(seen) !== null);
      relay.hangUp();
    },
    120_000,
  );
});
