import { z } from "zod";

export const language = z.enum(["en-US", "de-DE", "tr-TR", "ru-RU"]);
export type Language = z.infer<typeof language>;

export const role = z.enum(["operator", "supervisor", "admin"]);
export type Role = z.infer<typeof role>;

/** Single rights. A role brings a set (table role_grants); a member may have more or fewer. */
export const grant = z.enum([
  "calls.view",
  "calls.listen",
  "calls.take",
  "calls.dial",
  "calls.monitor",
  "calls.whisper",
  "calls.barge",
  "recordings.play",
  "requests.edit",
  "people.manage",
  "settings.manage",
  "audit.view",
]);
export type Grant = z.infer<typeof grant>;

export const me = z.object({
  userId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role,
  grants: z.array(grant),
  languages: z.array(language),
  organization: z.object({ id: z.uuid(), name: z.string(), currency: z.string() }),
});
export type Me = z.infer<typeof me>;

/** What the console must know before anyone has signed in. */
export const consoleConfig = z.object({
  build: z.string(),
  supabaseUrl: z.string(),
  supabasePublishableKey: z.string(),
  /** host:port of a simulated carrier's voice signalling; null at the real one. */
  voiceSignalHost: z.string().nullable(),
  boothUrl: z.string().nullable(),
  demo: z
    .object({
      accounts: z.array(
        z.object({
          role,
          name: z.string(),
          email: z.string(),
          password: z.string(),
          organization: z.string(),
        }),
      ),
    })
    .nullable(),
  simulated: z.array(
    z.object({
      part: z.enum(["carrier", "database", "model", "speech"]),
      /** What stands in, in words. */
      standIn: z.string(),
      /** The settings that bring the real one. */
      settings: z.array(z.string()),
      /** What changes then. */
      change: z.string(),
    }),
  ),
});
export type ConsoleConfig = z.infer<typeof consoleConfig>;
