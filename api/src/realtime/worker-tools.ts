import type { ProblemCode, RequestView, ToolResult, WorkerInput } from "@patchbay/contracts";
import type { Logger } from "pino";
import { AppError } from "../domain/errors.ts";
import type { Clock, StoryStore } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { nameOf } from "../runtime/name-of.ts";
import { whileAway } from "../runtime/while-away.ts";

type ToolCalled = WorkerInput<"tool.called">;

export interface ToolDeps {
  runtime: CallRuntime;
  story: StoryStore;
  clock: Clock;
  log: Logger;
}

const PATIENCE_MS = 10_000;
/** A worker delivers what was refused so once more: only the last answer is one. */
const ASKED_AGAIN: ReadonlySet<ProblemCode> = new Set([
  "database_away",
  "internal",
  "too_many_requests",
  "worker_missing",
]);

/** Answers a tool, and afterwards tells whoever reads along what it was asked and what came of it. */
export async function callTool(input: ToolCalled, deps: ToolDeps): Promise<ToolResult> {
  const startedAt = deps.clock.now();
  const tell = (result: ToolResult | null): void =>
    tellOfTool(input, result, Math.max(0, deps.clock.now() - startedAt), deps);
  try {
    const result = await perform(input, deps);
    tell(result);
    return result;
  } catch (error) {
    if (error instanceof AppError && !ASKED_AGAIN.has(error.code)) tell(null);
    throw error;
  }
}

/** Beside the answer, which a caller waits for; a repeated delivery finds its own receipt. */
function tellOfTool(
  { callId, sessionId, sequence, call }: ToolCalled,
  result: ToolResult | null,
  tookMs: number,
  { runtime, story, log }: ToolDeps,
): void {
  const { tool: _tool, ...told } = result ?? { tool: null };
  const used = {
    type: "tool.used",
    tool: call.tool,
    input: call.arguments,
    result: result === null ? null : told,
    tookMs,
  } as const;
  const receipt = { sessionId: `tool:${sessionId}`, sequence };
  whileAway(PATIENCE_MS, () =>
    runtime.tell(callId, () => story.addNote(callId, receipt, [used])),
  ).catch((error: unknown) =>
    log.warn({ callId, error: nameOf(error) }, "the use of a tool is not on record"),
  );
}

/**
 * The bot's tools. Whatever the model was talked into, they reach this call, its organization
 * and its caller, and nothing else: no argument names any of these.
 */
async function perform(
  input: ToolCalled,
  deps: Pick<ToolDeps, "runtime" | "story">,
): Promise<ToolResult> {
  const { runtime, story } = deps;
  const { callId, sessionId, sequence, call } = input;
  switch (call.tool) {
    case "save_request": {
      const state = runtime.latest(callId);
      // A bot that asks only for a number, because nobody answered, notes a callback.
      const isCallback = state?.callbackWanted === true && !call.arguments.problem;
      const kind = isCallback && state.requestId === null ? "callback" : "request";
      let request: RequestView | undefined;
      await runtime.tell(callId, async () => {
        const saved = await story.saveRequest(
          callId,
          { sessionId, sequence },
          { kind, fields: call.arguments },
        );
        request = saved?.request;
        return saved?.events ?? [];
      });
      if (request === undefined) throw new AppError("not_found");
      await runtime.dispatch(callId, {
        type: "request.saved",
        requestId: request.id,
        kind,
      });
      return { tool: "save_request", reference: request.reference };
    }
    case "look_up_request": {
      const found = await story.findRequests(callId, call.arguments.reference);
      return {
        tool: "look_up_request",
        found: found.map(({ reference, status, problem, createdAt }) => ({
          reference,
          status,
          problem,
          createdAt,
        })),
      };
    }
    case "offer_handover": {
      await isSpeaking(runtime, callId, sessionId);
      const { state } = await runtime.dispatch(callId, {
        type: "handover.asked",
        ...call.arguments,
      });
      return {
        tool: "offer_handover",
        outcome: state.ring === null ? "nobody_available" : "ringing",
      };
    }
    case "end_call":
      await isSpeaking(runtime, callId, sessionId);
      await runtime.dispatch(callId, { type: "bot.ending", reason: call.arguments.reason });
      return { tool: "end_call", ending: true };
  }
}

/** Only the bot that holds the call may end it or hand it over. */
async function isSpeaking(runtime: CallRuntime, callId: string, sessionId: string): Promise<void> {
  const state = runtime.latest(callId);
  if (state === undefined) throw new AppError("call_over");
  if (state.bot.sessionId !== sessionId) throw new AppError("wrong_state");
}
