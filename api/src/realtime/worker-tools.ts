import type { RequestView, ToolResult, WorkerInput } from "@patchbay/contracts";
import { AppError } from "../domain/errors.ts";
import type { StoryStore } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";

/**
 * The bot's tools. Whatever the model was talked into, they reach this call, its organization
 * and its caller, and nothing else: no argument names any of these.
 */
export async function callTool(
  input: WorkerInput<"tool.called">,
  deps: { runtime: CallRuntime; story: StoryStore },
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
