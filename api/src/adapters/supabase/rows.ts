import { z } from "zod";
import {
  callEvent,
  callView,
  requestView,
  type CallEvent,
  type CallView,
  type RequestView,
} from "@patchbay/contracts";

/** Rows as PostgREST gives them, into the shapes consoles know. */

/** The local Supabase writes `2026-11-20 15:00:53.192+00` where the hosted one writes a T. */
export const instant = z.string().transform((text) => new Date(text).toISOString());
const maybeInstant = instant.nullable();

const named = z.object({ name: z.string() }).nullable();

export const CALL_COLUMNS =
  "id,direction,status,from_number,to_number,caller_name,language,engine,holder,holder_operator_id,phase,epoch,started_at,answered_at,ended_at,duration_seconds,outcome,recording,demo,taken_over,request_id,last_seq,cost,cost_lines,operator:members!calls_holder_operator_id_fkey(name)";

const callRow = z.object({
  id: z.string(),
  direction: z.string(),
  status: z.string(),
  from_number: z.string(),
  to_number: z.string(),
  caller_name: z.string().nullable(),
  language: z.string(),
  engine: z.string().nullable(),
  holder: z.string(),
  holder_operator_id: z.string().nullable(),
  phase: z.string(),
  epoch: z.number(),
  started_at: instant,
  answered_at: maybeInstant,
  ended_at: maybeInstant,
  duration_seconds: z.number().nullable(),
  outcome: z.string().nullable(),
  recording: z.string(),
  demo: z.boolean(),
  taken_over: z.boolean(),
  request_id: z.string().nullable(),
  last_seq: z.number(),
  cost: z.coerce.number().nullable(),
  cost_lines: z.unknown().nullable(),
  operator: named,
});
export type CallRow = z.infer<typeof callRow>;

export const parseCallRow = (row: unknown): CallRow => callRow.parse(row);

/** What lives only while a call does (rings, listeners, hold) is not in History. */
export function callViewOf(row: CallRow): CallView {
  return callView.parse({
    id: row.id,
    direction: row.direction,
    status: row.status,
    fromNumber: row.from_number,
    toNumber: row.to_number,
    callerName: row.caller_name,
    language: row.language,
    engine: row.engine,
    holder:
      row.holder === "operator" && row.holder_operator_id
        ? { kind: "operator", operatorId: row.holder_operator_id, name: row.operator?.name ?? "" }
        : row.holder === "nobody" || row.holder === "operator"
          ? { kind: "nobody", place: row.status === "ended" ? "over" : "door" }
          : { kind: row.holder },
    phase: row.phase,
    epoch: row.epoch,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    durationSeconds: row.duration_seconds,
    outcome: row.outcome,
    recording: row.recording,
    onHold: false,
    ringing: null,
    listeners: [],
    demo: row.demo,
    takenOver: row.taken_over,
    requestId: row.request_id,
  });
}

export const REQUEST_COLUMNS =
  "id,reference,status,call_id,caller_number,caller_name,assignee_id,kind,language,problem,address,urgency,callback_number,created_at,demo,assignee:members!requests_assignee_id_fkey(name)";

const requestRow = z.object({
  id: z.string(),
  reference: z.string(),
  status: z.string(),
  call_id: z.string().nullable(),
  caller_number: z.string().nullable(),
  caller_name: z.string().nullable(),
  assignee_id: z.string().nullable(),
  kind: z.string(),
  language: z.string().nullable(),
  problem: z.string().nullable(),
  address: z.string().nullable(),
  urgency: z.string().nullable(),
  callback_number: z.string().nullable(),
  created_at: instant,
  demo: z.boolean(),
  assignee: named,
});

export function requestViewOf(raw: unknown): RequestView {
  const row = requestRow.parse(raw);
  return requestView.parse({
    id: row.id,
    reference: row.reference,
    status: row.status,
    callId: row.call_id,
    callerNumber: row.caller_number,
    callerName: row.caller_name,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee?.name ?? null,
    kind: row.kind,
    language: row.language,
    problem: row.problem,
    address: row.address,
    urgency: row.urgency,
    callbackNumber: row.callback_number,
    createdAt: row.created_at,
    demo: row.demo,
  });
}

const eventRow = z.object({
  call_id: z.string(),
  seq: z.number(),
  type: z.string(),
  at: instant,
  at_ms: z.number(),
  data: z.record(z.string(), z.unknown()),
});

/** `data` holds an event's own fields; the numbering is in columns. An event of a later build is left out. */
export function callEventOf(raw: unknown): CallEvent | undefined {
  const row = eventRow.parse(raw);
  const parsed = callEvent.safeParse({
    ...row.data,
    callId: row.call_id,
    seq: row.seq,
    at: row.at,
    atMs: row.at_ms,
    type: row.type,
  });
  return parsed.success ? parsed.data : undefined;
}
