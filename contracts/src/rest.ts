import { z } from "zod";
import {
  callView,
  direction,
  outcome,
  recordingView,
  requestFields,
  requestStatus,
  requestView,
} from "./call.ts";
import { callDetail } from "./console-events.ts";
import { language } from "./organization.ts";

/** REST between browser and api; `Authorization: Bearer <Supabase access token>`; errors are `problem` bodies. */

/** GET /api/calls — newest first, keyset paging. */
export const callsQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  direction: direction.optional(),
  path: z.enum(["bot_only", "taken_over"]).optional(),
  outcome: outcome.optional(),
  language: language.optional(),
  operatorId: z.uuid().optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  number: z.string().max(32).optional(),
  status: z.enum(["live", "ended"]).optional(),
});
export type CallsQuery = z.infer<typeof callsQuery>;

export const callsPage = z.object({
  calls: z.array(
    callView.extend({ hasRecording: z.boolean(), operatorName: z.string().nullable() }),
  ),
  nextCursor: z.string().nullable(),
  /** Capped: 1001 means "1,000+". */
  total: z.number().int(),
});
export type CallsPage = z.infer<typeof callsPage>;

/** GET /api/calls/:id → callDetail. */
export { callDetail };

/** POST /api/recordings/:id/playback → a URL the audio element can use for some minutes, with byte ranges. */
export const playback = z.object({
  url: z.string(),
  expiresAt: z.iso.datetime(),
  recording: recordingView,
});
export type Playback = z.infer<typeof playback>;

/** POST /api/voice/token */
export const voiceToken = z.object({
  token: z.string(),
  identity: z.string(),
  expiresAt: z.iso.datetime(),
});
export type VoiceToken = z.infer<typeof voiceToken>;

/** GET /api/requests */
export const requestsQuery = z.object({
  status: requestStatus.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type RequestsQuery = z.infer<typeof requestsQuery>;
export const requestsPage = z.object({
  requests: z.array(requestView),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type RequestsPage = z.infer<typeof requestsPage>;

/** PATCH /api/requests/:id */
export const requestPatch = requestFields
  .partial()
  .extend({ status: requestStatus.optional(), assigneeId: z.uuid().nullable().optional() });
export type RequestPatch = z.infer<typeof requestPatch>;

/** GET /api/booth — numbers and personas a test call can use; 422 no_test_caller without a local carrier. */
export const testCallChoices = z.object({
  numbers: z.array(z.object({ e164: z.string(), label: z.string(), language })),
  personas: z.array(z.object({ id: z.string(), name: z.string(), language, problem: z.string() })),
});
export type TestCallChoices = z.infer<typeof testCallChoices>;
