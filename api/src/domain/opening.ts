import type { Direction, Engine, Language } from "@patchbay/contracts";
import { CLAIM_MS, type CallState, type Operator } from "./call-state.ts";
import type { BotEngine } from "./engine.ts";

interface Opening {
  id: string;
  organizationId: string;
  numberId: string | null;
  botId: string | null;
  language: Language;
  fromNumber: string;
  toNumber: string;
  /** Of the person outside, where the organization knows the number. */
  callerName: string | null;
  record: boolean;
  ringMs: number;
  at: number;
}

function blank(opening: Opening, direction: Direction, engine: Engine): CallState {
  const { at, ...rest } = opening;
  return {
    ...rest,
    direction,
    engine,
    demo: false,
    callerSid: null,
    status: "ringing",
    startedAt: at,
    answeredAt: null,
    endedAt: null,
    durationSeconds: null,
    outcome: null,
    closeBy: null,
    holder: { kind: "nobody", place: "door" },
    phase: "connected",
    epoch: 0,
    claim: null,
    lostUntil: null,
    place: "door",
    conferenceEpoch: 0,
    conferenceJoined: false,
    legs: [],
    lastWords: null,
    step: 0,
    onHold: false,
    bot: {
      hasSpoken: false,
      sessionId: null,
      connectBy: null,
      waitingSince: null,
      resumedAt: [],
      resumeReason: "fresh",
      brief: null,
      goodbyeBy: null,
      goodbyeReason: null,
    },
    ring: null,
    fork: "off",
    forkStep: 0,
    recording: "off",
    transcription: null,
    listeners: [],
    requestId: null,
    callbackWanted: false,
    callbackNoted: false,
    takenOver: false,
    answered: false,
    costCounted: false,
    dialled: false,
  };
}

/** A call that came in: it is answered at once, and the bot takes it where there is one. */
export function openInbound(
  opening: Opening & { callerSid: string; engine: BotEngine },
): CallState {
  const { callerSid, engine, ...rest } = opening;
  return {
    ...blank(rest, "inbound", engine),
    callerSid,
    status: "live",
    answeredAt: opening.at,
    holder: opening.botId === null ? { kind: "nobody", place: "door" } : { kind: "bot" },
    phase: "claimed",
    epoch: 1,
  };
}

/** A call an operator dials: it exists from the click, the number is called once they are in. */
export function openOutbound(opening: Opening & { operator: Operator }): CallState {
  const { operator, ...rest } = opening;
  return {
    ...blank(rest, "outbound", "relay"),
    holder: { kind: "operator", operatorId: operator.userId, name: operator.name },
    phase: "claimed",
    epoch: 1,
    claim: {
      cause: "answered",
      claimedAt: opening.at,
      deadlineAt: opening.at + CLAIM_MS,
      silentAt: null,
    },
  };
}
