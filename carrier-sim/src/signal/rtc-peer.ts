/**
 * One WebRTC connection to one browser, seen as RTP packets in and out.
 * The gateway depends on this interface alone, so the native library can be replaced or faked.
 */
export interface RtcPeer {
  /** Our complete session description (no trickle: every candidate is inside). Rejects when it cannot be made. */
  readonly localSdp: Promise<string>;
  /** Payload type of telephone-event/8000 agreed on, or undefined when the browser offers none. */
  readonly toneType: number | undefined;
  /** Hands over the browser's answer to our offer. Throws on a malformed description. */
  acceptAnswer(sdp: string): void;
  /** Sends one whole RTP packet; returns false (and sends nothing) until media is connected. */
  send(packet: Uint8Array): boolean;
  state(): PeerState;
  /** Idempotent. */
  close(): void;
}

export type PeerState = "connecting" | "connected" | "disconnected" | "failed" | "closed";

export interface PeerOptions {
  /** The browser's offer; absent when we make the offer (incoming calls). */
  offer?: string | undefined;
  /** SSRC of what we send. */
  ssrc: number;
  /** Every packet of the browser, RTP and RTCP. The buffer belongs to the callee. */
  onPacket(packet: Uint8Array): void;
  onState(state: PeerState): void;
}

export interface PeerFactory {
  /** Throws when the offer is not a description with one usable audio section. */
  connect(options: PeerOptions): RtcPeer;
  /** Frees what keeps the process alive. Every peer must be closed. */
  stop(): void;
}
