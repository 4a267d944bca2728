import type { Switchboard } from "../ports.ts";
import { newReconnectToken, newSsrc, type CallBook } from "./call-book.ts";
import { outgoingCall } from "./call-flow.ts";
import { BAD_DESCRIPTION, type ClientCall } from "./client-call.ts";
import { createClientLine } from "./client-line.ts";
import type { ClientMessage } from "./messages.ts";
import { readAudio } from "./sdp.ts";
import type { Session } from "./session.ts";

const MAX_CALLS_PER_SESSION = 8;
/** Parameters of `connect()`; the carrier's limit is about this (unconfirmed), and 31103 is the SDK's code for it. */
const MAX_PARAMS_CHARS = 800;

export interface DialOut {
  book: CallBook;
  switchboard: Pick<Switchboard, "dialApp">;
  /** Monotonic milliseconds. */
  now(): number;
  /** Wall-clock milliseconds. */
  clock(): number;
  onRefused(errorName: string): void;
}

type Invite = Extract<ClientMessage, { type: "invite" }>["payload"];

/** A page calls: checks what its token allows and enters the switchboard through the TwiML App. */
export function dialOut(
  { book, switchboard, now, clock, onRefused }: DialOut,
  session: Session,
  invite: Invite,
): void {
  const refuse = (code: number, message: string): void =>
    session.send({
      type: "hangup",
      payload: { callsid: invite.callsid, error: { code, message } },
    });

  const grant = session.grant();
  if (!grant || grant.expiresAt <= clock()) return refuse(31205, "Access token expired");
  if (grant.applicationSid === undefined)
    return refuse(31002, "The token does not allow outgoing calls");
  // A repetition is not answered: a refusal would hang up the call that has this id.
  if (book.own(session, invite.callsid)) return;
  if (book.find(invite.callsid)) return refuse(31400, "Another call has this id");
  if (book.ofWire(session).length >= MAX_CALLS_PER_SESSION)
    return refuse(31206, "Rate exceeded authorized limit");
  const params = invite.twilio?.params ?? "";
  if (params.length > MAX_PARAMS_CHARS) return refuse(31103, "Parameter length exceeded");

  if (!readAudio(invite.sdp)?.hasPcmu) return refuse(BAD_DESCRIPTION.code, BAD_DESCRIPTION.message);

  const ssrc = newSsrc();
  const line = createClientLine({
    ssrc,
    now,
    onRinging: (callSid) => call.handle({ type: "rang", callSid }),
    onConnected: (callSid) => call.handle({ type: "connected", callSid }),
    onEnded: (end) => call.handle({ type: "ended", end }),
  });
  const call: ClientCall = book.open({
    identity: grant.identity,
    accountSid: grant.accountSid,
    initial: outgoingCall(invite.callsid, newReconnectToken()),
    line,
    ssrc,
    wire: session,
    offer: invite.sdp,
  });
  try {
    const leg = switchboard.dialApp({
      accountSid: grant.accountSid,
      applicationSid: grant.applicationSid,
      identity: grant.identity,
      params: { ...Object.fromEntries(new URLSearchParams(params)), ...grant.params },
      person: line,
    });
    call.useLeg(leg);
  } catch (cause) {
    onRefused(cause instanceof Error ? cause.name : "unknown");
    call.handle({ type: "failed", error: { code: 31001, message: "Application not found" } });
  }
}

/** Signalling reconnect: the page shows, on a new socket, that this call was its own. */
export function reconnect(book: CallBook, session: Session, callsid: string, token: string): void {
  const call = book.find(callsid);
  const grant = session.grant();
  const owns =
    call !== undefined && call.accountSid === grant?.accountSid && call.identity === grant.identity;
  if (owns && call.state().reconnectToken === token && call.state().phase === "open")
    call.attach(session);
  else
    session.send({
      type: "hangup",
      payload: { callsid, error: { code: 31107, message: "Reconnect parameter invalid" } },
    });
}
