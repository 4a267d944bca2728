import { randomUUID } from "node:crypto";
import {
  workerCommands,
  type Ack,
  type SessionPurpose,
  type ToolCall,
  type ToolResult,
  type WorkerCommand,
  type WorkerInput,
  type WorkerLevels,
  type WorkerOutput,
} from "@patchbay/contracts";
import type { Clock, Log, OpenAnswer, SessionLink, ToolAnswer, WorkerPartial } from "../ports.ts";
import type { KeptEntry } from "./outbox.ts";

export const ACK_DEADLINE_MS = 5_000;
const OPEN_RETRY_MS = 300;

/** The api may answer these tomorrow; every other refusal is final. */
export const RETRY_CODES: ReadonlySet<string> = new Set([
  "database_away",
  "internal",
  "too_many_requests",
  "worker_missing",
  "not_signed_in",
]);

/** What every session shares: the socket, the outbox and the answers that are awaited. */
export type Line = {
  readonly clock: Clock;
  readonly log: Log;
  isUp(): boolean;
  /** Resolves once the api has taken our greeting; rejects when `signal` aborts. */
  whenUp(signal: AbortSignal): Promise<void>;
  ask<C extends WorkerCommand>(
    command: C,
    input: WorkerInput<C>,
    deadlineMs: number,
  ): Promise<Ack<WorkerOutput<C>>>;
  keep(entry: KeptEntry): void;
  /** The answer to a kept tool call, once the api has given one. */
  expectAnswer(entry: KeptEntry, take: (answer: Ack<ToolResult>) => void): () => void;
  /** Dropped when the api is away or slow. */
  notify(name: "utterance.partial", body: WorkerPartial): void;
  showLevels(levels: WorkerLevels): void;
  notify(name: "audio.frame", body: Uint8Array): void;
  ended(sessionId: string): boolean;
};

export type Opening = {
  readonly callId: string;
  readonly epoch: number;
  readonly purpose: SessionPurpose;
  readonly carrierSessionId: string;
};

/** Rejects when `signal` aborts; leaves no listener behind. */
export function abortable<T>(
  signal: AbortSignal,
  start: (resolve: (value: T) => void) => () => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let cancel: () => unknown = () => undefined;
    const aborted = (): void => {
      cancel();
      reject(new Error("The session ended"));
    };
    if (signal.aborted) return aborted();
    // Listens first: `start` may resolve at once.
    signal.addEventListener("abort", aborted, { once: true });
    cancel = start((value) => {
      signal.removeEventListener("abort", aborted);
      resolve(value);
    });
  });
}

/** One session's way to the api: numbers what must not be lost and hands it to the line. */
export function createSessionLink(opening: Opening, line: Line): SessionLink {
  const { clock, log } = line;
  const { callId, epoch, purpose, carrierSessionId } = opening;
  const sessionId = randomUUID();
  const stamp = { callId, sessionId };
  let sequence = 0;

  const keep = (command: string, body: object): KeptEntry => {
    sequence += 1;
    const entry = { sessionId, sequence, command, payload: { ...stamp, sequence, ...body } };
    line.keep(entry);
    return entry;
  };

  const open = async (signal: AbortSignal): Promise<OpenAnswer> => {
    for (;;) {
      await line.whenUp(signal);
      const input = { ...stamp, epoch, purpose, carrierSessionId };
      const answer = await line.ask("session.opened", input, ACK_DEADLINE_MS).catch(() => null);
      if (signal.aborted) throw new Error("The session ended");
      const parsed = answer?.ok
        ? workerCommands["session.opened"][1].safeParse(answer.data)
        : undefined;
      if (parsed?.success) return { ok: true, conversation: parsed.data };
      if (parsed) log.error({ callId }, "The api sent a conversation we cannot read");
      const problem = answer && !answer.ok ? answer.problem : null;
      if (problem && !RETRY_CODES.has(problem.code)) return { ok: false, problem };
      await abortable<void>(signal, (resolve) => clock.after(OPEN_RETRY_MS, resolve));
    }
  };

  /**
   * A request is worth delivering late, so it is kept like an utterance; so is a goodbye, or an api
   * that comes back would take the caller's leg for one that lost its bot.
   */
  const keepTool = (call: ToolCall, deadlineMs: number): Promise<Ack<ToolResult> | null> =>
    new Promise((resolve) => {
      const entry = keep("tool.called", { call });
      const cancel = clock.after(deadlineMs, () => {
        forget();
        resolve(null);
      });
      const forget = line.expectAnswer(entry, (answer) => {
        cancel();
        resolve(answer);
      });
    });

  const askTool = async (call: ToolCall, deadlineMs: number): Promise<Ack<ToolResult> | null> => {
    sequence += 1;
    // While away socket.io would keep the message and send it late: a ring nobody expects.
    if (!line.isUp()) return null;
    return line.ask("tool.called", { ...stamp, sequence, call }, deadlineMs).catch(() => null);
  };

  const callTool = async (call: ToolCall, deadlineMs: number): Promise<ToolAnswer> => {
    const isKept = call.tool === "save_request" || call.tool === "end_call";
    const use = isKept ? keepTool : askTool;
    const answer = await use(call, deadlineMs);
    if (answer === null) return { ok: false, why: "late" };
    const parsed = answer.ok ? workerCommands["tool.called"][1].safeParse(answer.data) : undefined;
    return parsed?.success && parsed.data.tool === call.tool
      ? { ok: true, result: parsed.data }
      : { ok: false, why: "refused" };
  };

  return {
    ...stamp,
    open,
    keep: (command, body) => void keep(command, body),
    callTool,
    showPartial: (partial) => line.notify("utterance.partial", { callId, ...partial }),
    showLevels: (levels) => line.showLevels({ callId, ...levels }),
    sendFrame: (frame) => line.notify("audio.frame", frame),
    close(cause) {
      if (line.ended(sessionId)) keep("session.closed", { purpose, cause });
    },
  };
}
