import type { Callee } from "../ports.ts";
import { newReconnectToken, newSsrc, type CallBook } from "./call-book.ts";
import { answeredCall } from "./call-flow.ts";
import type { ClientCall } from "./client-call.ts";
import { createClientLine } from "./client-line.ts";
import { createRingGroup, type RingGroup } from "./ring-group.ts";
import type { PeerFactory } from "./rtc-peer.ts";
import type { Session } from "./session.ts";

export interface RingIn {
  book: CallBook;
  /** Calls ringing now, by CallSid. */
  ringing: Map<string, RingGroup<Session>>;
  peers: PeerFactory;
  /** Monotonic milliseconds. */
  now(): number;
}

/** Somebody dials `client:<identity>`: a callee that rings these pages and becomes a call when one answers. */
export function calleeFor(
  ringIn: RingIn,
  identity: string,
  accountSid: string,
  browsers: Session[],
): Callee {
  const { book, ringing, peers, now } = ringIn;
  const ssrc = newSsrc();
  const reconnectToken = newReconnectToken();
  let call: ClientCall | undefined;
  const line = createClientLine({
    ssrc,
    now,
    onRinging: () => undefined,
    onConnected: () => undefined,
    onEnded: (end) => call?.handle({ type: "ended", end }),
  });
  const group: RingGroup<Session> = createRingGroup<Session>({
    accountSid,
    person: line,
    browsers,
    ssrc,
    reconnectToken,
    peers,
    onPacket: (packet) => line.packet(packet),
    onPeerClosed: () => call?.handle({ type: "peerClosed" }),
    onRinging: (callSid) => ringing.set(callSid, group),
    onOver: () => {
      if (group.callSid !== undefined) ringing.delete(group.callSid);
    },
    onWon: (winner, peer, info) => {
      call = book.open({
        identity,
        accountSid,
        initial: answeredCall(info.callSid, reconnectToken),
        line,
        ssrc,
        wire: winner,
        peer,
      });
      if (info.leg) call.useLeg(info.leg);
    },
    onCanceledAfterAnswer: () => {
      if (group.callSid !== undefined)
        call?.handle({ type: "ended", end: { callSid: group.callSid, cause: "canceled" } });
    },
  });
  return group;
}
