import type {
  ApiInput,
  Conversation,
  Language,
  Problem,
  RequestFields,
  SessionPurpose,
  ToolCall,
  ToolResult,
  WorkerInput,
} from "@patchbay/contracts";
import type { EndReason, HeadInput, Memory } from "./domain/turn/state.ts";

export type Clock = {
  /** Monotonic milliseconds. */
  now(): number;
  wall(): Date;
  /** Runs once after `ms`; the answer cancels. */
  after(ms: number, run: () => void): () => void;
};

/** Fields never hold telephone numbers, names or words spoken. */
export type Log = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type Counter =
  | "malformed"
  | "unknown"
  | "refused"
  | "flooded"
  | "frame_dropped"
  | "window_dropped"
  | "entry_dropped"
  | "model_failed"
  | "model_fallback"
  | "interrupted"
  | "filler";

export type Metrics = {
  count(what: Counter, amount?: number): void;
  /** Caller's final words → our first word out, milliseconds. */
  answered(ms: number): void;
};

/** The way back to the carrier on a ConversationRelay socket. */
export type RelayWire = {
  sendText(text: string, last: boolean): void;
  /** Ends the relay session; the carrier then asks the api what comes next. */
  end(): void;
};

/** The way back to the carrier on a two-way media stream. */
export type StreamWire = {
  /** Mu-law at 8 kHz, whole 20 ms frames; played after what was sent before. */
  sendMedia(audio: Uint8Array): void;
  /** Comes back once everything sent before it has been played, or cleared. */
  sendMark(name: string): void;
  /** What was sent and not yet played is thrown away. */
  sendClear(): void;
  /** Ends the stream; the carrier then asks the api what comes next. */
  end(): void;
};

/** Stored before they are acknowledged; kept by us until then. */
export type KeptCommand =
  | "utterance.finalised"
  | "fields.collected"
  | "hint.raised"
  | "note.made"
  | "turn.measured"
  | "usage.counted";

type Stamp = "callId" | "sessionId" | "sequence";

export type ToolAnswer =
  | { readonly ok: true; readonly result: ToolResult }
  | { readonly ok: false; readonly why: "refused" | "late" };

export type OpenAnswer =
  | { readonly ok: true; readonly conversation: Conversation }
  | { readonly ok: false; readonly problem: Problem };

/** One media session's line to the api. */
export type SessionLink = {
  readonly callId: string;
  readonly sessionId: string;
  /** Tries until the api answers; rejects only when `signal` aborts. */
  open(signal: AbortSignal): Promise<OpenAnswer>;
  keep<C extends KeptCommand>(command: C, body: Omit<WorkerInput<C>, Stamp>): void;
  /** Never rejects. A late `save_request` is still delivered; other tools are given up. */
  callTool(call: ToolCall, deadlineMs: number): Promise<ToolAnswer>;
  /** Dropped when the api is away or slow. */
  showPartial(partial: Omit<WorkerPartial, "callId">): void;
  showLevels(levels: { caller: number; other: number; frameAgeMs: number }): void;
  sendFrame(frame: Uint8Array): void;
  close(cause: WorkerInput<"session.closed">["cause"]): void;
};

export type WorkerPartial = {
  callId: string;
  id: string;
  speaker: "caller" | "bot" | "operator" | "system";
  text: string;
  startedMs: number;
};

export type ApiLink = {
  session(open: {
    callId: string;
    epoch: number;
    purpose: SessionPurpose;
    carrierSessionId: string;
  }): SessionLink;
  connected(): boolean;
  /** Resolves when nothing is left to deliver, or after `limitMs` with it on disk. */
  close(limitMs: number): Promise<void>;
};

/** What the api may ask of us. */
export type ApiCommands = {
  stopBot(input: ApiInput<"bot.stop">): { ok: true; stoppedAt: string } | { ok: false };
  resumeBot(input: ApiInput<"bot.resume">): boolean;
  whisper(input: ApiInput<"bot.whisper">): boolean;
  listen(callId: string, on: boolean): void;
};

/** What a head knows of the call it serves. */
export type CallFacts = {
  readonly language: Language;
  readonly organizationName: string;
  readonly botName: string;
  readonly prompt: string;
  /** Never logged. */
  readonly callerNumber: string | null;
  readonly resumed: boolean;
  readonly brief: string | null;
  readonly fields: RequestFields;
  readonly intakeState: unknown;
};

export type HeadOutput = {
  say(text: string): void;
  /** Brackets a tool, so that the caller does not wait in silence. */
  toolStarted(): void;
  toolFinished(memory: Memory, ringing: boolean): void;
  /**
   * True once it is certain that the caller's turn has ended, false when the reply is given up
   * before. Words may come earlier; whatever else a head does waits for this.
   */
  committed(): Promise<boolean>;
};

export type HeadTurn = {
  readonly input: HeadInput;
  /** Oldest first; for `callerSaid` the input's words are the last entry. */
  readonly memory: readonly Memory[];
};

/** Decides what is said. One per call; may hold state. */
export type Head = {
  /**
   * One reply: words through `out`, then how to go on: null listens, a reason ends the call.
   * Rejects when it cannot answer at all. After an abort nothing it says is used.
   */
  reply(turn: HeadTurn, out: HeadOutput, signal: AbortSignal): Promise<EndReason | null>;
  /** Whether a reply that is given up before its commit leaves no trace; otherwise it starts there. */
  speculates(): boolean;
};

export type HeadTools = {
  call(call: ToolCall): Promise<ToolAnswer>;
};

/** What a head tells the api on the side. */
export type HeadReport = {
  collected(fields: RequestFields, intakeState: unknown): void;
  failed(): void;
  used(model: string, inputTokens: number, outputTokens: number): void;
};

export type HeadFactory = (facts: CallFacts, tools: HeadTools, report: HeadReport) => Head;

export type ModelBlock =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "toolUse";
      readonly id: string;
      readonly name: string;
      readonly input: unknown;
    }
  | { readonly type: "toolResult"; readonly id: string; readonly result: string }
  /** What the model thought, as its vendor sealed it; goes back unread within the same reply. */
  | { readonly type: "thought"; readonly sealed: object };

export type ModelMessage = {
  readonly role: "user" | "assistant";
  readonly blocks: readonly ModelBlock[];
};

export type ModelTool = {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the arguments, closed (`additionalProperties: false`, all required). */
  readonly schema: { readonly type: "object"; readonly [key: string]: unknown };
};

export type ModelRequest = {
  /** The part that is the same in every turn of every call of this bot: cached. */
  readonly system: string;
  /** The same in every turn of this call. */
  readonly situation: string;
  /** Grows at its end alone over a call, so that what was sent before is read from the cache. */
  readonly messages: readonly ModelMessage[];
  /** Told after the messages and for this answer alone; never cached. */
  readonly moment: string | null;
  readonly tools: readonly ModelTool[];
  readonly maxTokens: number;
};

export type ModelEvent =
  | { readonly type: "text"; readonly text: string }
  | {
      readonly type: "toolUse";
      readonly id: string;
      readonly name: string;
      readonly input: unknown;
    }
  | { readonly type: "thought"; readonly sealed: object }
  /** Once, also before a fault: what was read and written is paid for. */
  | { readonly type: "used"; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly type: "finished"; readonly reason: "done" | "tool" | "refused" | "length" };

export type ModelFault =
  | "silent"
  | "stalled"
  | "overloaded"
  | "cut"
  | "refused_request"
  | "aborted";

/** The model could not answer. Carries no text of the conversation. */
export class ModelError extends Error {
  readonly fault: ModelFault;
  constructor(fault: ModelFault, cause?: unknown) {
    super(`The language model failed: ${fault}`, { cause });
    this.name = "ModelError";
    this.fault = fault;
  }
}

export type LanguageModel = {
  readonly name: string;
  /** Streams one answer; throws `ModelError`, also when a stage takes too long. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
};
