import Anthropic, { APIError } from "@anthropic-ai/sdk";
import {
  ModelError,
  type Clock,
  type LanguageModel,
  type ModelEvent,
  type ModelFault,
  type ModelMessage,
  type ModelRequest,
} from "../ports.ts";

/** A caller hears fillers meanwhile; after this the script answers instead. */
const FIRST_TOKEN_MS = 4_000;
const BETWEEN_TOKENS_MS = 3_000;
const OVERLOADED: ReadonlySet<number> = new Set([429, 503, 529]);

type Params = Anthropic.MessageCreateParamsStreaming;
type RawEvent = Anthropic.RawMessageStreamEvent;

export type ClaudeOptions = {
  apiKey: string;
  baseUrl: string | undefined;
  model: string;
  clock: Clock;
  firstTokenMs?: number;
  betweenTokensMs?: number;
};

function blockOf(block: ModelMessage["blocks"][number]): Anthropic.ContentBlockParam {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.text };
    case "toolUse":
      return { type: "tool_use", id: block.id, name: block.name, input: block.input };
    case "toolResult":
      return { type: "tool_result", tool_use_id: block.id, content: block.result };
  }
}

function paramsOf(model: string, request: ModelRequest): Params {
  return {
    model,
    max_tokens: request.maxTokens,
    stream: true,
    // These models think unless told not to, and a caller hears thinking as silence.
    thinking: { type: "disabled" },
    system: [
      // Tools come before the system text in the cached prefix, so one mark covers both.
      { type: "text", text: request.system, cache_control: { type: "ephemeral" } },
      { type: "text", text: request.situation },
    ],
    tools: request.tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      input_schema: tool.schema,
      strict: true,
    })),
    messages: request.messages.map(({ role, blocks }) => ({ role, content: blocks.map(blockOf) })),
  };
}

function faultOf(cause: unknown): ModelFault {
  if (!(cause instanceof APIError)) return "cut";
  if (cause.type === "overloaded_error" || OVERLOADED.has(Number(cause.status)))
    return "overloaded";
  const status = Number(cause.status);
  return status >= 400 && status < 500 ? "refused_request" : "cut";
}

function reasonOf(reason: string | null): Extract<ModelEvent, { type: "finished" }>["reason"] {
  if (reason === "tool_use") return "tool";
  if (reason === "refusal") return "refused";
  return reason === "max_tokens" || reason === "model_context_window_exceeded" ? "length" : "done";
}

function parseInput(json: string): unknown {
  try {
    return json === "" ? {} : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Turns the vendor's raw events into ours; whole tool calls only. */
function createReader(): (event: RawEvent) => ModelEvent | null {
  const tools = new Map<number, { id: string; name: string; json: string }>();
  let inputTokens = 0;
  let outputTokens = 0;
  let reason: string | null = null;
  return (event) => {
    switch (event.type) {
      case "message_start": {
        const { usage } = event.message;
        inputTokens =
          usage.input_tokens +
          (usage.cache_creation_input_tokens ?? 0) +
          (usage.cache_read_input_tokens ?? 0);
        return null;
      }
      case "content_block_start": {
        const block = event.content_block;
        if (block.type === "tool_use") {
          tools.set(event.index, { id: block.id, name: block.name, json: "" });
        }
        return block.type === "text" && block.text !== ""
          ? { type: "text", text: block.text }
          : null;
      }
      case "content_block_delta": {
        if (event.delta.type === "text_delta") return { type: "text", text: event.delta.text };
        const tool = tools.get(event.index);
        if (tool && event.delta.type === "input_json_delta") tool.json += event.delta.partial_json;
        return null;
      }
      case "content_block_stop": {
        const tool = tools.get(event.index);
        if (!tool) return null;
        tools.delete(event.index);
        return { type: "toolUse", id: tool.id, name: tool.name, input: parseInput(tool.json) };
      }
      case "message_delta":
        reason = event.delta.stop_reason;
        outputTokens = event.usage.output_tokens;
        return null;
      case "message_stop":
        return { type: "finished", reason: reasonOf(reason), inputTokens, outputTokens };
      default:
        return null;
    }
  };
}

/** Claude over the vendor's SDK, with a deadline for every stage of the stream. */
export function createClaude(options: ClaudeOptions): LanguageModel {
  const { clock, model } = options;
  const firstTokenMs = options.firstTokenMs ?? FIRST_TOKEN_MS;
  const betweenTokensMs = options.betweenTokensMs ?? BETWEEN_TOKENS_MS;
  const client = new Anthropic({
    // Explicit: otherwise the SDK looks for profiles on this machine.
    apiKey: options.apiKey,
    ...(options.baseUrl !== undefined && { baseURL: options.baseUrl }),
    // The SDK's own deadline ends at the headers; ours go on. One retry fits into the first stage.
    timeout: firstTokenMs,
    maxRetries: 1,
    logLevel: "off",
  });

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    const controller = new AbortController();
    let fault: ModelFault | null = signal.aborted ? "aborted" : null;
    const trip = (why: ModelFault): void => {
      fault ??= why;
      controller.abort();
    };
    const aborted = (): void => trip("aborted");
    signal.addEventListener("abort", aborted);
    if (fault) controller.abort();
    let cancel = clock.after(firstTokenMs, () => trip("silent"));
    let finished = false;
    try {
      const events = await client.messages.create(paramsOf(model, request), {
        signal: controller.signal,
      });
      const read = createReader();
      for await (const event of events) {
        // Pings and headers prove a connection, not an answer.
        if (event.type.startsWith("content_block")) {
          cancel();
          cancel = clock.after(betweenTokensMs, () => trip("stalled"));
        }
        const ours = read(event);
        if (ours?.type === "finished") finished = true;
        if (ours) yield ours;
      }
      // The SDK ends quietly both after our abort and after a connection that was cut cleanly.
      if (fault) throw new ModelError(fault);
      if (!finished) throw new ModelError("cut");
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      // The vendor's error may quote the request, and with it the caller: only its kind goes on.
      throw new ModelError(fault ?? faultOf(cause));
    } finally {
      cancel();
      signal.removeEventListener("abort", aborted);
      controller.abort();
    }
  }

  return { name: model, stream };
}
