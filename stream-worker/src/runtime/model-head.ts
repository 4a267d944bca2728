import type { RequestFields, ToolCall } from "@patchbay/contracts";
import { phrases } from "../domain/phrases.ts";
import type { EndReason, Memory } from "../domain/turn/state.ts";
import type {
  CallFacts,
  Head,
  HeadOutput,
  HeadReport,
  HeadTools,
  HeadTurn,
  LanguageModel,
  ModelBlock,
  ModelMessage,
} from "../ports.ts";
import { messagesOf, situation, systemPrompt } from "./model-prompt.ts";
import { MODEL_TOOLS, readToolCall } from "./model-tools.ts";

const MAX_TOKENS = 300;
/** Look up, save, answer: nobody needs more rounds of tools for one reply. */
const MAX_ROUNDS = 4;

type ToolUse = Extract<ModelBlock, { type: "toolUse" }>;
type Round = {
  readonly spoken: string;
  readonly tools: readonly ToolUse[];
  readonly reason: "done" | "tool" | "refused" | "length";
};

/** Marks that read well and sound wrong. */
function speakable(text: string): string {
  return text.replaceAll(/[*_#`]/gu, "");
}

/** A language model as a head. Rejects with the model's fault; the fallback answers then. */
export function createModelHead(
  model: LanguageModel,
  facts: CallFacts,
  tools: HeadTools,
  report: HeadReport,
): Head {
  const system = systemPrompt(facts);
  const says = phrases(facts.language);
  let fields: RequestFields = facts.fields;

  const ask = async (
    messages: readonly ModelMessage[],
    out: HeadOutput,
    signal: AbortSignal,
  ): Promise<Round> => {
    const request = {
      system,
      situation: situation(facts, fields),
      messages,
      tools: MODEL_TOOLS,
      maxTokens: MAX_TOKENS,
    };
    let spoken = "";
    let reason: Round["reason"] = "done";
    const wanted: ToolUse[] = [];
    for await (const event of model.stream(request, signal)) {
      if (event.type === "text") {
        const words = speakable(event.text);
        spoken += words;
        out.say(words);
      } else if (event.type === "toolUse") wanted.push(event);
      else {
        ({ reason } = event);
        report.used(model.name, event.inputTokens, event.outputTokens);
      }
    }
    return { spoken, tools: wanted, reason };
  };

  const note = (call: ToolCall): void => {
    if (call.tool !== "save_request") return;
    const known = Object.entries(call.arguments).filter(([, value]) => value !== null);
    fields = { ...fields, ...Object.fromEntries(known) };
    report.collected(fields, null);
  };

  /** Runs one tool; answers what the model and memory are told. Never without a result. */
  const use = async (wanted: ToolUse, out: HeadOutput): Promise<string> => {
    const call = readToolCall(wanted.name, wanted.input);
    if (call === null) return JSON.stringify({ error: "These arguments are not valid." });
    out.toolStarted();
    note(call);
    const answer = await tools.call(call);
    const result = JSON.stringify(
      answer.ok
        ? answer.result
        : { error: answer.why === "late" ? "No answer in time." : "Refused." },
    );
    const ringing =
      answer.ok && answer.result.tool === "offer_handover" && answer.result.outcome === "ringing";
    const memory: Memory = {
      kind: "tool",
      id: wanted.id,
      tool: wanted.name,
      input: wanted.input ?? {},
      result,
    };
    out.toolFinished(memory, ringing);
    return result;
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
    const messages: ModelMessage[] = messagesOf(turn.memory, turn.input);
    let spoken = "";
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const answer = await ask(messages, out, signal);
      spoken += answer.spoken;
      if (answer.reason === "refused") out.say(`${says.refused} `);
      const ending = answer.tools
        .map(({ name, input }) => readToolCall(name, input))
        .find(isEnding);
      const results: ModelBlock[] = [];
      for (const wanted of answer.tools) {
        if (signal.aborted) return null;
        // Ending waits until the goodbye has been heard: the session does it then.
        const result = wanted.name === "end_call" ? '{"ending":true}' : await use(wanted, out);
        results.push({ type: "toolResult", id: wanted.id, result });
      }
      if (ending) {
        if (spoken.trim() === "") out.say(`${says.goodbye} `);
        return ending.arguments.reason;
      }
      if (results.length === 0 || answer.reason === "refused") break;
      const said: ModelBlock[] =
        answer.spoken.trim() === "" ? [] : [{ type: "text", text: answer.spoken.trimEnd() }];
      messages.push({ role: "assistant", blocks: [...said, ...answer.tools] });
      messages.push({ role: "user", blocks: results });
      // The words before a tool and those after it are spoken as one reply.
      if (said.length > 0) out.say(" ");
    }
    return null;
  };

  return {
    reply: (turn, out, signal) =>
      turn.input.kind === "callerSilent"
        ? Promise.resolve(silent(turn.input.times, out))
        : converse(turn, out, signal),
  };
}

function isEnding(call: ToolCall | null): call is Extract<ToolCall, { tool: "end_call" }> {
  return call?.tool === "end_call";
}
