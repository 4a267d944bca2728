import type { LegEnd } from "../ports.ts";
import type { ServerMessage, SignalError } from "./messages.ts";

/**
 * One call of one voice client, as pure data. It is `dialing` until the carrier has connected it and our
 * description is ready, `open` while both sides talk, and `ended` once; incoming calls start `open`.
 */
export interface CallState {
  phase: "dialing" | "open" | "ended";
  /** The id the browser made up for an outgoing call; its messages may use it until it learns the real one. */
  temporarySid: string | undefined;
  callSid: string | undefined;
  carrierConnected: boolean;
  /** A signalling socket belongs to this call now. */
  attached: boolean;
  reconnectToken: string;
}

export type CallEvent =
  /** Our answer to the browser's first or (ICE restart) latest offer is ready. */
  | { type: "described"; sdp: string }
  | { type: "rang"; callSid: string }
  | { type: "connected"; callSid: string }
  | { type: "ended"; end: LegEnd }
  | { type: "clientHungUp" }
  | { type: "socketLost" }
  | { type: "socketReturned" }
  /** Since when no packet came, and since when no socket is there (0: it is). */
  | { type: "ticked"; silentMs: number; detachedMs: number }
  | { type: "peerClosed" }
  | { type: "failed"; error: SignalError };

export type CallEffect =
  | { type: "send"; message: ServerMessage }
  /** Answer the offer the call was dialled with. */
  | { type: "describe" }
  | { type: "hangUpLeg" }
  | { type: "release" };

export interface CallStep {
  state: CallState;
  effects: CallEffect[];
}

/** The SDK's own limit for signalling reconnects (`pstream.ts`, MAX_RECONNECT_TIMEOUT_ALLOWED). */
const RECONNECT_GRACE_MS = 30_000;
/**
 * A page that closes sends `hangup` first; one that crashes or is killed takes socket and media with it.
 * Three seconds without either is longer than any reconnect leaves media silent (it does not touch media).
 */
const GONE_SILENCE_MS = 3_000;
/** With a socket the SDK restarts ICE for up to 30 s; after twice that nobody is coming back. */
const DEAD_MEDIA_MS = 60_000;

/** What the page is told when an unanswered call ends; codes from the SDK's error list. */
const unanswered: Partial<Record<LegEnd["cause"], SignalError>> = {
  busy: { code: 31486, message: "Busy here" },
  "no-answer": { code: 31480, message: "Temporarily unavailable" },
  failed: { code: 31002, message: "Connection declined" },
};

export function outgoingCall(temporarySid: string, reconnectToken: string): CallState {
  return {
    phase: "dialing",
    temporarySid,
    callSid: undefined,
    carrierConnected: false,
    attached: true,
    reconnectToken,
  };
}

export function answeredCall(callSid: string, reconnectToken: string): CallState {
  return {
    phase: "open",
    temporarySid: undefined,
    callSid,
    carrierConnected: true,
    attached: true,
    reconnectToken,
  };
}

export function transition(state: CallState, event: CallEvent): CallStep {
  if (state.phase === "ended") return { state, effects: [] };
  switch (event.type) {
    case "described": {
      const next: CallState = { ...state, phase: "open" };
      return { state: next, effects: answer(next, { sdp: event.sdp }) };
    }
    case "rang": {
      const next = { ...state, callSid: event.callSid };
      return {
        state: next,
        effects: send(next, { type: "ringing", payload: { callsid: event.callSid } }),
      };
    }
    case "connected":
      // Not before: a connection that waits for a long ring gives up looking for its peer (measured: within 75 s).
      return {
        state: { ...state, callSid: event.callSid, carrierConnected: true },
        effects: state.carrierConnected ? [] : [{ type: "describe" }],
      };
    case "ended":
      return end(state, endError(state, event.end), false);
    case "clientHungUp":
      // The browser has closed its side already and expects no reply.
      return end({ ...state, attached: false }, undefined, true);
    case "socketLost":
      // Before the answer the browser has no reconnect token and gives the call up by itself.
      return state.phase === "dialing"
        ? end({ ...state, attached: false }, undefined, true)
        : { state: { ...state, attached: false }, effects: [] };
    case "socketReturned": {
      const next = { ...state, attached: true };
      return { state: next, effects: answer(next, {}) };
    }
    case "ticked": {
      const gone =
        !state.attached && event.silentMs >= GONE_SILENCE_MS && event.detachedMs >= GONE_SILENCE_MS;
      const expired = !state.attached && event.detachedMs >= RECONNECT_GRACE_MS;
      const dead = state.phase === "open" && event.silentMs >= DEAD_MEDIA_MS;
      if (!gone && !expired && !dead) return { state, effects: [] };
      return end(state, { code: 31003, message: "No media arrived" }, true);
    }
    case "peerClosed":
      // With a socket, a `hangup` or a `reinvite` follows; without one, the page is gone.
      return state.attached ? { state, effects: [] } : end(state, undefined, true);
    case "failed":
      return end(state, event.error, true);
    default:
      return event satisfies never;
  }
}

/** Every answer carries `reconnect`: without it a dropped socket leaves the SDK's call stuck (facts in docs/voice-client.md). */
function answer(state: CallState, payload: { sdp?: string }): CallEffect[] {
  if (state.callSid === undefined) return [];
  return send(state, {
    type: "answer",
    payload: { callsid: state.callSid, ...payload, reconnect: state.reconnectToken },
  });
}

function end(state: CallState, error: SignalError | undefined, ours: boolean): CallStep {
  const callsid = state.callSid ?? state.temporarySid;
  const told: CallEffect[] =
    callsid === undefined
      ? []
      : send(state, { type: "hangup", payload: { callsid, ...(error && { error }) } });
  return {
    state: { ...state, phase: "ended", attached: false },
    effects: [...told, ...(ours ? [{ type: "hangUpLeg" } as const] : []), { type: "release" }],
  };
}

function endError(state: CallState, legEnd: LegEnd): SignalError | undefined {
  if (legEnd.code !== undefined)
    return { code: legEnd.code, message: legEnd.message ?? "The call failed" };
  return state.phase === "dialing" ? unanswered[legEnd.cause] : undefined;
}

function send(state: CallState, message: ServerMessage): CallEffect[] {
  return state.attached ? [{ type: "send", message }] : [];
}
