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
import { createClaudeReader } from "./claude-reader.ts";

/**
 * A caller hears fillers at 0.9, 3.5 and 6 s; by then two models in a row must have had their chance
 * and the script be speaking.
 */
const FIRST_TOKEN_MS = 2_500;
const BETWEEN_TOKENS_MS = 2_500;
const THOUGHT_TOKENS = 500;
const OVERLOADED: ReadonlySet<number> = new Set([429, 503, 529]);

type Params = Anthropic.MessageCreateParamsStreaming;
type Content = Anthropic.ContentBlockParam;

export type ClaudeOptions = {
  apiKey: string;
  baseUrl: string | undefined;
  model: string;
  clock: Clock;
  firstTokenMs?: number;
  betweenTokensMs?: number;
};

const CACHED = { cache_control: { type: "ephemeral" } } as const;

function blockOf(block: ModelMessage["blocks"][number]): Content {
  switch (block.type) {
    case "text":
      return { type: "text", text: block.text };
    case "toolUse":
      return { type: "tool_use", id: block.id, name: block.name, input: block.input };
    case "toolResult":
      return { type: "tool_result", tool_use_id: block.id, content: block.result };
    case "thought":
      // The reader took it from this same wire.
      return block.sealed as Content;
  }
}

/** Thoughts take no mark; a conversation never ends with one. */
function marked(block: Content): Content {
  switch (block.type) {
    case "text":
    case "tool_use":
    case "tool_result":
      return { ...block, ...CACHED };
    default:
      return block;
  }
}

/** The conversation with a mark at its end, and behind the mark what holds for this answer alone. */
function messagesOf(request: ModelRequest): Anthropic.MessageParam[] {
  const messages = request.messages.map(({ role, blocks }, index) => {
    const content = blocks.map(blockOf);
    const isLast = index === request.messages.length - 1;
    return {
      role,
      content: isLast ? [...content.slice(0, -1), ...content.slice(-1).map(marked)] : content,
    };
  });
  if (request.moment === null) return messages;
  const moment: Content = { type: "text", text: request.moment };
  const last = messages.at(-1);
  return last?.role === "user"
    ? [...messages.slice(0, -1), { role: "user", content: [...last.content, moment] }]
    : [...messages, { role: "user", content: [moment] }];
}

/**
 * These models think unless told not to, and a caller hears thinking as silence. Sonnet 5.5 answers
 * 400 to `disabled`: with `between_tools` it writes itself short notes beside its tools. Opus 5.5 and
 * larger ones always think. What cannot be turned off needs room, and is kept low.
 */
function thinkingOf(model: string, maxTokens: number): Partial<Params> & { max_tokens: number } {
  const low = { max_tokens: maxTokens + THOUGHT_TOKENS, output_config: { effort: "low" } } as const;
  if (model.startsWith("claude-sonnet-5-5")) return { ...low, thinking: { type: "between_tools" } };
  if (/^claude-(?:opus-5-5|fable|mythos)/u.test(model)) return low;
  return { max_tokens: maxTokens, thinking: { type: "disabled" } };
}

function paramsOf(model: string, request: ModelRequest): Params {
  return {
    model,
    ...thinkingOf(model, request.maxTokens),
    stream: true,
    system: [
      // Tools come before the system text in the cached prefix, so one mark covers both.
      { type: "text", text: request.system, ...CACHED },
      { type: "text", text: request.situation },
    ],
    tools: request.tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      input_schema: tool.schema,
      strict: true,
    })),
    // The second of the four marks the vendor allows: a turn pays for what is new in it.
    messages: messagesOf(request),
  };
}

function faultOf(cause: unknown): ModelFault {
  if (!(cause instanceof APIError)) return "cut";
  if (cause.type === "overloaded_error" || OVERLOADED.has(Number(cause.status)))
    return "overloaded";
  const status = Number(cause.status);
  return status >= 400 && status < 500 ? "refused_request" : "cut";
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
    const reader = createClaudeReader();
    let finished = false;
    let counted = false;
    try {
      const events = await client.messages.create(paramsOf(model, request), {
        signal: controller.signal,
      });
      for await (const event of events) {
        if (reader.isAnswer(event)) {
          cancel();
          cancel = clock.after(betweenTokensMs, () => trip("stalled"));
        }
        const ours = reader.read(event);
        // The wire sends counts before the end; ours tells them in the same order.
        if (ours?.type === "finished") {
          finished = true;
          counted = true;
          yield reader.used();
        }
        if (ours) yield ours;
        if (reader.isOversized()) trip("cut");
      }
      // The SDK ends quietly both after our abort and after a connection that was cut cleanly.
      if (fault) throw new ModelError(fault);
      if (!finished) throw new ModelError("cut");
    } catch (cause) {
      if (!counted && reader.hasBegun()) yield reader.used();
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
