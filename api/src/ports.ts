import type {
  ApiCommand,
  ApiInput,
  CallDetail,
  CallEvent,
  CallView,
  Conversation,
  Cost,
  Hint,
  Language,
  RequestFields,
  RequestView,
  Partial as PartialUtterance,
  TestCallChoices,
  Utterance,
} from "@patchbay/contracts";
import type { DurableEffect, Fact } from "./domain/call-effects.ts";
import type { CallState, Leg, Operator } from "./domain/call-state.ts";
import type { Document } from "./domain/next.ts";
import type { Sentence } from "./domain/spoken.ts";

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** What the carrier can be told. Throws CarrierError. */
export interface Carrier {
  /** Makes the caller's leg ask what is next, dropping what it does. */
  redirect(sid: string, callId: string, step: number): Promise<void>;
  endLeg(sid: string): Promise<void>;
  /** undefined: the carrier knows no such leg. */
  leg(sid: string): Promise<{ status: string; durationSeconds: number | null } | undefined>;
  /** Nobody, where there is no such conference. */
  participants(conference: string): Promise<{ sid: string; label: string | null }[]>;
  /** Answers the new leg's sid. */
  dial(wanted: {
    conference: string;
    to: string;
    from: string;
    label: string;
    callId: string;
  }): Promise<string>;
  hold(conference: string, sid: string, on: boolean, language: Language): Promise<void>;
  /** Both channels, untrimmed; answers the recording's sid, of the running one if there is one. */
  startRecording(sid: string, callId: string): Promise<string>;
  startTranscription(
    sid: string,
    wanted: { name: string; language: Language; callId: string },
  ): Promise<void>;
  startFork(sid: string, wanted: { callId: string; epoch: number; step: number }): Promise<void>;
  /** Does it answer at all? */
  isThere(): Promise<boolean>;
}

/** `ended`: the leg is over, which is an answer and not a failure. */
export class CarrierError extends Error {
  override name = "CarrierError";
  readonly kind: "ended" | "refused" | "unreachable";
  constructor(kind: "ended" | "refused" | "unreachable", message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** Our documents in the carrier's words, and whether a request is the carrier's. */
export interface CarrierWords {
  render(document: Document, bot: { greeting: string; voice: string | null }): Promise<string>;
  refusal(sentence: Sentence, language: Language): string;
  holdMusic(language: Language): string;
  askAgain(callId: string, step: number, language: Language): string;
  hangUp(): string;
  isSigned(request: {
    /** Path and query as they were asked for. */
    path: string;
    signature: string | undefined;
    params: Record<string, string>;
  }): boolean;
}

export interface Stored {
  state: CallState;
  version: number;
}

/** What one transition leaves behind; everything is committed together. */
export interface Change {
  at: number;
  state: CallState;
  /** Those that are new or changed. */
  legs: readonly Leg[];
  facts: Fact[];
  effects: DurableEffect[];
  reply?: { key: string; body: string };
}

export interface StoredEffect {
  id: string;
  callId: string;
  effect: DurableEffect;
  attempts: number;
}

export interface Receipt {
  sessionId: string;
  sequence: number;
}

/** The truth about calls. Every method throws AppError `database_away` when it cannot be asked. */
export interface CallStore {
  load(callId: string): Promise<Stored | undefined>;
  /** undefined: the row exists already. Throws AppError `already_on_call`. */
  create(change: Change): Promise<Saved | undefined>;
  /** undefined: another writer was faster. Throws AppError `already_on_call`. */
  save(change: Change, version: number): Promise<Saved | undefined>;
  countCost(callId: string): Promise<{ cost: Cost; events: CallEvent[] } | undefined>;
  startedRecording(callId: string, recordingSid: string, startedMs: number): Promise<void>;
  reply(key: string): Promise<string | undefined>;
  keepReply(key: string, body: string): Promise<void>;
  effectDone(id: string, state: "done" | "failed" | "moot"): Promise<void>;
  effectTried(id: string): Promise<void>;
  /** Left behind by a runner that died, oldest first; at most 200. */
  pendingEffects(olderThanMs: number): Promise<StoredEffect[]>;
  live(): Promise<CallState[]>;
  /** Forgets what only made repetitions harmless. */
  tidy(): Promise<void>;
}

/** Adds to a call's story without touching its life. Each thing is stored once per receipt. */
export interface StoryStore {
  addUtterance(callId: string, receipt: Receipt, utterance: Utterance): Promise<CallEvent[]>;
  addHint(callId: string, receipt: Receipt, hint: Omit<Hint, "state">): Promise<CallEvent[]>;
  markHint(callId: string, hintId: string, state: "used" | "dismissed"): Promise<CallEvent[]>;
  addNote(callId: string, receipt: Receipt, facts: Fact[]): Promise<CallEvent[]>;
  /** `key`: at most 64 characters that name this one fact. */
  announceOnce(callId: string, key: string, fact: Fact): Promise<CallEvent[]>;
  addUsage(callId: string, receipt: Receipt, usage: ModelUsage): Promise<void>;
  keepFields(callId: string, receipt: Receipt, kept: KeptFields): Promise<CallEvent[]>;
  /** undefined: no such call. `receipt` null: the asker knows that it happens once. */
  saveRequest(
    callId: string,
    receipt: Receipt | null,
    wanted: { kind: "request" | "callback"; fields: SomeFields },
  ): Promise<{ request: RequestView; events: CallEvent[]; isNew: boolean } | undefined>;
  findRequests(callId: string, reference: string | null): Promise<RequestView[]>;
  conversation(callId: string, nowMs: number): Promise<Conversation | undefined>;
}

/** What consoles read. */
export interface CallReading {
  liveOf(organizationId: string): Promise<CallView[]>;
  detail(callId: string, organizationId: string): Promise<CallDetail | undefined>;
  /** undefined: too many were missed, or the call is not theirs. */
  missed(
    callId: string,
    organizationId: string,
    afterSeq: number,
  ): Promise<CallEvent[] | undefined>;
}

export interface TestCall {
  personaId?: string | undefined;
  toNumber?: string | undefined;
}

/** Places calls for people who want to see one. Only a local carrier offers it so far. */
export interface TestCaller {
  choices(): Promise<TestCallChoices>;
  place(call: TestCall): Promise<void>;
}

/** One-use rights to join a call's audio. */
export interface Tickets {
  issue(ticket: IssuedTicket): Promise<void>;
  /** undefined: unknown, expired, spent by another leg, or somebody else's. */
  use(tokenHash: string, identity: string, sid: string): Promise<UsedTicket | undefined>;
}

export interface Saved {
  events: CallEvent[];
  effects: StoredEffect[];
  version: number;
}
export interface ModelUsage {
  model: string;
  inputTokens: number;
  outputTokens: number;
}
/** Those fields of a request that became known. */
export type SomeFields = { [K in keyof RequestFields]?: RequestFields[K] | undefined };
export interface KeptFields {
  fields: RequestFields;
  intakeState: unknown;
}
export interface IssuedTicket {
  tokenHash: string;
  organizationId: string;
  callId: string;
  userId: string;
  identity: string;
  mode: "take" | "rejoin" | "dial";
  epoch: number;
  expiresAt: number;
}
export interface UsedTicket {
  callId: string;
  userId: string;
  epoch: number;
  mode: string;
}

/** Whoever is connected and wants to know. Never throws; a slow receiver loses what may be lost. */
export interface Publisher {
  happened(organizationId: string, events: CallEvent[]): void;
  /** Words not final yet, to those who look at the call. */
  partial(partial: PartialUtterance): void;
  /** After every commit, for presence and timers. */
  changed(state: CallState): void;
  toOperator(operatorId: string, message: OperatorMessage): void;
}
export type OperatorMessage =
  | { type: "ring.offered"; call: CallView; ringing: NonNullable<CallView["ringing"]> }
  | {
      type: "ring.withdrawn";
      callId: string;
      offerId: string;
      cause: "answered" | "expired" | "declined" | "call_over";
    }
  | {
      type: "leg.changed";
      callId: string;
      epoch: number;
      state: "joined" | "left" | "reverted" | "superseded";
    };

/** The workers that are connected now. */
export interface Workers {
  isThere(): boolean;
  /** One of them has a vendor's ears and voice for this language. */
  streams(language: Language): boolean;
  /** False: no worker has this call, or it did not answer in time, or it refused. */
  tell<C extends ApiCommand>(callId: string, command: C, input: ApiInput<C>): Promise<boolean>;
}

/** Who is at the console. */
export interface Presence {
  /** Reachable, available, on no call, speaking the language; longest idle first. */
  candidates(organizationId: string, language: Language): Operator[];
}
