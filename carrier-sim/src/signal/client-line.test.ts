import { describe, expect, test } from "vitest";
import { encodeMulaw } from "../audio/mulaw.ts";
import type { Words } from "../ports.ts";
import { createClientLine } from "./client-line.ts";
import { createRtpWriter, readRtp } from "./rtp.ts";
import { createFakePeers } from "./testing/fake-peers.ts";

function line() {
  let now = 0;
  const created = createClientLine({
    ssrc: 1,
    now: () => now,
    onRinging: () => undefined,
    onConnected: () => undefined,
    onEnded: () => undefined,
  });
  const peers = createFakePeers();
  const peer = peers.connect({ ssrc: 1, onPacket: () => undefined, onState: () => undefined });
  created.usePeer(peer);
  return { line: created, peers, tick: () => (now += 20) };
}

const loud = new Int16Array(160).map((_, i) => (i % 2 ? 4_000 : -4_000));
const quiet = new Int16Array(160);

describe("a browser on a leg", () => {
  test("hears each frame as one packet of 160 bytes", () => {
    const { line: client, peers } = line();
    client.hear(loud);
    client.hear(loud);
    const packets = (peers.made[0]?.sent ?? []).map((packet) => readRtp(packet));
    expect(packets.map((packet) => [packet?.payloadType, packet?.payload.length])).toEqual([
      [0, 160],
      [0, 160],
    ]);
    expect((packets[1]?.timestamp ?? 0) - (packets[0]?.timestamp ?? 0)).toBe(160);
  });

  test("is known to have spoken, from when to when, but not what", () => {
    const { line: client, tick } = line();
    const words: Words[] = [];
    client.onWords((heard) => words.push(heard));
    const writer = createRtpWriter({ ssrc: 9, sequence: 0, timestamp: 0, payloadType: 0 });
    for (let i = 0; i < 60; i += 1) {
      client.packet(writer.next(encodeMulaw(i >= 10 && i < 20 ? loud : quiet)).slice());
      client.speak();
      tick();
    }
    expect(words.map((heard) => heard.kind)).toEqual(["started", "unknown"]);
    const unknown = words[1];
    if (unknown?.kind !== "unknown") throw new Error("not unknown");
    expect(unknown.endedMs - unknown.startedMs).toBe(200);
  });
});
