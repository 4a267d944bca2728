import { z } from "zod";
import type { Interruptible } from "../twiml/ast.ts";

const interruptible = z
  .union([
    z.boolean().transform((yes): Interruptible => (yes ? "any" : "none")),
    z.enum(["none", "dtmf", "speech", "any"]),
  ])
  .optional();

const command = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    token: z.string().max(20_000),
    last: z.boolean().default(false),
    lang: z.string().max(35).optional(),
    interruptible,
    preemptible: z.boolean().optional(),
  }),
  z.object({
    type: z.literal("play"),
    source: z.string().max(4_000),
    loop: z.number().int().min(0).max(1_000).default(1),
    interruptible,
    preemptible: z.boolean().optional(),
  }),
  z.object({ type: z.literal("sendDigits"), digits: z.string().regex(/^[0-9w#*]{1,64}$/) }),
  z.object({
    type: z.literal("language"),
    ttsLanguage: z.string().max(35).optional(),
    transcriptionLanguage: z.string().max(35).optional(),
  }),
  z.object({ type: z.literal("end"), handoffData: z.string().max(64_000).optional() }),
]);

export type RelayCommand = z.infer<typeof command>;

/** One message of the application; undefined when it is none (the carrier answers `error`, and closes at the tenth in a row). */
export function readRelayCommand(text: string): RelayCommand | undefined {
  try {
    return command.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export type RelayEvent =
  | { type: "prompt"; voicePrompt: string; lang: string; last: boolean }
  | { type: "dtmf"; digit: string }
  | { type: "interrupt"; utteranceUntilInterrupt: string; durationUntilInterruptMs: number }
  | { type: "error"; description: string }
  | { type: "info"; name: "agentSpeaking" | "clientSpeaking" | "tokensPlayed"; value: string };
