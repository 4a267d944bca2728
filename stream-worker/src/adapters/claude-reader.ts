import type Anthropic from "@anthropic-ai/sdk";
import type { ModelEvent } from "../ports.ts";

type RawEvent = Anthropic.RawMessageStreamEvent;
type Open =
  | { readonly kind: "tool"; readonly id: string; readonly name: string; json: string }
  | { readonly kind: "thinking"; thinking: string; signature: string };

/** Ten times the longest answer we ask for; a stream that goes on is not an answer. */
const MAX_CHARS = 32_000;
/** A stream that was cut brings no count: this tokenizer makes about three characters a token. */
const CHARS_PER_TOKEN = 3;

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

export type ClaudeReader = {
  read(event: RawEvent): ModelEvent | null;
  /** Words or a tool: what a caller waits for. Pings, headers and thoughts only prove a connection. */
  isAnswer(event: RawEvent): boolean;
  hasBegun(): boolean;
  isOversized(): boolean;
  used(): Extract<ModelEvent, { type: "used" }>;
};

/** Turns the vendor's raw events into ours; whole tool calls only, and what was paid for so far. */
export function createClaudeReader(): ClaudeReader {
  const open = new Map<number, Open>();
  let hasBegun = false;
  let inputTokens = 0;
  let outputTokens = 0;
  let chars = 0;
  let reason: string | null = null;

  const start = (index: number, block: Anthropic.ContentBlock): ModelEvent | null => {
    switch (block.type) {
      case "tool_use":
        open.set(index, { kind: "tool", id: block.id, name: block.name, json: "" });
        return null;
      case "thinking":
        open.set(index, { kind: "thinking", thinking: "", signature: "" });
        return null;
      case "redacted_thinking":
        return { type: "thought", sealed: { type: "redacted_thinking", data: block.data } };
      case "text":
        return block.text === "" ? null : { type: "text", text: block.text };
      default:
        return null;
    }
  };

  const grow = (index: number, delta: Anthropic.RawContentBlockDelta): ModelEvent | null => {
    const block = open.get(index);
    switch (delta.type) {
      case "text_delta":
        chars += delta.text.length;
        return { type: "text", text: delta.text };
      case "input_json_delta":
        chars += delta.partial_json.length;
        if (block?.kind === "tool") block.json += delta.partial_json;
        return null;
      case "thinking_delta":
        chars += delta.thinking.length;
        if (block?.kind === "thinking") block.thinking += delta.thinking;
        return null;
      case "signature_delta":
        chars += delta.signature.length;
        if (block?.kind === "thinking") block.signature += delta.signature;
        return null;
      default:
        return null;
    }
  };

  const stop = (index: number): ModelEvent | null => {
    const block = open.get(index);
    open.delete(index);
    switch (block?.kind) {
      case "tool":
        return { type: "toolUse", id: block.id, name: block.name, input: parseInput(block.json) };
      case "thinking": {
        const { thinking, signature } = block;
        return { type: "thought", sealed: { type: "thinking", thinking, signature } };
      }
      default:
        return null;
    }
  };

  return {
    read(event) {
      switch (event.type) {
        case "message_start": {
          const { usage } = event.message;
          hasBegun = true;
          inputTokens =
            usage.input_tokens +
            (usage.cache_creation_input_tokens ?? 0) +
            (usage.cache_read_input_tokens ?? 0);
          return null;
        }
        case "content_block_start":
          return start(event.index, event.content_block);
        case "content_block_delta":
          return grow(event.index, event.delta);
        case "content_block_stop":
          return stop(event.index);
        case "message_delta":
          reason = event.delta.stop_reason;
          outputTokens = event.usage.output_tokens;
          return null;
        case "message_stop":
          return { type: "finished", reason: reasonOf(reason) };
        default:
          return null;
      }
    },
    isAnswer(event) {
      if (event.type === "content_block_start")
        return event.content_block.type === "text" || event.content_block.type === "tool_use";
      return (
        event.type === "content_block_delta" &&
        (event.delta.type === "text_delta" || event.delta.type === "input_json_delta")
      );
    },
    hasBegun: () => hasBegun,
    isOversized: () => chars > MAX_CHARS,
    used: () => ({
      type: "used",
      inputTokens,
      outputTokens: outputTokens > 0 ? outputTokens : Math.ceil(chars / CHARS_PER_TOKEN),
    }),
  };
}
