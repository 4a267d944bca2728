import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createFakePeers } from "./testing/fake-peers.ts";
import { troubledPeers, type MediaFaults } from "./troubled-peers.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function connect(faults: MediaFaults) {
  const fakes = createFakePeers();
  const got: number[] = [];
  const chances = [0.9, 0.1, 0.5];
  let turn = 0;
  const peers = troubledPeers(
    fakes,
    () => faults,
    () => chances[(turn += 1) % chances.length] ?? 0,
  );
  const peer = peers.connect({
    ssrc: 1,
    onPacket: (packet) => got.push(packet[0] ?? -1),
    onState: () => undefined,
  });
  const fake = fakes.made[0];
  if (!fake) throw new Error("no peer");
  return { peer, fake, got };
}

describe("a troubled network", () => {
  test("without faults passes packets at once", () => {
    const { peer, fake, got } = connect({ lossPercent: 0, jitterMs: 0 });
    fake.options.onPacket(Uint8Array.of(1));
    expect(peer.send(Uint8Array.of(2))).toBe(true);
    expect([got, fake.sent.length]).toEqual([[1], 1]);
  });

  test("loses its share both ways", () => {
    const { peer, fake, got } = connect({ lossPercent: 20, jitterMs: 0 });
    for (const value of [1, 2, 3]) fake.options.onPacket(Uint8Array.of(value));
    for (const value of [1, 2, 3]) peer.send(Uint8Array.of(value));
    expect([got, fake.sent.map((packet) => packet[0])]).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  test("holds packets up, each for its own while, and keeps what they said", () => {
    const { peer, fake } = connect({ lossPercent: 0, jitterMs: 100 });
    const reused = new Uint8Array(1);
    for (const value of [1, 2, 3]) {
      reused[0] = value;
      peer.send(reused);
    }
    expect(fake.sent).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(fake.sent.map((packet) => packet[0] ?? 0).toSorted((one, other) => one - other)).toEqual(
      [1, 2, 3],
    );
  });
});
