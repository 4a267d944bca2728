import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { dial, mediaToken, whenOpen } from "../testing/fake-carrier.ts";
import { startHarness, type Harness } from "../testing/harness.ts";

let house: Harness;

beforeAll(async () => {
  house = await startHarness();
});
afterAll(() => house.close());

async function openFork(callId: string): Promise<WebSocket> {
  const socket = dial(house.forkUrl());
  await whenOpen(socket);
  const token = await mediaToken(callId, { purpose: "fork" });
  const mediaFormat = { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 };
  socket.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
  socket.send(
    JSON.stringify({
      event: "start",
      sequenceNumber: "1",
      streamSid: "MZ1",
      start: { streamSid: "MZ1", mediaFormat, customParameters: { token } },
    }),
  );
  return socket;
}

function media(socket: WebSocket, track: string, index: number, byte: number): void {
  const payload = Buffer.alloc(160, byte).toString("base64");
  const timestamp = String(index * 20);
  socket.send(
    JSON.stringify({
      event: "media",
      streamSid: "MZ1",
      media: { track, chunk: "1", timestamp, payload },
    }),
  );
}

it("measures both tracks and sends paired frames only while somebody listens", async () => {
  const callId = randomUUID();
  const socket = await openFork(callId);
  await house.api.until(
    (seen) => seen.name === "session.opened" && seen.body["purpose"] === "fork",
  );
  media(socket, "inbound", 0, 0x80);
  media(socket, "outbound", 0, 0xff);
  const level = await house.api.until(
    (seen) => seen.name === "level.measured" && seen.body["caller"] !== 0,
  );
  expect(level.body).toMatchObject({ callId, other: 0 });
  expect(level.body["caller"]).toBeGreaterThan(90);
  expect(house.api.seen.some((seen) => seen.name === "audio.frame")).toBe(false);

  expect(await house.api.command("listen.start", { callId })).toEqual({ ok: true, data: null });
  for (let index = 10; index < 13; index += 1) {
    media(socket, "inbound", index, 0x80);
    media(socket, "outbound", index, 0x90);
  }
  const first = await house.api.until((seen) => seen.name === "audio.frame");
  const frame = Buffer.from(first.body["frame"] as Uint8Array);
  expect(frame).toHaveLength(24 + 320);
  expect(frame.subarray(0, 16).toString("hex")).toBe(callId.replaceAll("-", ""));
  expect(frame.readUInt32BE(16)).toBe(1);
  // The call was a second old when the fork opened.
  expect(frame.readUInt32BE(20)).toBeGreaterThanOrEqual(1_000);
  expect([frame[24], frame[24 + 160]]).toEqual([0x80, 0x90]);

  await house.api.command("listen.stop", { callId });
  socket.send(JSON.stringify({ event: "stop", stop: { callSid: "CA1" } }));
  socket.close();
  const closed = await house.api.until((seen) => seen.name === "session.closed");
  expect(closed.body).toMatchObject({ purpose: "fork", cause: "ended" });
});
