import type { ToolCall } from "@patchbay/contracts";
import type { HeadOutput, HeadTools, ToolAnswer } from "../ports.ts";
import { quotable, readToolCall, type ToolUse } from "./model-tools.ts";

const failed = (why: string): string => JSON.stringify({ error: why });
const INVALID = failed("These arguments are not valid.");
const CANCELLED = failed("Not done: the caller went on talking.");
/** Ending waits until the goodbye has been heard: the session does it then, and no memory tells of it. */
const ENDING = JSON.stringify({ ending: true });

type SaveArguments = Extract<ToolCall, { tool: "save_request" }>["arguments"];

export type ToolDesk = {
  /** Runs one wish; answers what the model is told. Never without a result, and memory has it, too. */
  use(wanted: ToolUse, out: HeadOutput, signal: AbortSignal): Promise<string>;
};

function told(answer: ToolAnswer): string {
  if (answer.ok) return JSON.stringify(answer.result);
  return failed(answer.why === "late" ? "No answer in time." : "Refused.");
}

/** Where a model's wishes become tool calls, or do not. */
export function createToolDesk(tools: HeadTools, saving: (given: SaveArguments) => void): ToolDesk {
  const run = async (call: ToolCall): Promise<{ result: string; ringing: boolean }> => {
    if (call.tool === "save_request") saving(call.arguments);
    const answer = await tools.call(call);
    const ringing =
      answer.ok && answer.result.tool === "offer_handover" && answer.result.outcome === "ringing";
    return { result: told(answer), ringing };
  };

  return {
    async use(wanted, out, signal) {
      const call = readToolCall(wanted.name, wanted.input);
      if (call?.tool === "end_call") return ENDING;
      out.toolStarted();
      const refused = call === null ? INVALID : CANCELLED;
      const { result, ringing } =
        call === null || signal.aborted ? { result: refused, ringing: false } : await run(call);
      const { id, name: tool, input } = quotable(wanted);
      out.toolFinished({ kind: "tool", id, tool, input, result }, ringing);
      return result;
    },
  };
}
