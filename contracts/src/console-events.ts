import { z } from "zod";
import { callView, cost, recordingView, requestFields, requestView, ringing } from "./call.ts";
import { hint } from "./hint.ts";
import { turnMeasured } from "./speech.ts";
import { partial, utterance } from "./transcript.ts";
import type { Ack } from "./problem.ts";

/**
 * The wire between the browser and the api (socket.io namespace `/console`, handshake
 * `auth: { token }` = the Supabase access token).
 *
 * On connect the server sends `calls.snapshot`. A console that looks at one call sends
 * `call.watch`; the answer is a snapshot with the number of its last event, and from then on
 * `call.event` brings the following numbers without gaps. After a reconnect the console asks
 * again with `afterSeq` and receives only what it missed.
 */

const base = {
  callId: z.uuid(),
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  atMs: z.number().int(),
};

/** Stored, numbered per call, sent to everyone who may see the call. */
export const callEvent = z.discriminatedUnion("type", [
  z.object({ ...base, type: z.literal("call.changed"), call: callView }),
  z.object({
    ...base,
    type: z.literal("baton.moved"),
    call: callView,
    cause: z.enum([
      "answered",
      "takeover",
      "takeover_failed",
      "handover",
      "hand_back",
      "transfer",
      "operator_lost",
      "rejoined",
      "bot_resumed",
      "queued",
      "ended",
    ]),
    byName: z.string().nullable(),
    /** Takeover: click → bot silent, click → both audible. */
    silentAfterMs: z.number().int().nullable(),
    audibleAfterMs: z.number().int().nullable(),
  }),
  z.object({ ...base, type: z.literal("utterance.finalised"), utterance }),
  z.object({ ...base, type: z.literal("hint.shown"), hint }),
  z.object({
    ...base,
    type: z.literal("hint.cleared"),
    hintId: z.uuid(),
    state: z.enum(["used", "dismissed", "replaced"]),
  }),
  /** What the bot has understood so far, before anything is saved. */
  z.object({ ...base, type: z.literal("fields.collected"), fields: requestFields }),
  z.object({ ...base, type: z.literal("request.saved"), request: requestView }),
  /** Why a turn ended and how long the caller waited. */
  z.object({ ...base, type: z.literal("turn.measured"), turn: turnMeasured }),
  /** The bot used a tool; input and result as they were, for whoever reads along. */
  z.object({
    ...base,
    type: z.literal("tool.used"),
    tool: z.string().max(64),
    input: z.record(z.string(), z.unknown()),
    /** null: it was refused or failed. */
    result: z.record(z.string(), z.unknown()).nullable(),
    tookMs: z.number().int().nonnegative(),
  }),
  z.object({
    ...base,
    type: z.literal("noted"),
    /** Things worth a line in the timeline; the console words them. */
    note: z.enum([
      "recording_started",
      "recording_stopped",
      "disclosure_heard",
      "bot_interrupted",
      "handover_offered",
      "offer_declined",
      "offer_expired",
      "nobody_answered",
      "listening_started",
      "listening_stopped",
      "held",
      "unheld",
      "operator_reconnecting",
      "engine_failed",
      "ears_fell_back",
      "voice_fell_back",
      "bot_worker_lost",
      "digits_pressed",
      "callback_noted",
      "refused",
      "not_transcribed",
    ]),
    byName: z.string().nullable(),
  }),
  z.object({ ...base, type: z.literal("recording.ready"), recording: recordingView }),
  z.object({ ...base, type: z.literal("cost.counted"), cost }),
]);
export type CallEvent = z.infer<typeof callEvent>;

export const callDetail = z.object({
  call: callView,
  /** Number of the last event folded into this snapshot. */
  seq: z.number().int().nonnegative(),
  utterances: z.array(utterance),
  hints: z.array(hint),
  collected: requestFields.nullable(),
  request: requestView.nullable(),
  recordings: z.array(recordingView),
  cost: cost.nullable(),
  /** The timeline: all but the utterances, oldest first. */
  events: z.array(callEvent),
});
export type CallDetail = z.infer<typeof callDetail>;

export const presence = z.enum(["available", "on_call", "away"]);

export const operatorView = z.object({
  userId: z.uuid(),
  name: z.string(),
  presence,
  callId: z.uuid().nullable(),
});
export type OperatorView = z.infer<typeof operatorView>;

export const levels = z.object({
  callId: z.uuid(),
  /** 0–100, of what the caller says and hears, over the last 100 ms. */
  caller: z.number(),
  other: z.number(),
  /** Age of the newest media frame, ms. */
  frameAgeMs: z.number(),
});
export type Levels = z.infer<typeof levels>;

export const serverMessages = {
  "calls.snapshot": z.object({
    calls: z.array(callView),
    operators: z.array(operatorView),
    serverTime: z.iso.datetime(),
  }),
  "call.event": callEvent,
  "utterance.partial": partial,
  "level.measured": levels,
  "operator.changed": operatorView,
  "ring.offered": z.object({ call: callView, ringing }),
  "ring.withdrawn": z.object({
    callId: z.uuid(),
    offerId: z.uuid(),
    cause: z.enum(["answered", "expired", "declined", "call_over"]),
  }),
  /** Your own leg: `joined` when the carrier has you in the call's conference. */
  "leg.changed": z.object({
    callId: z.uuid(),
    epoch: z.number().int(),
    state: z.enum(["joined", "left", "reverted", "superseded"]),
  }),
} as const;

/**
 * `audio.frame` is binary and outside the schema map: 16 bytes of call id, uint32 sequence,
 * uint32 milliseconds on the call's clock (both big-endian), then 160 bytes of mu-law for the
 * caller and 160 for what the caller hears.
 */
export const AUDIO_FRAME_HEADER_BYTES = 24;
export const AUDIO_FRAME_TRACK_BYTES = 160;

const callRef = z.object({ callId: z.uuid() });
const ticket = z.object({
  callId: z.uuid(),
  epoch: z.number().int(),
  ticket: z.string(),
  expiresAt: z.iso.datetime(),
});
export type Ticket = z.infer<typeof ticket>;

/** command → [what the console sends, what a positive acknowledgement carries]. */
export const consoleCommands = {
  "call.watch": [
    z.object({ callId: z.uuid(), afterSeq: z.number().int().nonnegative().optional() }),
    z.union([z.object({ detail: callDetail }), z.object({ missed: z.array(callEvent) })]),
  ],
  "call.unwatch": [callRef, z.null()],
  /** Frames of `audio.frame` flow until `call.unlisten` or disconnect. */
  "call.listen": [callRef, z.null()],
  "call.unlisten": [callRef, z.null()],
  /** Claims the baton. The ticket goes to `device.connect({ params: { ticket } })`. */
  "call.takeover": [z.object({ callId: z.uuid(), epoch: z.number().int() }), ticket],
  "call.answer": [z.object({ callId: z.uuid(), offerId: z.uuid() }), ticket],
  "call.decline": [z.object({ callId: z.uuid(), offerId: z.uuid() }), z.null()],
  "call.rejoin": [callRef, ticket],
  /** The microphone or the connection failed: the claim reverts, the bot goes on. */
  "call.abandonClaim": [
    z.object({
      callId: z.uuid(),
      epoch: z.number().int(),
      reason: z.enum(["microphone", "network", "cancelled"]),
    }),
    z.null(),
  ],
  "call.hold": [z.object({ callId: z.uuid(), on: z.boolean() }), z.null()],
  "call.hangUp": [callRef, z.null()],
  "call.dial": [z.object({ to: z.string().max(64) }), ticket],
  "hint.mark": [
    z.object({ callId: z.uuid(), hintId: z.uuid(), state: z.enum(["used", "dismissed"]) }),
    z.null(),
  ],
  "presence.set": [z.object({ presence: z.enum(["available", "away"]) }), z.null()],
  "testCall.place": [
    z.object({ personaId: z.string().max(64).optional(), toNumber: z.string().max(32).optional() }),
    z.object({ placed: z.literal(true) }),
  ],
} as const;

export type ConsoleCommand = keyof typeof consoleCommands;
export type CommandInput<C extends ConsoleCommand> = z.infer<(typeof consoleCommands)[C][0]>;
export type CommandOutput<C extends ConsoleCommand> = z.infer<(typeof consoleCommands)[C][1]>;

export type ConsoleToServer = {
  [C in ConsoleCommand]: (
    input: CommandInput<C>,
    ack: (answer: Ack<CommandOutput<C>>) => void,
  ) => void;
};
export type ServerToConsole = {
  [M in keyof typeof serverMessages]: (message: z.infer<(typeof serverMessages)[M]>) => void;
} & { "audio.frame": (frame: ArrayBuffer | Uint8Array) => void };
