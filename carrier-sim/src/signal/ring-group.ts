import type { Callee, Person, RingInfo } from "../ports.ts";
import type { ServerMessage } from "./messages.ts";
import type { PeerFactory, RtcPeer } from "./rtc-peer.ts";

/** A registered browser that can be rung. */
export interface Ringable {
  send(message: ServerMessage): void;
}

/** One incoming call, ringing at every registration of an identity; the first answer wins. */
export interface RingGroup<R extends Ringable> extends Callee {
  /** True when this browser's answer was the first and its description could be used. */
  answer(from: R, sdp: string): boolean;
  /** This browser declines, or is gone (`lost`). */
  leave(from: R, why: "declined" | "lost"): void;
  readonly callSid: string | undefined;
}

export interface RingGroupOptions<R extends Ringable> {
  accountSid: string;
  person: Person;
  browsers: readonly R[];
  ssrc: number;
  reconnectToken: string;
  peers: PeerFactory;
  onPacket(packet: Uint8Array): void;
  /** The winner's connection closed. */
  onPeerClosed(): void;
  onRinging(callSid: string): void;
  /** First answer: a call begins. Called before the switchboard hears of it. */
  onWon(winner: R, peer: RtcPeer, info: RingInfo): void;
  /** Nobody is rung any more. */
  onOver(): void;
  /** The switchboard cancels after somebody answered. */
  onCanceledAfterAnswer(): void;
}

/**
 * A page that ignores the call, or is busy in another, says nothing at all (SDK `device.ts`, `_onSignalingInvite`):
 * the switchboard's own ring timeout ends most calls, this one those it forgets.
 */
const RING_LIMIT_MS = 120_000;

export function createRingGroup<R extends Ringable>(options: RingGroupOptions<R>): RingGroup<R> {
  const forks = new Map<R, RtcPeer>();
  const answered: (() => void)[] = [];
  const refused: ((cause: "busy" | "no-answer" | "failed") => void)[] = [];
  let phase: "new" | "ringing" | "answered" | "over" = "new";
  let winner: RtcPeer | undefined;
  let declined = false;
  let ringing: RingInfo | undefined;
  let timer: NodeJS.Timeout | undefined;

  function stopRinging(message: ServerMessage): void {
    clearTimeout(timer);
    for (const [browser, peer] of forks) {
      browser.send(message);
      peer.close();
    }
    forks.clear();
  }

  function cancelForks(): void {
    if (ringing) stopRinging({ type: "cancel", payload: { callsid: ringing.callSid } });
  }

  function refuse(cause: "busy" | "no-answer" | "failed"): void {
    if (phase !== "ringing") return;
    phase = "over";
    cancelForks();
    options.onOver();
    for (const listener of refused) listener(cause);
  }

  function drop(browser: R, cause: "busy" | "no-answer" | "failed"): void {
    const peer = forks.get(browser);
    if (!peer) return;
    forks.delete(browser);
    peer.close();
    if (forks.size === 0) refuse(cause);
  }

  function ringOne(browser: R, info: RingInfo): void {
    let peer: RtcPeer;
    try {
      peer = options.peers.connect({
        ssrc: options.ssrc,
        onPacket: (packet) => {
          if (winner === peer) options.onPacket(packet);
        },
        onState: (state) => {
          if (winner === peer && state === "closed") options.onPeerClosed();
        },
      });
    } catch {
      return;
    }
    forks.set(browser, peer);
    peer.localSdp.then(
      (sdp) => {
        if (forks.get(browser) !== peer) return;
        browser.send({
          type: "invite",
          payload: {
            callsid: info.callSid,
            sdp,
            reconnect: options.reconnectToken,
            parameters: {
              CallSid: info.callSid,
              AccountSid: options.accountSid,
              From: info.from,
              To: info.to,
              Params: Object.entries(info.params)
                .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
                .join("&"),
            },
          },
        });
      },
      () => drop(browser, "failed"),
    );
  }

  return {
    person: options.person,
    get callSid() {
      return ringing?.callSid;
    },
    onAnswer: (listener) => append(answered, listener),
    onRefuse: (listener) => append(refused, listener),
    ring(info) {
      if (phase !== "new") return;
      phase = "ringing";
      ringing = info;
      options.onRinging(info.callSid);
      timer = setTimeout(() => refuse("no-answer"), RING_LIMIT_MS);
      timer.unref();
      for (const browser of options.browsers) ringOne(browser, info);
      if (forks.size === 0) refuse("failed");
    },
    answer(from, sdp) {
      const peer = forks.get(from);
      if (phase !== "ringing" || !peer || !ringing) return false;
      try {
        peer.acceptAnswer(sdp);
      } catch {
        drop(from, "failed");
        return false;
      }
      phase = "answered";
      winner = peer;
      forks.delete(from);
      cancelForks();
      options.onOver();
      options.onWon(from, peer, ringing);
      for (const listener of answered) listener();
      return true;
    },
    leave(from, why) {
      if (why === "declined") declined = true;
      // A decline reaches the caller as busy; a page that vanished is merely not answering.
      drop(from, declined ? "busy" : "no-answer");
    },
    cancel() {
      if (phase === "answered") {
        options.onCanceledAfterAnswer();
        return;
      }
      if (phase === "ringing") {
        cancelForks();
        options.onOver();
      }
      phase = "over";
    },
  };
}

function append<T>(list: T[], item: T): () => void {
  list.push(item);
  return () => {
    const index = list.indexOf(item);
    if (index >= 0) list.splice(index, 1);
  };
}
