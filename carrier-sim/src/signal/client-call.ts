import type { LegControl } from "../ports.ts";
import { transition, type CallEvent, type CallState } from "./call-flow.ts";
import type { ClientLine } from "./client-line.ts";
import type { ServerMessage } from "./messages.ts";
import type { PeerFactory, RtcPeer } from "./rtc-peer.ts";

/** The socket a call talks through; it changes when the browser reconnects. */
export interface Wire {
  send(message: ServerMessage): void;
}

/** A running call: performs what `call-flow.ts` decides. Every event goes through `handle`. */
export interface ClientCall {
  readonly identity: string;
  readonly accountSid: string;
  readonly line: ClientLine;
  state(): CallState;
  handle(event: CallEvent): void;
  /** The carrier's leg, once it is known. */
  useLeg(leg: LegControl): void;
  /** The browser came back on another socket. */
  attach(wire: Wire): void;
  detach(atMs: number): void;
  wire(): Wire | undefined;
  /**
   * Answers a new offer of the browser (ICE restart) with a fresh peer connection:
   * libdatachannel cannot restart in place.
   */
  connect(offer: string): void;
  tick(nowMs: number): void;
}

export interface ClientCallOptions {
  identity: string;
  accountSid: string;
  initial: CallState;
  line: ClientLine;
  ssrc: number;
  peers: PeerFactory;
  wire: Wire;
  /** What an outgoing call was dialled with; answered when the carrier has connected it. */
  offer?: string;
  /** The connection an incoming call was answered on. */
  peer?: RtcPeer;
  onCallSid(callSid: string): void;
  onReleased(): void;
}

export const BAD_DESCRIPTION = {
  code: 31400,
  message: "The session description cannot be used",
} as const;

export function createClientCall(options: ClientCallOptions): ClientCall {
  const { line, peers, ssrc } = options;
  let state = options.initial;
  let wire: Wire | undefined = options.wire;
  let leg: LegControl | undefined;
  let peer: RtcPeer | undefined;
  let openedAt: number | undefined;
  let detachedAt: number | undefined;
  let released = false;

  function handle(event: CallEvent): void {
    const knew = state.callSid;
    const step = transition(state, event);
    state = step.state;
    if (state.callSid !== undefined && state.callSid !== knew) options.onCallSid(state.callSid);
    for (const effect of step.effects) {
      if (effect.type === "send") wire?.send(effect.message);
      else if (effect.type === "hangUpLeg") leg?.hangUp();
      else if (effect.type === "describe") describe();
      else release();
    }
  }

  function describe(): void {
    if (options.offer !== undefined) connect(options.offer);
  }

  function release(): void {
    if (released) return;
    released = true;
    peer?.close();
    options.onReleased();
  }

  function connect(offer: string): void {
    let next: RtcPeer;
    try {
      next = peers.connect({
        offer,
        ssrc,
        onPacket: (packet) => {
          if (peer === next) line.packet(packet);
        },
        onState: (peerState) => {
          if (peer === next && peerState === "closed") handle({ type: "peerClosed" });
        },
      });
    } catch {
      handle({ type: "failed", error: BAD_DESCRIPTION });
      return;
    }
    const previous = peer;
    peer = next;
    line.usePeer(next);
    previous?.close();
    next.localSdp.then(
      (sdp) => {
        if (peer === next) handle({ type: "described", sdp });
      },
      () => {
        if (peer === next) handle({ type: "failed", error: BAD_DESCRIPTION });
      },
    );
  }

  if (options.peer) {
    peer = options.peer;
    line.usePeer(peer);
  }

  return {
    identity: options.identity,
    accountSid: options.accountSid,
    line,
    state: () => state,
    handle,
    useLeg(control) {
      leg = control;
      // The browser may have given up while the switchboard was still placing the call.
      if (state.phase === "ended") control.hangUp();
    },
    attach(next) {
      wire = next;
      detachedAt = undefined;
      handle({ type: "socketReturned" });
    },
    detach(atMs) {
      wire = undefined;
      detachedAt = atMs;
      handle({ type: "socketLost" });
    },
    wire: () => wire,
    connect,
    tick(nowMs) {
      // However long it rang: silence counts from the moment sound could flow.
      if (state.phase === "open") openedAt ??= nowMs;
      handle({
        type: "ticked",
        silentMs: nowMs - Math.max(line.lastPacketAt(), openedAt ?? nowMs),
        detachedMs: detachedAt === undefined ? 0 : nowMs - detachedAt,
      });
    },
  };
}
