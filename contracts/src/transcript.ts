import { z } from "zod";
import { language } from "./organization.ts";

export const speaker = z.enum(["caller", "bot", "operator", "system"]);
export type Speaker = z.infer<typeof speaker>;

/** One speaker's finished stretch of speech on the call's one clock (milliseconds from answer). */
export const utterance = z.object({
  id: z.uuid(),
  speaker,
  /** Of the operator or the caller, where known. */
  speakerName: z.string().nullable(),
  text: z.string().max(8000),
  language: language.nullable(),
  startedMs: z.number().int().nonnegative(),
  endedMs: z.number().int().nonnegative(),
  /** For the bot: what the caller really heard; null where everything was. */
  heard: z.string().nullable(),
  interrupted: z.boolean(),
  confidence: z.number().min(0).max(1).nullable(),
  /** Someone spoke and no recogniser knows the words. */
  untranscribed: z.boolean(),
});
export type Utterance = z.infer<typeof utterance>;

/** An unfinished utterance. `id` is that of the final to come, `seq` counts its versions. */
export const partial = z.object({
  callId: z.uuid(),
  id: z.uuid(),
  speaker,
  text: z.string().max(8000),
  startedMs: z.number().int().nonnegative(),
});
export type Partial = z.infer<typeof partial>;
