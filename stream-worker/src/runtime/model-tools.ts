import { toolCall, type ToolCall } from "@patchbay/contracts";
import type { ModelBlock, ModelTool } from "../ports.ts";

/** More than the longest valid arguments; what is larger is not told again in every later turn. */
const MAX_INPUT_CHARS = 8_000;
/** What the vendor's wire takes as a tool's name. */
const TOOL_NAME = /^[a-zA-Z0-9_-]{1,64}$/u;

export type ToolUse = Extract<ModelBlock, { type: "toolUse" }>;

const orNull = (type: string, description: string): object => ({
  type: [type, "null"],
  description,
});

function tool(name: string, description: string, properties: Record<string, object>): ModelTool {
  return {
    name,
    description,
    schema: {
      type: "object",
      properties,
      required: Object.keys(properties),
      additionalProperties: false,
    },
  };
}

/** The four things the bot can do. The api decides whether it may, for this call alone. */
export const MODEL_TOOLS: readonly ModelTool[] = [
  tool(
    "save_request",
    "Saves the request. Call it once problem, address, urgency and callback number are known and the caller has confirmed them; call it again when something changes. The answer holds the reference to read out.",
    {
      problem: orNull("string", "What is broken or wanted, in the words of the caller."),
      address: orNull("string", "Street, house number and town."),
      urgency: {
        anyOf: [
          { type: "string", enum: ["emergency", "today", "this_week", "whenever"] },
          { type: "null" },
        ],
      },
      callbackNumber: orNull("string", "International form, such as +4930901820."),
    },
  ),
  tool(
    "look_up_request",
    "Finds earlier requests: by the reference the caller names, or with null by the number they call from.",
    { reference: orNull("string", "Such as R-2041.") },
  ),
  tool(
    "offer_handover",
    "Rings a human colleague. Use it when the caller asks for a person or you cannot help. The answer says whether somebody is being rung.",
    {
      reason: { type: "string", enum: ["caller_asked", "bot_stuck"] },
      brief: { type: "string", description: "One or two sentences for the colleague." },
    },
  ),
  tool("end_call", "Ends the call. Say goodbye first, in the same answer.", {
    reason: { type: "string", enum: ["done", "abuse"] },
  }),
];

/** Checks what the model wants against our own schema: a strict wire is still not trusted. */
export function readToolCall(name: string, input: unknown): ToolCall | null {
  const parsed = toolCall.safeParse({ tool: name, arguments: input });
  return parsed.success ? parsed.data : null;
}

/** A wish as it may stand in a conversation: the wire takes only objects and plain names. */
export function quotable(wanted: ToolUse): ToolUse {
  const { input } = wanted;
  const isObject = typeof input === "object" && input !== null && !Array.isArray(input);
  return {
    ...wanted,
    name: TOOL_NAME.test(wanted.name) ? wanted.name : "unknown",
    input: isObject && JSON.stringify(input).length <= MAX_INPUT_CHARS ? input : {},
  };
}
