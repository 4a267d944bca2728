import { timingSafeEqual, createHash } from "node:crypto";
import {
  AUDIO_FRAME_HEADER_BYTES,
  AUDIO_FRAME_TRACK_BYTES,
  workerCommands,
  workerNotices,
} from "@patchbay/contracts";
import type { Logger } from "pino";
import type { Namespace } from "socket.io";
import type { ApiToWorker, WorkerToApi } from "@patchbay/contracts";
import { botEngine } from "../domain/engine.ts";
import type { StoryStore } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { preparations } from "../runtime/preparations.ts";
import { answer } from "./answer.ts";
import type { ConsolePublisher } from "./publisher.ts";
import { closeSession, openSession, type SessionDeps } from "./worker-sessions.ts";
import { callTool } from "./worker-tools.ts";
import type { WorkerHub, WorkerSocket } from "./worker-hub.ts";

export type WorkerSpace = Namespace<WorkerToApi, ApiToWorker>;

const FRAME_BYTES = AUDIO_FRAME_HEADER_BYTES + 2 * AUDIO_FRAME_TRACK_BYTES;

export interface WorkerSocketDeps extends SessionDeps {
  token: string;
  runtime: CallRuntime;
  story: StoryStore;
  hub: WorkerHub;
  publisher: ConsolePublisher;
  log: Logger;
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Workers: who they are, what they deliver, what they ask. */
export function serveWorkers(space: WorkerSpace, deps: WorkerSocketDeps): void {
  const expected = digest(deps.token);
  space.use((socket, next) => {
    const { token, workerId } = socket.handshake.auth as { token?: unknown; workerId?: unknown };
    const isOurs = typeof token === "string" && timingSafeEqual(digest(token), expected);
    if (!isOurs) return next(new Error("not_signed_in"));
    socket.data.workerId = typeof workerId === "string" ? workerId.slice(0, 64) : "unnamed";
    next();
  });
  space.on("connection", (socket) => serveWorker(socket, deps));
}

function serveWorker(socket: WorkerSocket, deps: WorkerSocketDeps): void {
  const { runtime, story, hub, publisher, log } = deps;
  log.info({ worker: socket.data["workerId"] as string }, "a worker has connected");
  socket.on("disconnect", () => hub.gone(socket));

  answer(
    socket,
    workerCommands,
    {
      "worker.hello": async ({ sessions, streams }) => {
        for (const { callId, sessionId } of sessions) {
          const state = runtime.latest(callId);
          const isBot = state?.bot.sessionId === sessionId;
          const purpose = isBot ? botEngine(state.engine) : "fork";
          hub.relink(socket, { callId, sessionId, purpose });
        }
        hub.greet(socket, streams);
        return { prepare: preparations(deps.routes.all(), (language) => hub.streams(language)) };
      },
      "worker.heartbeat": async () => {
        hub.beat(socket);
        return null;
      },
      "session.opened": (input) => openSession(socket, input, deps),
      "session.closed": async (input) => {
        await closeSession(input, deps);
        return null;
      },
      "utterance.finalised": async ({ callId, utterance, ...receipt }) => {
        await runtime.tell(callId, () => story.addUtterance(callId, receipt, utterance));
        if (utterance.interrupted) return null;
        if (utterance.speaker === "bot") await spoke(callId, runtime);
        const state = runtime.latest(callId);
        if (state?.recording === "off" && state.engine !== "stream") await disclosed(callId, deps);
        return null;
      },
      "fields.collected": async ({ callId, fields, intakeState, ...receipt }) => {
        await runtime.tell(callId, () =>
          story.keepFields(callId, receipt, { fields, intakeState }),
        );
        return null;
      },
      "hint.raised": async ({ callId, hint, ...receipt }) => {
        await runtime.tell(callId, () => story.addHint(callId, receipt, hint));
        return null;
      },
      "note.made": async ({ callId, note, ...receipt }) => {
        if (note === "disclosure_heard") await disclosed(callId, deps);
        else
          await runtime.tell(callId, () =>
            story.addNote(callId, receipt, [{ type: "noted", note, byName: null }]),
          );
        return null;
      },
      "turn.measured": async ({ callId, turn, ...receipt }) => {
        await runtime.tell(callId, () =>
          story.addNote(callId, receipt, [{ type: "turn.measured", turn }]),
        );
        return null;
      },
      "usage.counted": async ({ callId, sessionId, sequence, ...usage }) => {
        await story.addUsage(callId, { sessionId, sequence }, usage);
        return null;
      },
      "tool.called": (input) => callTool(input, deps),
    },
    { log },
  );

  listenForNotices(socket, publisher);
}

/** From here on a bot that comes back need not say who it is. */
async function spoke(callId: string, runtime: CallRuntime): Promise<void> {
  if (runtime.latest(callId)?.bot.hasSpoken === false)
    await runtime.dispatch(callId, { type: "bot.spoke" });
}

/**
 * The greeting says who speaks and that the call is recorded. Once it was heard, the recording may
 * begin. Our own voice knows when that was; with the carrier's the end of the bot's first words or
 * an answer to them shows it.
 */
async function disclosed(callId: string, deps: WorkerSocketDeps): Promise<void> {
  await spoke(callId, deps.runtime);
  await deps.runtime.tell(callId, () =>
    deps.story.announceOnce(callId, `disclosure:${callId}`, {
      type: "noted",
      note: "disclosure_heard",
      byName: null,
    }),
  );
  await deps.runtime.dispatch(callId, { type: "recording.wanted" });
}

/** Dropped when malformed: nobody waits for an answer. */
function listenForNotices(socket: WorkerSocket, publisher: ConsolePublisher): void {
  socket.on("utterance.partial", (raw: unknown) => {
    const parsed = workerNotices["utterance.partial"].safeParse(raw);
    if (parsed.success) publisher.partial(parsed.data);
  });
  socket.on("levels.measured", (raw: unknown) => {
    const parsed = workerNotices["levels.measured"].safeParse(raw);
    for (const levels of parsed.data ?? []) publisher.levels(levels);
  });
  socket.on("audio.frame", (raw: unknown) => {
    // Checked by hand: fifty of these come every second for every call that is listened to.
    if (!Buffer.isBuffer(raw) || raw.length !== FRAME_BYTES) return;
    const hex = raw.toString("hex", 0, 16);
    publisher.audio(
      `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
      raw,
    );
  });
}
