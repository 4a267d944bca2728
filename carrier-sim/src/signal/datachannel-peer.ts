import datachannel from "node-datachannel";
import type { PeerFactory, PeerOptions, PeerState, RtcPeer } from "./rtc-peer.ts";
import { listToneType, OFFERED_TONE_TYPE, PCMU_TYPE, readAudio } from "./sdp.ts";

export interface DatachannelOptions {
  /** Address the media sockets bind to; the browser must be able to reach it. */
  bindAddress: string;
  /** One UDP port for all calls (ICE mux) instead of one each; for firewalls and containers. */
  udpPort?: number | undefined;
}

/** A local answer needs no network round trip: what takes longer than this is stuck. */
const GATHER_TIMEOUT_MS = 5_000;

const states: Record<string, PeerState> = {
  new: "connecting",
  connecting: "connecting",
  connected: "connected",
  disconnected: "disconnected",
  failed: "failed",
  closed: "closed",
};

/** Peers by libdatachannel (node-datachannel): raw RTP, no audio processing, about 1.5 % of a core a call. */
export function createDatachannelPeers(options: DatachannelOptions): PeerFactory {
  factories += 1;
  return {
    connect: (peerOptions) => connect(options, peerOptions),
    stop() {
      factories -= 1;
      // The library's threads belong to the process, not to a factory: only the last one may end them.
      if (factories === 0) datachannel.cleanup();
    },
  };
}

let factories = 0;
let connections = 0;

function connect(
  options: DatachannelOptions,
  { offer, ssrc, onPacket, onState }: PeerOptions,
): RtcPeer {
  const wanted =
    offer === undefined
      ? { mid: "0", hasPcmu: true, toneType: OFFERED_TONE_TYPE }
      : readAudio(offer);
  if (!wanted?.hasPcmu) throw new Error("the offer has no audio section with PCMU");

  const connection = new datachannel.PeerConnection(`leg-${(connections += 1)}`, {
    iceServers: [],
    bindAddress: options.bindAddress,
    ...(options.udpPort === undefined
      ? {}
      : {
          enableIceUdpMux: true,
          portRangeBegin: options.udpPort,
          portRangeEnd: options.udpPort,
        }),
  });
  let state: PeerState = "connecting";
  let closed = false;

  const localSdp = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error("gathering candidates took too long")),
      GATHER_TIMEOUT_MS,
    );
    timer.unref();
    connection.onGatheringStateChange((gathering) => {
      if (gathering !== "complete" || closed) return;
      clearTimeout(timer);
      const description = connection.localDescription();
      if (description) resolve(listToneType(description.sdp, wanted.toneType));
      else reject(new Error("no local description"));
    });
  });
  // The caller may close the peer before it looks at the description.
  localSdp.catch(() => undefined);

  connection.onStateChange((name) => {
    const next = states[name];
    if (next === undefined || next === state || closed) return;
    state = next;
    onState(next);
  });

  const close = (): void => {
    if (closed) return;
    closed = true;
    state = "closed";
    connection.close();
  };

  const audio = new datachannel.Audio(wanted.mid, "SendRecv");
  audio.addAudioCodec(PCMU_TYPE, "PCMU");
  if (wanted.toneType !== undefined) {
    audio.parseSdpLine(`a=rtpmap:${wanted.toneType} telephone-event/8000`);
    audio.parseSdpLine(`a=fmtp:${wanted.toneType} 0-15`);
  }
  audio.parseSdpLine("a=ptime:20");
  audio.addSSRC(ssrc, "carrier", "carrier", "carrier-audio");
  const track = connection.addTrack(audio);
  track.onMessage((packet) => {
    if (!closed) onPacket(packet);
  });

  try {
    if (offer === undefined) connection.setLocalDescription();
    else connection.setRemoteDescription(offer, "offer");
  } catch (cause) {
    close();
    throw cause;
  }

  return {
    localSdp,
    toneType: wanted.toneType,
    acceptAnswer: (sdp) => connection.setRemoteDescription(sdp, "answer"),
    send(packet) {
      if (closed || !track.isOpen()) return false;
      try {
        return track.sendMessageBinary(
          Buffer.from(packet.buffer, packet.byteOffset, packet.byteLength),
        );
      } catch {
        // The connection closed on its own thread between the check and the call: the packet is lost, as on a real network.
        return false;
      }
    },
    state: () => state,
    close,
  };
}
