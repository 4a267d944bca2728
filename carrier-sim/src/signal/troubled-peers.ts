import type { PeerFactory } from "./rtc-peer.ts";

/** A bad network: share of packets lost (0 … 1) and the most one is held up, milliseconds. */
export interface MediaTrouble {
  loss: number;
  jitterMs: number;
}

export const NO_TROUBLE: MediaTrouble = { loss: 0, jitterMs: 0 };

/** Packets held up at once, all calls together; beyond it they are lost, as in a full router. */
const MAX_HELD = 2_000;

/** Peers whose packets, both ways, suffer what `trouble()` says at that moment. */
export function troubledPeers(
  peers: PeerFactory,
  trouble: () => MediaTrouble,
  random: () => number = Math.random,
): PeerFactory {
  let held = 0;

  function suffer(deliver: () => void): void {
    const { loss, jitterMs } = trouble();
    if (random() < loss) return;
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
          const { loss, jitterMs } = trouble();
          if (loss <= 0 && jitterMs <= 0) return peer.send(packet);
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
