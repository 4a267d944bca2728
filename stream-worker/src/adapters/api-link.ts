import { randomUUID } from "node:crypto";
import path from "node:path";
import {
  workerCommands,
  type Ack,
  type ApiToWorker,
  type Problem,
  type ToolCall,
  type ToolResult,
  type WorkerCommand,
  type WorkerInput,
  type WorkerOutput,
  type WorkerToApi,
} from "@patchbay/contracts";
import { io, type Socket } from "socket.io-client";
import type {
  ApiCommands,
  ApiLink,
  Clock,
  Log,
  Metrics,
  OpenAnswer,
  SessionLink,
  ToolAnswer,
} from "../ports.ts";
import { answerApi } from "./api-commands.ts";
import { createJournal, readJournal } from "./journal.ts";
import { createOutbox, type Delivery, type KeptEntry } from "./outbox.ts";

const HEARTBEAT_MS = 1_000;
const ACK_DEADLINE_MS = 5_000;
const OPEN_RETRY_MS = 300;
export const MAX_KEPT = 10_000;
/** Partials and frames queued on a slow line; beyond it they are late anyway. */
const MAX_LINE_PACKETS = 200;
/** The api may answer these tomorrow; every other refusal is final. */
const RETRY_CODES: ReadonlySet<string> = new Set([
  "database_away",
  "internal",
  "too_many_requests",
  "worker_missing",
  "not_signed_in",
]);

export type ApiLinkOptions = {
  apiUrl: string;
  workerToken: string;
  workerId: string;
  mediaUrl: () => string;
  build: string;
  dataDir: string;
  lagMs(): number;
  clock: Clock;
  metrics: Metrics;
  log: Log;
};

type OpenSession = { callId: string; sessionId: string; epoch: number };

/** The worker's line to the api: acknowledged messages kept until committed, the rest dropped when late. */
export async function connectApi(options: ApiLinkOptions, commands: ApiCommands): Promise<ApiLink> {
  const { clock, log, metrics } = options;
  const folder = path.join(options.dataDir, "journal");
  const sessions = new Map<string, OpenSession>();
  const whenGreeted = new Set<() => void>();
  let greeted = false;
  let stopHeartbeat: () => void = () => undefined;

  const socket: Socket<ApiToWorker, WorkerToApi> = io(`${options.apiUrl}/worker`, {
    auth: { token: options.workerToken, workerId: options.workerId },
    transports: ["websocket"],
    reconnectionDelay: 150,
    reconnectionDelayMax: 1_000,
    timeout: 2_000,
    autoConnect: false,
  });

  const ask = async <C extends WorkerCommand>(
    command: C,
    input: WorkerInput<C>,
    deadlineMs: number,
  ): Promise<Ack<WorkerOutput<C>>> => {
    // The typed emitter cannot follow a generic event name; the map above ties name and shapes.
    const emitter = socket.timeout(deadlineMs) as unknown as {
      emitWithAck(name: string, input: unknown): Promise<Ack<WorkerOutput<C>>>;
    };
    return emitter.emitWithAck(command, input);
  };

  const answers = new Map<string, (answer: Ack<ToolResult>) => void>();
  const keyOf = (entry: KeptEntry): string => `${entry.sessionId} ${entry.sequence}`;

  const deliver = async (entry: KeptEntry): Promise<Delivery> => {
    const command = entry.command as WorkerCommand;
    const answer = await ask(
      command,
      entry.payload as WorkerInput<typeof command>,
      ACK_DEADLINE_MS,
    );
    if (!answer.ok && RETRY_CODES.has(answer.problem.code)) return "later";
    if (!answer.ok) {
      log.warn({ command, code: answer.problem.code }, "The api refused a kept message");
    }
    answers.get(keyOf(entry))?.(answer as Ack<ToolResult>);
    return answer.ok ? "stored" : "refused";
  };

  const outbox = createOutbox({
    limit: MAX_KEPT,
    deliver,
    journal: createJournal(folder, log),
    clock,
    metrics,
  });
  const left = await readJournal(folder, MAX_KEPT, (entry) => {
    const shapes = workerCommands[entry.command as WorkerCommand] as
      | (typeof workerCommands)[WorkerCommand]
      | undefined;
    return shapes?.[0].safeParse(entry.payload).success ?? false;
  });
  outbox.restore(left);
  if (left.length > 0) log.info({ entries: left.length }, "Delivering what an earlier run kept");

  const beat = (): void => {
    stopHeartbeat = clock.after(HEARTBEAT_MS, beat);
    void ask(
      "worker.heartbeat",
      { sessions: sessions.size, lagMs: options.lagMs() },
      HEARTBEAT_MS * 3,
    ).catch(() => undefined);
  };

  const greet = async (): Promise<void> => {
    const hello = {
      workerId: options.workerId,
      mediaUrl: options.mediaUrl(),
      build: options.build,
      sessions: [...sessions.values()],
    };
    const answer = await ask("worker.hello", hello, ACK_DEADLINE_MS).catch(() => null);
    if (!socket.connected || greeted) return;
    if (!answer?.ok) {
      log.warn({ code: answer?.problem.code ?? "no_answer" }, "The api did not take our greeting");
      clock.after(HEARTBEAT_MS, () => void (socket.connected && greet()));
      return;
    }
    greeted = true;
    complained = false;
    log.info({ workerId: options.workerId }, "Connected to the api");
    outbox.connected();
    beat();
    for (const resolve of whenGreeted) resolve();
    whenGreeted.clear();
  };

  socket.on("connect", () => void greet());
  socket.on("disconnect", (reason) => {
    greeted = false;
    stopHeartbeat();
    outbox.disconnected();
    log.warn({ reason }, "The api is away; conversations go on and are kept");
    // The server closing the socket is the one case socket.io does not retry by itself.
    if (reason === "io server disconnect") clock.after(HEARTBEAT_MS, () => socket.connect());
  });
  let complained = false;
  socket.on("connect_error", () => {
    // Said once per outage; socket.io tries again by itself unless the api turned us away.
    if (!complained) log.warn({ refused: !socket.active }, "The api cannot be reached");
    complained = true;
    if (!socket.active) clock.after(HEARTBEAT_MS, () => socket.connect());
  });
  answerApi(socket, commands);
  socket.connect();

  const online = (signal: AbortSignal): Promise<void> => {
    if (greeted) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const done = (): void => resolve();
      whenGreeted.add(done);
      signal.addEventListener("abort", () => {
        whenGreeted.delete(done);
        reject(new Error("The session ended"));
      });
    });
  };

  const pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(ms, resolve);
      signal.addEventListener("abort", () => {
        cancel();
        reject(new Error("The session ended"));
      });
    });

  /** Notices are worth nothing late: none is sent while the line is away or full. */
  const lineFree = (): boolean => {
    const engine = socket.io.engine as { writeBuffer: unknown[] } | undefined;
    const free =
      greeted && socket.connected && (engine?.writeBuffer.length ?? 0) < MAX_LINE_PACKETS;
    if (!free) metrics.count("frame_dropped");
    return free;
  };

  return {
    connected: () => greeted,
    session(opening): SessionLink {
      const sessionId = randomUUID();
      const { callId, epoch } = opening;
      const stamp = { callId, sessionId };
      let sequence = 0;
      sessions.set(sessionId, { ...stamp, epoch });

      const keep = (command: string, body: object): KeptEntry => {
        sequence += 1;
        const payload = { ...stamp, sequence, ...body };
        const entry = { sessionId, sequence, command, payload };
        outbox.add(entry);
        return entry;
      };

      const open = async (signal: AbortSignal): Promise<OpenAnswer> => {
        for (;;) {
          await online(signal);
          const input = {
            ...stamp,
            epoch,
            purpose: opening.purpose,
            carrierSessionId: opening.carrierSessionId,
          };
          const answer = await ask("session.opened", input, ACK_DEADLINE_MS).catch(() => null);
          if (signal.aborted) throw new Error("The session ended");
          const shape = workerCommands["session.opened"][1];
          const parsed = answer?.ok ? shape.safeParse(answer.data) : null;
          if (parsed?.success) return { ok: true, conversation: parsed.data };
          if (parsed) log.error({ callId }, "The api sent a conversation we cannot read");
          const problem: Problem | null = answer && !answer.ok ? answer.problem : null;
          if (problem && !RETRY_CODES.has(problem.code)) return { ok: false, problem };
          await pause(OPEN_RETRY_MS, signal);
        }
      };

      const callTool = async (call: ToolCall, deadlineMs: number): Promise<ToolAnswer> => {
        const answer = await (call.tool === "save_request"
          ? keepTool(call, deadlineMs)
          : askTool(call, deadlineMs));
        if (answer === null) return { ok: false, why: "late" };
        const parsed = answer.ok ? workerCommands["tool.called"][1].safeParse(answer.data) : null;
        return parsed?.success && parsed.data.tool === call.tool
          ? { ok: true, result: parsed.data }
          : { ok: false, why: "refused" };
      };

      /** A request is worth delivering late, so it is kept like an utterance. */
      const keepTool = (call: ToolCall, deadlineMs: number): Promise<Ack<ToolResult> | null> =>
        new Promise((resolve) => {
          const key = keyOf(keep("tool.called", { call }));
          const settle = (answer: Ack<ToolResult> | null): void => {
            answers.delete(key);
            cancel();
            resolve(answer);
          };
          const cancel = clock.after(deadlineMs, () => settle(null));
          answers.set(key, settle);
        });

      const askTool = async (
        call: ToolCall,
        deadlineMs: number,
      ): Promise<Ack<ToolResult> | null> => {
        sequence += 1;
        // While away socket.io would keep the message and send it late: a ring nobody expects.
        if (!greeted) return null;
        return ask("tool.called", { ...stamp, sequence, call }, deadlineMs).catch(() => null);
      };

      return {
        callId,
        sessionId,
        open,
        keep: (command, body) => void keep(command, body),
        callTool,
        showPartial(partial) {
          if (lineFree()) socket.emit("utterance.partial", { callId, ...partial });
        },
        showLevels(levels) {
          if (lineFree()) socket.emit("level.measured", { callId, ...levels });
        },
        sendFrame(frame) {
          if (lineFree()) socket.emit("audio.frame", frame);
        },
        close(cause) {
          if (!sessions.delete(sessionId)) return;
          keep("session.closed", { purpose: opening.purpose, cause });
        },
      };
    },
    async close(limitMs) {
      const late = new Promise<void>((resolve) => void clock.after(limitMs, resolve));
      if (greeted) await Promise.race([outbox.empty(), late]);
      outbox.settle();
      stopHeartbeat();
      socket.disconnect();
    },
  };
}
