import type { PeerFactory } from "./rtc-peer.ts";

/** A bad network: percentage of packets lost (0 … 100) and the most one is held up, milliseconds. */
export interface MediaFaults {
  lossPercent: number;
  jitterMs: number;
}

export const NO_FAULTS: MediaFaults = { lossPercent: 0, jitterMs: 0 };

/** Packets held up at once, all calls together; beyond it they are lost, as in a full router. */
const MAX_HELD = 2_000;

/** Peers whose packets, both ways, suffer what `faults()` says at that moment. */
export function troubledPeers(
  peers: PeerFactory,
  faults: () => MediaFaults,
  random: () => number = Math.random,
): PeerFactory {
  let held = 0;

  function suffer(deliver: () => void): void {
    const { lossPercent, jitterMs } = faults();
    if (random() * 100 < lossPercent) return;
    if (jitterMs <= 0) {
      deliver();
      return;
    }
    if (held >= MAX_HELD) return;
    held += 1;
    setTimeout(() => {
      held -= 1;
      deliver();
    }, random() * jitterMs).unref();
  }

  return {
    connect(options) {
      const peer = peers.connect({
        ...options,
        onPacket: (packet) => suffer(() => options.onPacket(packet)),
      });
      return {
        localSdp: peer.localSdp,
        toneType: peer.toneType,
        acceptAnswer: (sdp) => peer.acceptAnswer(sdp),
        send(packet) {
          const { lossPercent, jitterMs } = faults();
          if (lossPercent <= 0 && jitterMs <= 0) return peer.send(packet);
          // The writer reuses its buffer.
          const copy = packet.slice();
          suffer(() => peer.send(copy));
          return true;
        },
        state: () => peer.state(),
        close: () => peer.close(),
      };
    },
    stop: () => peers.stop(),
  };
}
