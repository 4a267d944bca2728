import { z } from "zod";
import { requestFields } from "./call.ts";
import { hint } from "./hint.ts";
import { language } from "./organization.ts";
import { preparation, speechSetup, turnMeasured } from "./speech.ts";
import { partial, utterance } from "./transcript.ts";
import type { Ack } from "./problem.ts";

/**
 * The wire between a stream-worker and the api (socket.io namespace `/worker`, the worker is
 * the client, handshake `auth: { token: WORKER_TOKEN, workerId }`).
 *
 * Everything that must not be lost carries `sessionId` + `sequence`; the api stores it once and
 * acknowledges after commit, the worker keeps it until then and sends it again after a reconnect.
 */

const session = { callId: z.uuid(), sessionId: z.string().max(64) };
const durable = { ...session, sequence: z.number().int().nonnegative() };

/** `relay` and `stream` are the bot, by the carrier's ears and voice or by our own; `fork` only listens. */
export const sessionPurpose = z.enum(["relay", "stream", "fork"]);
export type SessionPurpose = z.infer<typeof sessionPurpose>;

/** What a worker needs to be the bot on a call, fresh or resumed. */
export const conversation = z.object({
  callId: z.uuid(),
  epoch: z.number().int(),
  language,
  bot: z.object({
    id: z.uuid(),
    name: z.string(),
    organizationName: z.string(),
    prompt: z.string().max(20_000),
    greeting: z.string().max(2000),
    /** The beginning of the greeting that must be heard out; empty: all of it. */
    disclosure: z.string().max(2000),
  }),
  /** For the `stream` engine. */
  speech: speechSetup,
  /** The number the caller calls from; for "this number". Never logged. */
  callerNumber: z.string().nullable(),
  /** True when the bot has spoken on this call before: no greeting, go on in context. */
  resumed: z.boolean(),
  resumeReason: z.enum([
    "fresh",
    "worker_lost",
    "hand_back",
    "takeover_failed",
    "nobody_answered",
    "socket_lost",
  ]),
  /** What the next holder of the baton is told. */
  brief: z.string().nullable(),
  /** What was said and heard so far, oldest first; the newest 200. */
  utterances: z.array(utterance),
  fields: requestFields,
  /** The scripted intake's own state as it was last reported; opaque to the api. */
  intakeState: z.unknown().nullable(),
  /** Hints already shown on this call. */
  hintsShown: z.number().int(),
  /** Milliseconds on the call's clock at the moment of this answer. */
  nowMs: z.number().int(),
});
export type Conversation = z.infer<typeof conversation>;

export const toolCall = z.discriminatedUnion("tool", [
  z.object({ tool: z.literal("save_request"), arguments: requestFields.partial() }),
  z.object({
    tool: z.literal("look_up_request"),
    arguments: z.object({ reference: z.string().max(32).nullable() }),
  }),
  z.object({
    tool: z.literal("offer_handover"),
    arguments: z.object({
      reason: z.enum(["caller_asked", "bot_stuck", "model_down"]),
      brief: z.string().max(1000),
    }),
  }),
  z.object({
    tool: z.literal("end_call"),
    arguments: z.object({ reason: z.enum(["done", "silent_caller", "abuse", "apology"]) }),
  }),
]);
export type ToolCall = z.infer<typeof toolCall>;

export const toolResult = z.discriminatedUnion("tool", [
  z.object({ tool: z.literal("save_request"), reference: z.string() }),
  z.object({
    tool: z.literal("look_up_request"),
    found: z
      .array(
        z.object({
          reference: z.string(),
          status: z.string(),
          problem: z.string().nullable(),
          createdAt: z.iso.datetime(),
        }),
      )
      .max(3),
  }),
  /** `ringing`: an operator is being rung, keep the caller company; the bot stays until it is told to stop. */
  z.object({ tool: z.literal("offer_handover"), outcome: z.enum(["ringing", "nobody_available"]) }),
  z.object({ tool: z.literal("end_call"), ending: z.literal(true) }),
]);
export type ToolResult = z.infer<typeof toolResult>;

/** worker → api: [payload, answer]. */
export const workerCommands = {
  "worker.hello": [
    z.object({
      workerId: z.string().max(64),
      mediaUrl: z.string(),
      build: z.string(),
      sessions: z.array(z.object({ ...session, epoch: z.number().int() })),
      /** Languages this worker has a vendor's recogniser and voice for; local stand-ins do not count. */
      streams: z.array(language),
    }),
    /** What to render before anybody calls. */
    z.object({ prepare: z.array(preparation).max(200) }),
  ],
  "worker.heartbeat": [z.object({ sessions: z.number().int(), lagMs: z.number() }), z.null()],
  /** The media socket's `setup`/`start` arrived and its token held. */
  "session.opened": [
    z.object({
      ...session,
      epoch: z.number().int(),
      purpose: sessionPurpose,
      carrierSessionId: z.string().max(64),
    }),
    conversation,
  ],
  "session.closed": [
    z.object({
      ...durable,
      purpose: sessionPurpose,
      cause: z.enum(["ended", "stopped", "caller_gone", "dropped", "failed"]),
    }),
    z.null(),
  ],
  "utterance.finalised": [z.object({ ...durable, utterance }), z.null()],
  "fields.collected": [
    z.object({ ...durable, fields: requestFields, intakeState: z.unknown() }),
    z.null(),
  ],
  "hint.raised": [z.object({ ...durable, hint: hint.omit({ state: true }) }), z.null()],
  "note.made": [
    z.object({
      ...durable,
      note: z.enum([
        "bot_interrupted",
        "disclosure_heard",
        "digits_pressed",
        "engine_failed",
        "ears_fell_back",
        "voice_fell_back",
      ]),
    }),
    z.null(),
  ],
  "turn.measured": [z.object({ ...durable, turn: turnMeasured }), z.null()],
  "usage.counted": [
    z.object({
      ...durable,
      model: z.string(),
      inputTokens: z.number().int(),
      outputTokens: z.number().int(),
    }),
    z.null(),
  ],
  "tool.called": [z.object({ ...durable, call: toolCall }), toolResult],
} as const;
export type WorkerCommand = keyof typeof workerCommands;
export type WorkerInput<C extends WorkerCommand> = z.infer<(typeof workerCommands)[C][0]>;
export type WorkerOutput<C extends WorkerCommand> = z.infer<(typeof workerCommands)[C][1]>;

const workerLevels = z.object({
  callId: z.uuid(),
  caller: z.number(),
  other: z.number(),
  frameAgeMs: z.number(),
});
export type WorkerLevels = z.infer<typeof workerLevels>;
/** Calls told of in one message. */
export const MAX_LEVELS = 200;

/** worker → api without acknowledgement, dropped when late. */
export const workerNotices = {
  "utterance.partial": partial,
  "levels.measured": z.array(workerLevels).max(MAX_LEVELS),
} as const;

/** api → worker: [payload, answer]. */
export const apiCommands = {
  /** No further token or frame leaves for the carrier; what was heard is reported. */
  "bot.stop": [
    z.object({
      callId: z.uuid(),
      epoch: z.number().int(),
      reason: z.enum(["takeover", "handover", "call_over"]),
    }),
    z.object({ stoppedAt: z.iso.datetime() }),
  ],
  /** A claim reverted before the caller moved: the bot goes on in context. */
  "bot.resume": [
    z.object({
      callId: z.uuid(),
      epoch: z.number().int(),
      reason: z.enum(["takeover_failed", "nobody_answered"]),
    }),
    z.null(),
  ],
  /** A colleague's aside: `note` is woven into the next answer, `say` is said as it stands. */
  "bot.whisper": [
    z.object({
      callId: z.uuid(),
      epoch: z.number().int(),
      kind: z.enum(["note", "say"]),
      text: z.string().min(1).max(500),
    }),
    z.null(),
  ],
  "listen.start": [z.object({ callId: z.uuid() }), z.null()],
  "listen.stop": [z.object({ callId: z.uuid() }), z.null()],
} as const;
export type ApiCommand = keyof typeof apiCommands;
export type ApiInput<C extends ApiCommand> = z.infer<(typeof apiCommands)[C][0]>;
export type ApiOutput<C extends ApiCommand> = z.infer<(typeof apiCommands)[C][1]>;

export type WorkerToApi = {
  [C in WorkerCommand]: (
    input: WorkerInput<C>,
    ack: (answer: Ack<WorkerOutput<C>>) => void,
  ) => void;
} & {
  [N in keyof typeof workerNotices]: (notice: z.infer<(typeof workerNotices)[N]>) => void;
} & {
  /** Same layout as the console's `audio.frame`. */
  "audio.frame": (frame: Uint8Array) => void;
};
export type ApiToWorker = {
  [C in ApiCommand]: (input: ApiInput<C>, ack: (answer: Ack<ApiOutput<C>>) => void) => void;
};

/**
 * Claims of the token that rides as a `<Parameter name="token">` in the connecting document:
 * a JWT, HS256 with MEDIA_TOKEN_SECRET, audience `patchbay-media`, accepted once.
 */
export const mediaTokenClaims = z.object({
  sub: z.uuid(),
  epoch: z.number().int(),
  purpose: sessionPurpose,
  jti: z.string(),
});
export type MediaTokenClaims = z.infer<typeof mediaTokenClaims>;
