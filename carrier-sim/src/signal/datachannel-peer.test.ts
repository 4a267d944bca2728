import { once, EventEmitter } from "node:events";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatachannelPeers } from "./datachannel-peer.ts";
import type { PeerFactory, PeerState } from "./rtc-peer.ts";
import { createRtpWriter, readRtp } from "./rtp.ts";

let peers: PeerFactory;
beforeAll(() => {
  peers = createDatachannelPeers({ bindAddress: "127.0.0.1" });
});
afterAll(() => peers.stop());

const nobody = { ssrc: 1, onPacket: () => undefined, onState: () => undefined };

test("two peers agree without a trickle of candidates and carry packets both ways", async () => {
  const events = new EventEmitter();
  const onState = (state: PeerState): void => void events.emit(state);
  const first = peers.connect({
    ssrc: 1,
    onState,
    onPacket: (packet) => events.emit("first", packet),
  });
  const offer = await first.localSdp;
  expect(offer).toMatch(/m=audio \d+ UDP\/TLS\/RTP\/SAVPF 0 101\r\n/);
  expect(offer).toContain("127.0.0.1");
  const second = peers.connect({
    offer,
    ssrc: 2,
    onState: () => undefined,
    onPacket: (packet) => events.emit("second", packet),
  });
  expect(second.toneType).toBe(101);
  const connected = once(events, "connected");
  first.acceptAnswer(await second.localSdp);
  await connected;

  const writer = createRtpWriter({ ssrc: 1, sequence: 1, timestamp: 1, payloadType: 0 });
  const arrived = once(events, "second");
  // The far end may still be finishing its handshake: the first packets may be lost.
  const sending = setInterval(() => first.send(writer.next(new Uint8Array(160).fill(7))), 20);
  const [packet] = (await arrived) as [Uint8Array];
  clearInterval(sending);
  expect([...(readRtp(packet)?.payload ?? [])]).toEqual([...new Uint8Array(160).fill(7)]);

  second.close();
  first.close();
  first.close();
  expect(first.send(writer.next(new Uint8Array(160)))).toBe(false);
});

test("descriptions that were tampered with are used or refused, the process lives", async () => {
  const peer = peers.connect(nobody);
  const lines = (await peer.localSdp).split("\r\n");
  peer.close();
  const tampered = fc
    .array(
      fc.tuple(
        fc.nat(lines.length - 1),
        fc.oneof(
          fc.constant(""),
          fc.string(),
          fc.constantFrom(
            "a=mid:",
            "m=audio",
            "a=rtpmap:",
            "a=fingerprint:sha-256 00",
            "a=candidate:x",
            "a=ssrc:99999999999999",
          ),
        ),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((edits) =>
      lines.map((line, index) => edits.find(([at]) => at === index)?.[1] ?? line).join("\r\n"),
    );
  fc.assert(
    fc.property(tampered, (offer) => {
      try {
        peers.connect({ ...nobody, offer }).close();
      } catch (cause) {
        expect(cause).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 300 },
  );
});

test.each(["", "v=0", "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"])(
  "%j is no offer",
  (offer) => {
    expect(() => peers.connect({ ...nobody, offer })).toThrow("no audio section");
  },
);
