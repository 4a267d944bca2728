import { z } from "zod";
import { language } from "./organization.ts";

export const direction = z.enum(["inbound", "outbound"]);
export type Direction = z.infer<typeof direction>;

export const engine = z.enum(["relay", "stream", "realtime", "gather"]);
export type Engine = z.infer<typeof engine>;

/** Who holds the conversation. `outside`: somebody the call was transferred to. */
export const holder = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("bot") }),
  z.object({ kind: z.literal("operator"), operatorId: z.uuid(), name: z.string() }),
  z.object({ kind: z.literal("outside") }),
  z.object({
    kind: z.literal("nobody"),
    place: z.enum(["door", "queue", "hold", "voicemail", "over"]),
  }),
]);
export type Holder = z.infer<typeof holder>;

export const phase = z.enum(["claimed", "connected", "lost"]);
export type Phase = z.infer<typeof phase>;

export const callStatus = z.enum(["ringing", "live", "ended"]);
export type CallStatus = z.infer<typeof callStatus>;

export const outcome = z.enum([
  "request_taken",
  "bot_resolved",
  "taken_over",
  "answered",
  "callback_noted",
  "abandoned",
  "refused",
  "not_reached",
  "failed",
]);
export type Outcome = z.infer<typeof outcome>;

/** A call rings at operators: one offer at a time. */
export const ringing = z.object({
  offerId: z.uuid(),
  operatorId: z.uuid(),
  reason: z.enum(["caller_asked", "bot_stuck", "model_down", "lost_operator"]),
  /** One or two sentences for whoever answers. */
  brief: z.string(),
  offeredAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Ringing = z.infer<typeof ringing>;

/** The row of a call as consoles see it. */
export const callView = z.object({
  id: z.uuid(),
  direction,
  status: callStatus,
  fromNumber: z.string(),
  toNumber: z.string(),
  /** The person outside: name if known. */
  callerName: z.string().nullable(),
  language,
  engine: engine.nullable(),
  holder,
  phase,
  epoch: z.number().int(),
  startedAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  durationSeconds: z.number().int().nullable(),
  outcome: outcome.nullable(),
  recording: z.enum(["off", "on", "paused"]),
  onHold: z.boolean(),
  ringing: ringing.nullable(),
  /** Who hears the call without being heard. */
  listeners: z.array(z.object({ userId: z.uuid(), name: z.string() })),
  /** Demo data of the seed is labelled as such. */
  demo: z.boolean(),
  takenOver: z.boolean(),
  requestId: z.uuid().nullable(),
});
export type CallView = z.infer<typeof callView>;

export const urgency = z.enum(["emergency", "today", "this_week", "whenever"]);
export type Urgency = z.infer<typeof urgency>;

/** What the bot collects. */
export const requestFields = z.object({
  problem: z.string().max(2000).nullable(),
  address: z.string().max(500).nullable(),
  urgency: urgency.nullable(),
  callbackNumber: z.string().max(32).nullable(),
});
export type RequestFields = z.infer<typeof requestFields>;

export const requestStatus = z.enum(["open", "in_progress", "done", "cancelled"]);
export type RequestStatus = z.infer<typeof requestStatus>;

export const requestView = requestFields.extend({
  id: z.uuid(),
  /** Spoken and shown: R-2041. */
  reference: z.string(),
  status: requestStatus,
  callId: z.uuid().nullable(),
  callerNumber: z.string().nullable(),
  callerName: z.string().nullable(),
  assigneeId: z.uuid().nullable(),
  assigneeName: z.string().nullable(),
  kind: z.enum(["request", "callback"]),
  language: language.nullable(),
  createdAt: z.iso.datetime(),
  demo: z.boolean(),
});
export type RequestView = z.infer<typeof requestView>;

export const cost = z.object({
  currency: z.string(),
  /** Prices from a price list rather than the carrier's bill. */
  simulated: z.boolean(),
  lines: z.array(
    z.object({
      kind: z.enum(["inbound", "outbound", "recording", "storage", "model", "voice"]),
      quantity: z.number(),
      unitPrice: z.number(),
      amount: z.number(),
    }),
  ),
  total: z.number(),
});
export type Cost = z.infer<typeof cost>;

export const recordingView = z.object({
  id: z.uuid(),
  status: z.enum(["pending", "ready", "failed", "erased"]),
  /** Milliseconds on the call's clock where the recording begins. */
  startedMs: z.number(),
  durationMs: z.number().nullable(),
  channels: z.number().int(),
  /** Per channel, 0–100, evenly spaced over the duration; at most 2,000 a channel. */
  peaks: z.array(z.array(z.number())).nullable(),
});
export type RecordingView = z.infer<typeof recordingView>;
