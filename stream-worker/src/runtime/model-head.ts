import type { RequestFields, ToolCall } from "@patchbay/contracts";
import { phrases } from "../domain/phrases.ts";
import type { EndReason } from "../domain/turn/state.ts";
import {
  ModelError,
  type CallFacts,
  type Head,
  type HeadOutput,
  type HeadReport,
  type HeadTools,
  type HeadTurn,
  type LanguageModel,
  type ModelBlock,
  type ModelEvent,
  type ModelMessage,
} from "../ports.ts";
import { createWindow, messagesOf, withMoment } from "./model-memory.ts";
import { momentOf, situation, systemPrompt } from "./model-prompt.ts";
import { MODEL_TOOLS, quotable, readToolCall, type ToolUse } from "./model-tools.ts";
import { createToolDesk } from "./tool-desk.ts";
import { createUnmarked } from "./unmarked.ts";

const MAX_TOKENS = 300;
/** Look up, save, answer: nobody needs more rounds of tools for one reply, or more of them at once. */
const MAX_ROUNDS = 4;
const MAX_TOOLS = 4;

type Round = {
  readonly spoken: string;
  /** What it said, thought and wants, in its own order, as it goes back to it. */
  readonly blocks: readonly ModelBlock[];
  readonly tools: readonly ToolUse[];
  readonly reason: "done" | "tool" | "refused" | "length";
};

/**
 * A language model as a head. Rejects with the model's fault, also where it ends without a word;
 * the fallback answers then. Before the commit it only asks and speaks: every tool waits, even one
 * that only reads, because whoever follows the call sees it used, and a wait of half a second at
 * most is cheaper than a list of exceptions.
 */
export function createModelHead(
  model: LanguageModel,
  facts: CallFacts,
  tools: HeadTools,
  report: HeadReport,
): Head {
  const system = systemPrompt(facts);
  const about = situation(facts);
  const says = phrases(facts.language);
  const windowOf = createWindow();
  let fields: RequestFields = facts.fields;

  const desk = createToolDesk(tools, (given) => {
    const known = Object.entries(given).filter(([, value]) => value !== null);
    fields = { ...fields, ...Object.fromEntries(known) };
    report.collected(fields, null);
  });

  const ask = async (
    messages: readonly ModelMessage[],
    moment: string | null,
    out: HeadOutput,
    signal: AbortSignal,
  ): Promise<Round> => {
    const request = {
      system,
      situation: about,
      messages,
      moment,
      tools: MODEL_TOOLS,
      maxTokens: MAX_TOKENS,
    };
    const unmarked = createUnmarked();
    const blocks: ModelBlock[] = [];
    let spoken = "";
    let reason: Round["reason"] = "done";
    const take = (event: ModelEvent): void => {
      switch (event.type) {
        case "text": {
          addText(blocks, event.text);
          const words = unmarked(event.text);
          spoken += words;
          if (words !== "") out.say(words);
          return;
        }
        case "toolUse":
          if (toolsOf(blocks).length < MAX_TOOLS) blocks.push(event);
          return;
        case "thought":
          blocks.push(event);
          return;
        case "used":
          return report.used(model.name, event.inputTokens, event.outputTokens);
        case "finished":
          ({ reason } = event);
      }
    };
    for await (const event of model.stream(request, signal)) take(event);
    return { spoken, blocks, tools: toolsOf(blocks), reason };
  };

  const silent = (times: number, out: HeadOutput): EndReason | null => {
    const question = says.stillThere[times - 1];
    out.say(`${question ?? says.silentGoodbye} `);
    return question === undefined ? "silent_caller" : null;
  };

  const converse = async (
    turn: HeadTurn,
    out: HeadOutput,
    signal: AbortSignal,
  ): Promise<EndReason | null> => {
    let messages: readonly ModelMessage[] = messagesOf(windowOf(turn.memory));
    let moment = momentOf(fields, turn.input, messages.at(-1)?.role === "assistant");
    let hasSpoken = false;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const answer = await ask(messages, moment, out, signal);
      hasSpoken ||= answer.spoken.trim() !== "";
      if (answer.reason === "refused") {
        out.say(`${says.refused} `);
        return null;
      }
      if (answer.tools.length === 0) break;
      if (!(await out.committed())) return null;
      const results: ModelBlock[] = [];
      for (const wanted of answer.tools) {
        const result = await desk.use(wanted, out, signal);
        results.push({ type: "toolResult", id: wanted.id, result });
      }
      if (signal.aborted) return null;
      const ending = endingOf(answer.tools);
      if (ending !== null) {
        if (!hasSpoken) out.say(`${says.goodbye} `);
        return ending;
      }
      messages = [
        ...withMoment(messages, moment),
        { role: "assistant", blocks: answer.blocks.map(quoted) },
        { role: "user", blocks: results },
      ];
      moment = null;
      // The words before a tool and those after it are spoken as one reply.
      if (answer.spoken.trim() !== "") out.say(" ");
    }
    // Silence is a fault: somebody else has to answer this caller.
    if (!hasSpoken) throw new ModelError("silent");
    return null;
  };

  return {
    speculates: () => true,
    reply: (turn, out, signal) =>
      turn.input.kind === "callerSilent"
        ? Promise.resolve(silent(turn.input.times, out))
        : converse(turn, out, signal),
  };
}

/** Deltas of one stretch of words are one block. */
function addText(blocks: ModelBlock[], text: string): void {
  const last = blocks.at(-1);
  if (last?.type === "text") blocks.splice(-1, 1, { type: "text", text: last.text + text });
  else if (text.trim() !== "") blocks.push({ type: "text", text });
}

function toolsOf(blocks: readonly ModelBlock[]): ToolUse[] {
  return blocks.filter((block) => block.type === "toolUse");
}

/** As it came: a vendor may have sealed its thoughts together with the words around them. */
function quoted(block: ModelBlock): ModelBlock {
  return block.type === "toolUse" ? quotable(block) : block;
}

function endingOf(wanted: readonly ToolUse[]): EndReason | null {
  const ending = wanted.map(({ name, input }) => readToolCall(name, input)).find(isEnding);
  return ending?.arguments.reason ?? null;
}

function isEnding(call: ToolCall | null): call is Extract<ToolCall, { tool: "end_call" }> {
  return call?.tool === "end_call";
}
