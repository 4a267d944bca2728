import { z } from "zod";
import type { Parsed } from "./socket-guard.ts";

const words = z.string().max(8_000);

/** ConversationRelay, carrier → us, as its documentation and captures of the wire show it. */
const message = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("setup"),
    sessionId: z.string().min(1).max(64),
    callSid: z.string().max(64),
    customParameters: z.record(z.string(), z.string()).optional(),
  }),
  z.object({
    type: z.literal("prompt"),
    voicePrompt: words,
    lang: z.string().max(35).optional(),
    last: z.boolean().default(true),
  }),
  z.object({ type: z.literal("dtmf"), digit: z.string().regex(/^[0-9*#A-D]$/) }),
  z.object({
    type: z.literal("interrupt"),
    utteranceUntilInterrupt: words,
    durationUntilInterruptMs: z.coerce.number().nonnegative().optional(),
  }),
  z.object({ type: z.literal("error"), description: z.string().max(2_000).optional() }),
  z.object({ type: z.literal("info"), name: z.string().max(64), value: z.unknown() }),
]);

export type RelayMessage = z.infer<typeof message>;

const KNOWN: ReadonlySet<string> = new Set([
  "setup",
  "prompt",
  "dtmf",
  "interrupt",
  "error",
  "info",
]);

export function parseRelayMessage(json: unknown): Parsed<RelayMessage> {
  const parsed = message.safeParse(json);
  if (parsed.success) return { message: parsed.data };
  const type = typeof json === "object" && json !== null && "type" in json ? json.type : undefined;
  return typeof type === "string" && !KNOWN.has(type) ? "unknown" : "malformed";
}

export function textMessage(text: string, last: boolean): string {
  return JSON.stringify({ type: "text", token: text, last });
}

export function endMessage(): string {
  return JSON.stringify({ type: "end", handoffData: JSON.stringify({ by: "bot" }) });
}
