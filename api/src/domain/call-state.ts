import type {
  CallStatus,
  Direction,
  Engine,
  Holder,
  Language,
  Outcome,
  Phase,
  Ringing,
} from "@patchbay/contracts";

/** Somebody who may hold a call. */
export interface Operator {
  userId: string;
  name: string;
}

/** One carrier connection of this call, other than what the carrier knows itself. */
export interface Leg {
  sid: string;
  kind: "caller" | "operator";
  operatorId: string | null;
  epoch: number;
  label: string;
  state: "joining" | "joined" | "left" | "superseded";
  /** SequenceNumber of the newest conference callback about it; older ones are late. */
  seq: number;
}

export type ClaimCause = "takeover" | "handover" | "answered" | "rejoined";

/** An operator has the baton but is not yet heard. */
export interface Claim {
  cause: ClaimCause;
  claimedAt: number;
  deadlineAt: number;
  /** When the worker said that the bot is quiet. */
  silentAt: number | null;
}

export type RingReason = Ringing["reason"];

/** The call rings at one operator; `tried` have already declined or let it ring. */
export interface Ring {
  offerId: string;
  operatorId: string;
  reason: RingReason;
  brief: string;
  offeredAt: number;
  expiresAt: number;
  tried: string[];
}

export type ResumeReason =
  | "fresh"
  | "worker_lost"
  | "hand_back"
  | "takeover_failed"
  | "nobody_answered"
  | "socket_lost";

export interface BotState {
  /** The greeting was given to the carrier with a session that opened, or said by our own voice. */
  hasSpoken: boolean;
  /** The bot's current session at a worker. */
  sessionId: string | null;
  /** A document was served that connects the bot; without a session by then, it failed. */
  connectBy: number | null;
  /** The caller is asked to wait for a worker since then. */
  waitingSince: number | null;
  /** When unplanned resumes happened, newest last; at most three are kept. */
  resumedAt: number[];
  resumeReason: ResumeReason;
  brief: string | null;
  /** The bot said goodbye: the next document hangs up, at the latest by the deadline we do. */
  goodbyeBy: number | null;
  goodbyeReason: "done" | "silent_caller" | "abuse" | "apology" | null;
}

/** Where the caller's leg is, as far as documents served and callbacks tell. */
export type CallerPlace = "door" | "bot" | "moving" | "conference" | "hold" | "leaving";

/** The whole of a call's life. Instants are milliseconds since 1970, by the api's clock. */
export interface CallState {
  id: string;
  organizationId: string;
  numberId: string | null;
  botId: string | null;
  direction: Direction;
  engine: Engine;
  language: Language;
  fromNumber: string;
  toNumber: string;
  callerName: string | null;
  demo: boolean;
  record: boolean;
  ringMs: number;
  /** CallSid of the person outside. */
  callerSid: string | null;

  status: CallStatus;
  startedAt: number;
  answeredAt: number | null;
  endedAt: number | null;
  durationSeconds: number | null;
  outcome: Outcome | null;
  /** The carrier said the call is over; its final callback may still bring the duration. */
  closeBy: number | null;

  holder: Holder;
  phase: Phase;
  epoch: number;
  claim: Claim | null;
  /** phase `lost`: until then the operator may come back. */
  lostUntil: number | null;

  place: CallerPlace;
  /** Epoch of the conference the caller was sent to, joined or not. */
  conferenceEpoch: number;
  conferenceJoined: boolean;
  legs: Leg[];
  /** What the caller is told before the line is closed. */
  lastWords: "apology" | "callback" | null;
  /** Grows with every document and redirect: a request's natural key. */
  step: number;
  onHold: boolean;

  bot: BotState;
  ring: Ring | null;
  fork: "off" | "asked" | "on";
  forkStep: number;
  recording: "off" | "asked" | "on" | "paused";
  /** Name of the carrier's transcription, from an operator's phase. */
  transcription: string | null;
  listeners: Operator[];
  requestId: string | null;
  /** Nobody answered: whatever else becomes of it, this caller is owed a call. */
  callbackWanted: boolean;
  callbackNoted: boolean;
  takenOver: boolean;
  /** An operator answered a ring or dialled and was heard. */
  answered: boolean;
  costCounted: boolean;
  /** Outbound: the number was handed to the carrier. */
  dialled: boolean;
}

export const CLAIM_MS = 8000;
export const GRACE_MS = 60_000;
/** The bot's socket opens within this time after its document, or it counts as failed. */
export const BOT_CONNECT_MS = 10_000;
/** How long a caller waits for a worker to come (back) before a human is asked. */
export const WORKER_WAIT_MS = 12_000;
/** After the bot's farewell; by then the carrier has asked for the next document. */
export const GOODBYE_MS = 15_000;
/** How long the carrier's final callback, which knows the duration, is waited for. */
export const CLOSE_MS = 2500;
export const RESUME_WINDOW_MS = 60_000;
export const RESUMES_MOST = 3;
const LEGS_MOST = 24;

export function withLeg(legs: readonly Leg[], leg: Leg): Leg[] {
  return [...legs.filter((one) => one.sid !== leg.sid), leg].slice(-LEGS_MOST);
}

/** The operator's leg that carries the current epoch, if it is on its way or in. */
export function operatorLeg(state: CallState): Leg | undefined {
  return state.legs.find(
    (leg) =>
      leg.kind === "operator" &&
      leg.epoch === state.epoch &&
      (leg.state === "joining" || leg.state === "joined"),
  );
}

/** Until the caller's leg is told otherwise, operators' legs of older epochs no longer count. */
export function supersedeOperators(legs: readonly Leg[]): Leg[] {
  return legs.map((leg) =>
    leg.kind === "operator" && (leg.state === "joining" || leg.state === "joined")
      ? { ...leg, state: "superseded" }
      : leg,
  );
}

export const openOperatorLegs = (state: CallState): Leg[] =>
  state.legs.filter(
    (leg) => leg.kind === "operator" && (leg.state === "joining" || leg.state === "joined"),
  );
