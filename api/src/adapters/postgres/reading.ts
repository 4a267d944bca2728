import type {
  CallDetail,
  CallEvent,
  CallView,
  Cost,
  Hint,
  Language,
  RecordingView,
  RequestFields,
  Utterance,
} from "@patchbay/contracts";
import type { CallState } from "../../domain/call-state.ts";
import { viewOf } from "../../domain/view.ts";
import { ask, type Sql } from "./connection.ts";
import { requestOf } from "./call-requests.ts";

/** More than this and a console is better served with a fresh snapshot. */
const MISSED_MOST = 500;
const EVENTS_MOST = 5000;

interface EventRow {
  call_id: string;
  seq: number;
  type: string;
  at: Date;
  at_ms: number;
  data: object;
}
const eventOf = (row: EventRow): CallEvent =>
  ({
    ...row.data,
    type: row.type,
    callId: row.call_id,
    seq: row.seq,
    at: row.at.toISOString(),
    atMs: row.at_ms,
  }) as CallEvent;

export interface UtteranceRow {
  id: string;
  speaker: Utterance["speaker"];
  speaker_name: string | null;
  text: string;
  language: Language | null;
  started_ms: number;
  ended_ms: number;
  heard: string | null;
  interrupted: boolean;
  confidence: number | null;
  untranscribed: boolean;
}
export const utteranceOf = (row: UtteranceRow): Utterance => ({
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
});

/** Calls that are not over, with their lives. */
export async function liveCalls(sql: Sql): Promise<CallState[]> {
  const rows = await ask(
    sql,
    () =>
      sql<
        { state: CallState }[]
      >`select state from public.calls where status <> 'ended' limit 5000`,
  );
  return rows.map(({ state }) => state).filter((state) => state.id !== undefined);
}

export async function liveCallsOf(sql: Sql, organizationId: string): Promise<CallView[]> {
  const rows = await ask(
    sql,
    () => sql<{ state: CallState }[]>`
      select state from public.calls
      where organization_id = ${organizationId} and status <> 'ended' order by started_at desc limit 500`,
  );
  return rows
    .map(({ state }) => state)
    .filter((state) => state.id !== undefined)
    .map(viewOf);
}

export async function callEventsAfter(
  sql: Sql,
  callId: string,
  organizationId: string,
  afterSeq: number,
): Promise<CallEvent[] | undefined> {
  const rows = await ask(
    sql,
    () => sql<EventRow[]>`
      select call_id, seq, type, at, at_ms, data from public.call_events
      where call_id = ${callId} and organization_id = ${organizationId} and seq > ${afterSeq}
      order by seq limit ${MISSED_MOST + 1}`,
  );
  if (rows.length > MISSED_MOST) return undefined;
  if (rows.length > 0) return rows.map(eventOf);
  const [call] = await ask(
    sql,
    () => sql<{ last_seq: number }[]>`
      select last_seq from public.calls where id = ${callId} and organization_id = ${organizationId}`,
  );
  return call !== undefined && afterSeq <= call.last_seq ? [] : undefined;
}

/** A call with its story as of one number; undefined where the organization has no such call. */
export async function callDetailOf(
  sql: Sql,
  callId: string,
  organizationId: string,
): Promise<CallDetail | undefined> {
  const [call] = await ask(
    sql,
    () => sql<
      {
        state: CallState;
        last_seq: number;
        cost_lines: Cost | null;
        collected: RequestFields | null;
      }[]
    >`
      select state, last_seq, cost_lines, collected from public.calls
      where id = ${callId} and organization_id = ${organizationId}`,
  );
  if (call === undefined || call.state.id === undefined) return undefined;
  const [utterances, hints, recordings, events, request] = await Promise.all([
    ask(
      sql,
      () => sql<UtteranceRow[]>`
      select * from public.utterances where call_id = ${callId} order by started_ms, created_at limit ${EVENTS_MOST}`,
    ),
    ask(
      sql,
      () =>
        sql<
          {
            id: string;
            kind: Hint["kind"];
            title: string;
            say: string;
            rests_on: Hint["restsOn"];
            source: string | null;
            at_ms: number;
            state: Hint["state"];
          }[]
        >`select * from public.hints where call_id = ${callId} order by at_ms`,
    ),
    ask(
      sql,
      () =>
        sql<
          {
            id: string;
            status: RecordingView["status"];
            started_ms: number;
            duration_ms: number | null;
            channels: number;
            peaks: number[][] | null;
          }[]
        >`select id, status, started_ms, duration_ms, channels, peaks from public.recordings where call_id = ${callId} order by started_ms`,
    ),
    ask(
      sql,
      () => sql<EventRow[]>`
      select call_id, seq, type, at, at_ms, data from public.call_events
      where call_id = ${callId} and seq <= ${call.last_seq} and type <> 'utterance.finalised' order by seq limit ${EVENTS_MOST}`,
    ),
    requestOf(sql, callId),
  ]);
  return {
    call: viewOf(call.state),
    seq: call.last_seq,
    utterances: utterances.map(utteranceOf),
    hints: hints.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      say: row.say,
      restsOn: row.rests_on,
      source: row.source,
      atMs: row.at_ms,
      state: row.state,
    })),
    collected: call.collected,
    request,
    recordings: recordings.map((row) => ({
      id: row.id,
      status: row.status,
      startedMs: row.started_ms,
      durationMs: row.duration_ms,
      channels: row.channels,
      peaks: row.peaks,
    })),
    cost: call.cost_lines,
    events: events.map(eventOf),
  };
}
