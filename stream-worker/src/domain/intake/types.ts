/** The four languages the bot is scripted in. */
export type Language = "en-US" | "de-DE" | "tr-TR" | "ru-RU";

export type Urgency = "emergency" | "today" | "this_week" | "whenever";

/** What kind of trouble it is; `other` when the words name none we know. */
export type Category =
  | "gas"
  | "lift"
  | "electricity"
  | "heating"
  | "lock"
  | "appliance"
  | "water"
  | "opening"
  | "pest"
  | "mould"
  | "other";

/** The four things a request needs, in the order in which they are asked. */
export type SlotName = "problem" | "address" | "urgency" | "phone";

export type Slots = {
  readonly problem?: string;
  readonly category?: Category;
  readonly address?: string;
  readonly urgency?: Urgency;
  /** E.164. */
  readonly phone?: string;
};

/** What is saved; null where the caller was cut short before saying it. */
export type RequestFields = {
  problem: string | null;
  address: string | null;
  urgency: Urgency | null;
  /** E.164. */
  callbackNumber: string | null;
};

/** What the next caller words will be, so that the floor can choose its patience. */
export type Expects =
  | "problem"
  | "address"
  | "urgency"
  | "phone"
  | "yes_no"
  | "reference"
  | "open"
  | "nothing";

export type Phase =
  | "new"
  | "asking"
  | "confirming"
  | "changing"
  | "saving"
  | "more"
  | "status"
  | "looking_up"
  | "offering"
  | "handing_over"
  | "ended";

/** Plain data, JSON-safe and bounded: it may be stored and restored as it is. */
export type IntakeState = {
  readonly language: Language;
  readonly organization: string;
  readonly phase: Phase;
  readonly slots: Slots;
  /** E.164; absent when the caller hides it. */
  readonly callerNumber?: string;
  /** The phase to return to when a handover is declined or the call comes back. */
  readonly before: Phase;
  readonly misunderstood: number;
  readonly silences: number;
  /** Digits keyed or said so far for a number or a reference. */
  readonly keyed: string;
  readonly turns: number;
  /** What remains of the call is a callback: nobody answered, or the caller left early. */
  readonly callback: boolean;
  /** The caller does not want to be called back where they are calling from. */
  readonly otherNumber: boolean;
  /** The address has no house number, and none is to be had. */
  readonly vagueAddress: boolean;
  /** The safety advice was given. */
  readonly warned: boolean;
  /** A lookup by the caller's own number has been tried. */
  readonly lookedUp: boolean;
  readonly reference?: string;
};

export type FoundRequest = {
  reference: string;
  /** As stored: open, in_progress, done, cancelled. */
  status: string;
};

export type IntakeEvent =
  | { type: "started"; callerNumber?: string; recorded: boolean }
  | { type: "callerSaid"; text: string }
  | { type: "callerSilent" }
  /** Keys as they come, one or many; `#` ends an entry. */
  | { type: "digits"; digits: string }
  | { type: "lookupResult"; found: readonly FoundRequest[] }
  | { type: "lookupFailed" }
  | { type: "saved"; reference: string }
  | { type: "saveFailed" }
  | { type: "handoverUnanswered" }
  /** After a hand-back or a crash: goes on with the open question, never greets. */
  | { type: "resumed"; after: "crash" | "hand_back" };

export type HandoverReason = "caller_asked" | "bot_stuck";

export type IntakeEffect =
  | { type: "say"; text: string; expects: Expects }
  | { type: "saveRequest"; fields: RequestFields }
  | { type: "lookUpRequest"; reference?: string; callerNumber?: string }
  | { type: "offerHandover"; reason: HandoverReason }
  /** A key was taken; more are expected, nothing is said over them. */
  | { type: "listen"; expects: Expects }
  | { type: "endCall" };

export type Turn = { state: IntakeState; effects: readonly IntakeEffect[] };
