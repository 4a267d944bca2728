import type { Ticket } from "@patchbay/contracts";
import type { Entry, Failure, PhoneEffect, PhoneEvent, PhoneState } from "./phone.ts";

/** The api reverts a claim that is not connected after this long; later than that nobody waits. */
export const CONNECT_WITHIN_MS = 8_000;

export interface Step {
  state: PhoneState;
  effects: PhoneEffect[];
}

const stay = (state: PhoneState): Step => ({ state, effects: [] });
const idle: PhoneState = { at: "idle" };

/** The operator's own leg, from the press of a button to silence. Stale events change nothing. */
export function transition(state: PhoneState, event: PhoneEvent): Step {
  switch (event.type) {
    case "entry.chosen":
      if (state.at !== "idle" && state.at !== "failed") return stay(state);
      return {
        state: {
          at: "claiming",
          entry: event.entry,
          voice: event.voice,
          since: event.at,
          cancelled: false,
        },
        effects: [{ do: "claim", entry: event.entry, voice: event.voice }],
      };
    case "claim.granted":
      return granted(state, event.ticket, event.at);
    case "claim.refused":
      if (state.at !== "claiming") return stay(state);
      if (state.cancelled) return stay(idle);
      return {
        state: {
          at: "failed",
          failure: { kind: "refused", problem: event.problem },
          entry: state.entry,
          callId: callOf(state.entry),
        },
        effects: [],
      };
    case "microphone.denied":
      return fail(state, { kind: "microphone_denied" }, "microphone");
    case "microphone.missing":
      return fail(state, { kind: "microphone_missing" }, "microphone");
    case "deadline.passed":
      return state.at === "connecting" ? fail(state, { kind: "no_audio" }, "network") : stay(state);
    case "leg.failed":
      // During a call the client reports and mends errors itself; the end of the leg comes apart.
      return fail(state, { kind: "line" }, "network");
    case "leg.accepted":
      return state.at === "connecting" ? stay({ ...state, accepted: true }) : stay(state);
    case "media.flowing":
      if (state.at !== "connecting" || !state.accepted) return stay(state);
      return {
        state: {
          at: "live",
          voice: state.voice,
          callId: state.callId,
          epoch: state.epoch,
          since: event.at,
          muted: false,
          weak: false,
        },
        effects: [{ do: "stopDeadline" }],
      };
    case "leg.reconnecting":
      return state.at === "live" ? stay({ ...state, weak: true }) : stay(state);
    case "leg.reconnected":
      return state.at === "live" ? stay({ ...state, weak: false }) : stay(state);
    case "leg.closed":
      if (state.at === "ending") return stay(idle);
      // Closed by the other side: the call's own events say why, so nothing is an error here.
      if (state.at === "live") return stay(idle);
      return state.at === "connecting" ? fail(state, { kind: "line" }, "network") : stay(state);
    case "claim.reverted":
      if (!concerns(state, event)) return stay(state);
      return dropped(state, { kind: "reverted" });
    case "claim.superseded":
      if (!concerns(state, event)) return stay(state);
      return dropped(state, { kind: "superseded" });
    case "mute.toggled":
      if (state.at !== "live" || state.voice === "listenOnly") return stay(state);
      return {
        state: { ...state, muted: !state.muted },
        effects: [{ do: "mute", on: !state.muted }],
      };
    case "hangUp.pressed":
      if (state.at !== "live") return stay(state);
      return {
        state: { at: "ending", callId: state.callId, epoch: state.epoch },
        effects: [{ do: "hangUpCall", callId: state.callId }],
      };
    case "cancel.pressed":
      if (state.at === "claiming") return stay({ ...state, cancelled: true });
      if (state.at !== "connecting") return stay(state);
      return { state: idle, effects: giveUp(state, "cancelled") };
    case "call.ended":
      if (!("callId" in state) || state.callId !== event.callId) return stay(state);
      if (state.at === "failed") return stay(state);
      return { state: idle, effects: [{ do: "stopDeadline" }, { do: "dropLeg" }] };
    case "failure.dismissed":
      return state.at === "failed" ? stay(idle) : stay(state);
  }
}

function granted(state: PhoneState, ticket: Ticket, at: number): Step {
  // The button was taken back, or the microphone refused, while the claim was on its way.
  if (state.at !== "claiming" || state.cancelled) {
    const reason = state.at === "failed" ? "microphone" : "cancelled";
    const giveBack: PhoneEffect = {
      do: "abandon",
      callId: ticket.callId,
      epoch: ticket.epoch,
      reason,
    };
    return { state: state.at === "claiming" ? idle : state, effects: [giveBack] };
  }
  return {
    state: {
      at: "connecting",
      entry: state.entry,
      voice: state.voice,
      callId: ticket.callId,
      epoch: ticket.epoch,
      since: at,
      accepted: false,
    },
    effects: [
      { do: "startDeadline", ms: CONNECT_WITHIN_MS },
      { do: "connect", ticket: ticket.ticket, voice: state.voice },
    ],
  };
}

type Reason = "microphone" | "network" | "cancelled";

function giveUp(state: { callId: string; epoch: number }, reason: Reason): PhoneEffect[] {
  return [
    { do: "stopDeadline" },
    { do: "dropLeg" },
    { do: "abandon", callId: state.callId, epoch: state.epoch, reason },
  ];
}

function fail(state: PhoneState, failure: Failure, reason: Reason): Step {
  if (state.at === "claiming") {
    if (state.cancelled) return stay(state);
    return {
      state: { at: "failed", failure, entry: state.entry, callId: callOf(state.entry) },
      effects: [],
    };
  }
  if (state.at !== "connecting") return stay(state);
  return {
    state: { at: "failed", failure, entry: state.entry, callId: state.callId },
    effects: giveUp(state, reason),
  };
}

function dropped(state: PhoneState, failure: Failure): Step {
  const callId = "callId" in state ? state.callId : null;
  return {
    state: { at: "failed", failure, entry: null, callId },
    effects: [{ do: "stopDeadline" }, { do: "dropLeg" }],
  };
}

function concerns(state: PhoneState, event: { callId: string; epoch: number }): boolean {
  return (
    (state.at === "connecting" || state.at === "live") &&
    state.callId === event.callId &&
    state.epoch <= event.epoch
  );
}

function callOf(entry: Entry): string | null {
  return entry.by === "dial" ? null : entry.callId;
}
