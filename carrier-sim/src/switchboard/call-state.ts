/** The carrier's call resource as plain data, and the only moves its status may make. Instants are epoch milliseconds. */

export type CallStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "no-answer"
  | "failed"
  | "canceled";
export type Direction = "inbound" | "outbound-api" | "outbound-dial";
export type EndCause = "completed" | "busy" | "no-answer" | "failed" | "canceled";
export type CallbackEvent = "initiated" | "ringing" | "answered" | "completed";

export interface CallRecord {
  sid: string;
  accountSid: string;
  parentCallSid?: string | undefined;
  phoneNumberSid?: string | undefined;
  applicationSid?: string | undefined;
  from: string;
  to: string;
  direction: Direction;
  status: CallStatus;
  answeredBy?: string | undefined;
  queueTimeMs: number;
  createdAt: number;
  updatedAt: number;
  answeredAt?: number | undefined;
  endedAt?: number | undefined;
}

export type CallEvent =
  | { type: "initiate"; at: number }
  | { type: "ring"; at: number }
  | { type: "answer"; at: number }
  | { type: "end"; cause: EndCause; at: number };

export type CallEffect = {
  type: "callback";
  event: CallbackEvent;
  status: CallStatus | "initiated";
};

const TERMINAL: readonly CallStatus[] = ["completed", "busy", "no-answer", "failed", "canceled"];

export function isOver(status: CallStatus): boolean {
  return TERMINAL.includes(status);
}

/** Terminal is final: an event that comes too late changes nothing and tells nobody. */
export function transition(
  record: CallRecord,
  event: CallEvent,
): { record: CallRecord; effects: CallEffect[] } {
  const same = { record, effects: [] };
  if (isOver(record.status)) return same;
  switch (event.type) {
    case "initiate":
      // `initiated` is known to callbacks only; the resource stays queued (or, for Dial legs, starts here).
      return record.status === "queued"
        ? { record, effects: [{ type: "callback", event: "initiated", status: "initiated" }] }
        : same;
    case "ring":
      if (record.status !== "queued") return same;
      return {
        record: { ...record, status: "ringing", updatedAt: event.at },
        effects: [{ type: "callback", event: "ringing", status: "ringing" }],
      };
    case "answer":
      if (record.status === "in-progress") return same;
      return {
        record: { ...record, status: "in-progress", answeredAt: event.at, updatedAt: event.at },
        effects: [{ type: "callback", event: "answered", status: "in-progress" }],
      };
    case "end": {
      const status = settled(record.status, event.cause);
      return {
        record: { ...record, status, endedAt: event.at, updatedAt: event.at },
        effects: [{ type: "callback", event: "completed", status }],
      };
    }
  }
}

/** A call that was answered can only complete; one that was not cannot. */
function settled(status: CallStatus, cause: EndCause): CallStatus {
  if (status === "in-progress") return "completed";
  return cause === "completed" ? "canceled" : cause;
}

/** Whole seconds from pick-up to hang-up, at least 1 for an answered call; 0 without an answer. */
export function durationSeconds(record: CallRecord): number {
  if (record.answeredAt === undefined || record.endedAt === undefined) return 0;
  return Math.max(1, Math.round((record.endedAt - record.answeredAt) / 1000));
}

export interface Prices {
  inboundPerMinute: number;
  outboundPerMinute: number;
  unit: string;
}

/** The settling of a bill takes a moment at the carrier too: a price is null until this long after the end. */
const BILL_AFTER_MS = 500;

/** Negative, as the carrier writes it, e.g. `-0.01200`; null before the bill is settled. */
export function priceOf(record: CallRecord, prices: Prices, now: number): string | null {
  if (record.endedAt === undefined || now < record.endedAt + BILL_AFTER_MS) return null;
  const perMinute =
    record.direction === "inbound" ? prices.inboundPerMinute : prices.outboundPerMinute;
  const cost = Math.ceil(durationSeconds(record) / 60) * perMinute;
  return cost === 0 ? "0.00000" : (-cost).toFixed(5);
}
