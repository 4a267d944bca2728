import type { SupabaseClient } from "@supabase/supabase-js";
import {
  cost,
  hint,
  recordingView,
  requestFields,
  utterance,
  type CallDetail,
  type CallsPage,
  type CallsQuery,
  type Cost,
  type RecordingView,
  type RequestFields,
} from "@patchbay/contracts";
import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import {
  CALL_COLUMNS,
  callEventOf,
  callViewOf,
  parseCallRow,
  requestViewOf,
  REQUEST_COLUMNS,
  type CallRow,
} from "./rows.ts";

/** Totals stop here; the console says "1,000+". */
const COUNT_CAP = 1001;
/** A four-hour call has some 3,000 utterances. */
const MOST_UTTERANCES = 5000;
const MOST_EVENTS = 10_000;

interface Answer<T> {
  data: T | null;
  error: { message: string; code?: string } | null;
}

/** Reads as the person: what row-level security hides does not exist. Throws `database_away`. */
export function rowsOf<T>(answer: Answer<T>): T {
  if (answer.error || answer.data === null)
    throw new AppError("database_away", { cause: answer.error });
  return answer.data;
}

function filtered(
  client: SupabaseClient,
  columns: string,
  query: CallsQuery,
  head?: { count: "exact"; head: true },
) {
  let select = client.from("calls").select(columns, head);
  if (query.direction) select = select.eq("direction", query.direction);
  if (query.path) select = select.eq("taken_over", query.path === "taken_over");
  if (query.outcome) select = select.eq("outcome", query.outcome);
  if (query.language) select = select.eq("language", query.language);
  if (query.status === "ended") select = select.eq("status", "ended");
  if (query.status === "live") select = select.neq("status", "ended");
  if (query.from) select = select.gte("started_at", query.from);
  if (query.to) select = select.lt("started_at", query.to);
  if (query.operatorId) select = select.eq("operator_legs.operator_id", query.operatorId);
  const digits = query.number?.replace(/[^\d]/g, "");
  if (digits) select = select.or(`from_number.like.*${digits}*,to_number.like.*${digits}*`);
  return select;
}

const extras = z.object({
  operator_legs: z.array(z.object({ operator: z.object({ name: z.string() }).nullable() })),
  recordings: z.array(z.object({ status: z.string() })),
});

export async function listCalls(client: SupabaseClient, query: CallsQuery): Promise<CallsPage> {
  const legs = `operator_legs:legs${query.operatorId ? "!inner" : ""}(operator_id,operator:members!legs_operator_id_fkey(name))`;
  const columns = `${CALL_COLUMNS},${legs},recordings(status)`;
  let select = filtered(client, columns, query);
  if (query.cursor) {
    const after = decodeCursor(query.cursor);
    if (!after) throw new AppError("bad_request");
    select = select.or(
      `started_at.lt.${after.at},and(started_at.eq.${after.at},id.lt.${after.id})`,
    );
  }
  const page = select
    .order("started_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(query.limit + 1);
  const counted = filtered(client, query.operatorId ? `id,${legs}` : "id", query).limit(COUNT_CAP);
  const [rows, all] = await Promise.all([page, counted]);
  const found = rowsOf<unknown[]>(rows);
  const shown = found
    .slice(0, query.limit)
    .map((raw) => ({ row: parseCallRow(raw), more: extras.parse(raw) }));
  const last = shown.at(-1)?.row;
  return {
    calls: shown.map(({ row, more }) => ({
      ...callViewOf(row),
      hasRecording: more.recordings.some((recording) => recording.status === "ready"),
      operatorName: more.operator_legs.find((leg) => leg.operator)?.operator?.name ?? null,
    })),
    nextCursor: found.length > query.limit && last ? encodeCursor(last.started_at, last.id) : null,
    total: rowsOf<unknown[]>(all).length,
  };
}

const RECORDING_COLUMNS = "id,status,started_ms,duration_ms,channels,peaks";

const recordingRow = z
  .object({
    id: z.string(),
    status: z.string(),
    started_ms: z.number(),
    duration_ms: z.number().nullable(),
    channels: z.number(),
    peaks: z.unknown().nullable(),
  })
  .transform((row): RecordingView =>
    recordingView.parse({
      id: row.id,
      status: row.status,
      startedMs: row.started_ms,
      durationMs: row.duration_ms,
      channels: row.channels,
      peaks: row.peaks,
    }),
  );

const utteranceRow = z
  .object({
    id: z.string(),
    speaker: z.string(),
    speaker_name: z.string().nullable(),
    text: z.string(),
    language: z.string().nullable(),
    started_ms: z.number(),
    ended_ms: z.number(),
    heard: z.string().nullable(),
    interrupted: z.boolean(),
    confidence: z.number().nullable(),
    untranscribed: z.boolean(),
  })
  .transform((row) =>
    utterance.parse({
      id: row.id,
      speaker: row.speaker,
      speakerName: row.speaker_name,
      text: row.text,
      language: row.language,
      startedMs: row.started_ms,
      endedMs: row.ended_ms,
      heard: row.heard,
      interrupted: row.interrupted,
      confidence: row.confidence,
      untranscribed: row.untranscribed,
    }),
  );

const hintRow = z
  .object({
    id: z.string(),
    kind: z.string(),
    title: z.string(),
    say: z.string(),
    rests_on: z.unknown(),
    source: z.string().nullable(),
    at_ms: z.number(),
    state: z.string(),
  })
  .transform((row) =>
    hint.parse({
      id: row.id,
      kind: row.kind,
      title: row.title,
      say: row.say,
      restsOn: row.rests_on,
      source: row.source,
      atMs: row.at_ms,
      state: row.state,
    }),
  );

function costOf(row: CallRow): Cost | null {
  const parsed = cost.safeParse(row.cost_lines);
  return parsed.success ? parsed.data : null;
}

function collectedOf(raw: unknown): RequestFields | null {
  const parsed = z.object({ collected: requestFields }).safeParse(raw);
  return parsed.success ? parsed.data.collected : null;
}

/** undefined: no such call for this person. */
export async function readCall(
  client: SupabaseClient,
  callId: string,
): Promise<CallDetail | undefined> {
  const of = (table: string, columns: string) =>
    client.from(table).select(columns).eq("call_id", callId);
  const [calls, utterances, hints, requests, recordings, events] = await Promise.all([
    client.from("calls").select(`${CALL_COLUMNS},collected`).eq("id", callId),
    of(
      "utterances",
      "id,speaker,speaker_name,text,language,started_ms,ended_ms,heard,interrupted,confidence,untranscribed",
    )
      .order("started_ms")
      .limit(MOST_UTTERANCES),
    of("hints", "id,kind,title,say,rests_on,source,at_ms,state").order("at_ms"),
    of("requests", REQUEST_COLUMNS),
    of("recordings", RECORDING_COLUMNS).order("started_ms"),
    of("call_events", "call_id,seq,type,at,at_ms,data")
      .neq("type", "utterance.finalised")
      .order("seq")
      .limit(MOST_EVENTS),
  ]);
  const raw = rowsOf<unknown[]>(calls)[0];
  if (!raw) return undefined;
  const row = parseCallRow(raw);
  const request = rowsOf<unknown[]>(requests).map(requestViewOf);
  return {
    call: callViewOf(row),
    seq: row.last_seq,
    utterances: rowsOf<unknown[]>(utterances).map((one) => utteranceRow.parse(one)),
    hints: rowsOf<unknown[]>(hints).map((one) => hintRow.parse(one)),
    collected: collectedOf(raw),
    request: request.find((one) => one.id === row.request_id) ?? request[0] ?? null,
    recordings: rowsOf<unknown[]>(recordings).map((one) => recordingRow.parse(one)),
    cost: costOf(row),
    events: rowsOf<unknown[]>(events).flatMap((one) => callEventOf(one) ?? []),
  };
}

/** undefined: no such recording for this person. */
export async function readRecording(
  client: SupabaseClient,
  recordingId: string,
): Promise<RecordingView | undefined> {
  const row = rowsOf<unknown[]>(
    await client.from("recordings").select(RECORDING_COLUMNS).eq("id", recordingId),
  )[0];
  return row ? recordingRow.parse(row) : undefined;
}
