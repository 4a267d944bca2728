import { toolCall, type ToolCall } from "@patchbay/contracts";
import type { ModelTool } from "../ports.ts";

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
