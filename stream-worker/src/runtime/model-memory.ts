import type { Memory } from "../domain/turn/state.ts";
import type { ModelBlock, ModelMessage } from "../ports.ts";
import { plain } from "./model-prompt.ts";

/** The most entries that go into a request: an hour of talk is not needed to answer. */
const MAX_ENTRIES = 120;
/** So few are left when there are too many: a window that slid would make every turn uncached. */
const KEPT_ENTRIES = 80;

/**
 * The newest part of a growing memory. Its beginning stays where it is for many turns, which is
 * what lets the vendor read the conversation from its cache.
 */
export function createWindow(): (memory: readonly Memory[]) => readonly Memory[] {
  let first: Memory | undefined;
  return (memory) => {
    const known = first === undefined ? -1 : memory.indexOf(first);
    const seen = memory.slice(Math.max(0, known));
    const window = seen.length > MAX_ENTRIES ? seen.slice(-KEPT_ENTRIES) : seen;
    first = window[0];
    return window;
  };
}

function text(role: ModelMessage["role"], words: string): ModelMessage {
  return { role, blocks: [{ type: "text", text: words }] };
}

function saidBy(entry: Extract<Memory, { kind: "said" }>): ModelMessage[] {
  switch (entry.by) {
    case "caller":
      return [text("user", plain(entry.text))];
    case "operator":
      return [text("user", `[A colleague said to the caller: ${plain(entry.text)}]`)];
    case "bot":
      // Told by us and not by a mark in the bot's own words: a model copies how it has spoken.
      return entry.cut
        ? [
            text("assistant", plain(entry.text)),
            text("user", "[You were interrupted here. The caller has not heard what followed.]"),
          ]
        : [text("assistant", plain(entry.text))];
  }
}

function messagesOfEntry(entry: Memory): ModelMessage[] {
  switch (entry.kind) {
    case "said":
      return saidBy(entry);
    case "whisper":
      return [
        text(
          "user",
          `[A colleague tells you, unheard by the caller: "${plain(entry.text)}" Weave it into your next answer in your own words.]`,
        ),
      ];
    case "tool": {
      const { id, tool: name, input, result } = entry;
      return [
        { role: "assistant", blocks: [{ type: "toolUse", id, name, input }] },
        { role: "user", blocks: [{ type: "toolResult", id, result }] },
      ];
    }
  }
}

/** Messages of one role in a row become one message. */
function merged(all: readonly ModelMessage[]): ModelMessage[] {
  const messages: { role: ModelMessage["role"]; blocks: ModelBlock[] }[] = [];
  for (const { role, blocks } of all) {
    const last = messages.at(-1);
    if (last?.role === role) last.blocks.push(...blocks);
    else messages.push({ role, blocks: blocks.slice() });
  }
  return messages;
}

/** Memory as alternating messages that begin with the user, tool results beside their calls. */
export function messagesOf(memory: readonly Memory[]): ModelMessage[] {
  return merged([text("user", "[The call begins.]"), ...memory.flatMap(messagesOfEntry)]);
}

/** Once there has been an answer to it, what held at a moment belongs to the conversation. */
export function withMoment(
  messages: readonly ModelMessage[],
  moment: string | null,
): ModelMessage[] {
  return moment === null ? messages.slice() : merged([...messages, text("user", moment)]);
}
