import type { PeerFactory, PeerOptions, RtcPeer } from "../rtc-peer.ts";

export interface FakePeer extends RtcPeer {
  options: PeerOptions;
  sent: Uint8Array[];
  closed: boolean;
}

/** Peers without a network: every description is fine unless it says `unusable`. */
export function createFakePeers(): PeerFactory & { made: FakePeer[] } {
  const made: FakePeer[] = [];
  return {
    made,
    connect(options) {
      if (options.offer?.includes("unusable")) throw new Error("no audio");
      const peer: FakePeer = {
        options,
        sent: [],
        closed: false,
        localSdp: Promise.resolve(`v=0 local ${made.length}`),
        toneType: 101,
        acceptAnswer(sdp) {
          if (sdp.includes("unusable")) throw new Error("no audio");
        },
        send(packet) {
          peer.sent.push(packet.slice());
          return true;
        },
        state: () => (peer.closed ? "closed" : "connected"),
        close() {
          peer.closed = true;
        },
      };
      made.push(peer);
      return peer;
    },
    stop: () => undefined,
  };
}
