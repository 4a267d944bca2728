import path from "node:path";
import {
  describe,
  workerCommands,
  type Ack,
  type ApiToWorker,
  type Language,
  type Preparation,
  type ToolResult,
  type WorkerCommand,
  type WorkerInput,
  type WorkerOutput,
  type WorkerToApi,
} from "@patchbay/contracts";
import { io, type Socket } from "socket.io-client";
import type { ApiCommands, ApiLink, Clock, Log, Metrics } from "../ports.ts";
import { answerApi } from "./api-commands.ts";
import { createJournal, readJournal } from "./journal.ts";
import { createLevelBatch } from "./level-batch.ts";
import { createOutbox, type Delivery, type KeptEntry } from "./outbox.ts";
import {
  abortable,
  ACK_DEADLINE_MS,
  createSessionLink,
  RETRY_CODES,
  type Line,
} from "./session-link.ts";

const HEARTBEAT_MS = 1_000;
const MAX_KEPT = 10_000;
/** Partials and frames queued on a slow line; beyond it they are late anyway. */
const MAX_LINE_PACKETS = 200;
/** On more than 64 KiB the api hangs up, on all calls of this worker, as often as it is sent. */
const MAX_ASKED_BYTES = 60_000;
export type ApiLinkOptions = {
  apiUrl: string;
  workerToken: string;
  workerId: string;
  mediaUrl: () => string;
  build: string;
  /** Languages a vendor hears and speaks for us; asked anew at every greeting. */
  streams?: () => readonly Language[];
  /** Called after every greeting with what is worth rendering before anybody calls. */
  prepare?: (list: Preparation[]) => void;
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
    if (Buffer.byteLength(JSON.stringify(input)) > MAX_ASKED_BYTES)
      return { ok: false, problem: describe("bad_request") };
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
    answers.delete(keyOf(entry));
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
      streams: [...(options.streams?.() ?? [])],
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
    const read = workerCommands["worker.hello"][1].safeParse(answer.data);
    if (read.success) options.prepare?.(read.data.prepare);
    else log.warn({}, "The api sent a list of preparations we cannot read");
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

  /** Notices are worth nothing late: none is sent while the line is away or full. */
  const notify = (name: "utterance.partial" | "levels.measured" | "audio.frame", body: never) => {
    const engine = socket.io.engine as { writeBuffer: unknown[] } | undefined;
    const queued = engine?.writeBuffer.length ?? 0;
    if (greeted && socket.connected && queued < MAX_LINE_PACKETS) socket.emit(name, body);
    else metrics.count("frame_dropped");
  };

  const line: Line = {
    clock,
    log,
    ask,
    notify,
    showLevels: createLevelBatch(clock, (levels) => notify("levels.measured", levels as never)),
    isUp: () => greeted,
    whenUp: (signal) =>
      abortable<void>(signal, (resolve) => {
        if (greeted) resolve();
        else whenGreeted.add(resolve);
        return () => whenGreeted.delete(resolve);
      }),
    keep: (entry) => outbox.add(entry),
    expectAnswer(entry, take) {
      answers.set(keyOf(entry), take);
      return () => answers.delete(keyOf(entry));
    },
    ended: (sessionId) => sessions.delete(sessionId),
  };

  return {
    connected: () => greeted,
    session(opening) {
      const session = createSessionLink(opening, line);
      const { callId, sessionId } = session;
      sessions.set(sessionId, { callId, sessionId, epoch: opening.epoch });
      return session;
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
