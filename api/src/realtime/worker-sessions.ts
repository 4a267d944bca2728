import type { Conversation, WorkerInput } from "@patchbay/contracts";
import { onCallClock } from "../domain/call-clock.ts";
import type { CallState } from "../domain/call-state.ts";
import { AppError } from "../domain/errors.ts";
import type { CallStore, Clock, StoryStore } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import type { RouteCache } from "../runtime/route-cache.ts";
import { isAway } from "../runtime/while-away.ts";
import type { WorkerHub, WorkerSocket } from "./worker-hub.ts";

export interface SessionDeps {
  runtime: CallRuntime;
  store: Pick<CallStore, "load">;
  story: StoryStore;
  routes: RouteCache;
  hub: WorkerHub;
  clock: Clock;
}

/** A media socket has proved its token: the worker learns what the bot needs to know. */
export async function openSession(
  socket: WorkerSocket,
  input: WorkerInput<"session.opened">,
  deps: SessionDeps,
): Promise<Conversation> {
  const { runtime, hub } = deps;
  const { callId, sessionId, purpose, epoch } = input;
  const isBot = purpose !== "fork";
  const state = isBot
    ? (await runtime.dispatch(callId, { type: "bot.opened", epoch, sessionId })).state
    : (runtime.latest(callId) ?? (await deps.store.load(callId))?.state);
  if (state === undefined) throw new AppError("not_found");
  if (state.status === "ended") throw new AppError("call_over");
  if (isBot && state.bot.sessionId !== sessionId) throw new AppError("wrong_state");
  hub.link(socket, { callId, sessionId, purpose });
  if (purpose !== "relay") replayListening(state, hub);
  return conversationOf(state, deps);
}

/** Whoever serves the listeners from here on has not been told of them. */
function replayListening({ id: callId, listeners }: CallState, hub: WorkerHub): void {
  if (listeners.length > 0) void hub.tell(callId, "listen.start", { callId });
}

/** A media socket is gone, and why. */
export async function closeSession(
  input: WorkerInput<"session.closed">,
  deps: Pick<SessionDeps, "runtime" | "hub">,
): Promise<void> {
  const { runtime, hub } = deps;
  const { callId, sessionId, purpose, cause } = input;
  hub.unlink(sessionId);
  const state = runtime.latest(callId);
  // The news of the next session can be faster than those of the last one's end.
  if (purpose !== "relay" && state !== undefined) replayListening(state, hub);
  if (purpose === "fork") return;
  const how = cause === "dropped" || cause === "failed" ? cause : "over";
  await runtime.dispatch(callId, { type: "bot.closed", sessionId, how });
}

async function conversationOf(state: CallState, deps: SessionDeps): Promise<Conversation> {
  const nowMs = onCallClock(state, deps.clock.now());
  try {
    const known = await deps.story.conversation(state.id, nowMs);
    if (known !== undefined) return known;
  } catch (error) {
    if (!isAway(error)) throw error;
  }
  return unsaved(state, nowMs, deps);
}

/** The call began while the database was away: nothing is known yet but its number. */
function unsaved(state: CallState, nowMs: number, deps: SessionDeps): Conversation {
  const route = deps.routes.known(state.toNumber);
  // A call that has a story is not begun anew: the worker asks again until it can be read.
  if (route?.bot === null || route === undefined || state.bot.resumeReason !== "fresh")
    throw new AppError("database_away");
  return {
    callId: state.id,
    epoch: state.epoch,
    language: state.language,
    bot: {
      id: route.bot.id,
      name: route.bot.name,
      organizationName: route.organizationName,
      prompt: route.bot.prompt,
      greeting: route.bot.greeting,
      disclosure: route.bot.disclosure,
    },
    speech: route.bot.speech,
    callerNumber: state.fromNumber,
    resumed: false,
    resumeReason: "fresh",
    brief: null,
    utterances: [],
    fields: { problem: null, address: null, urgency: null, callbackNumber: null },
    intakeState: null,
    hintsShown: 0,
    nowMs,
  };
}
