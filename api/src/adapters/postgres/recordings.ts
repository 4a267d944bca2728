import { inTransaction, type Sql, type Tx } from "./connection.ts";

/** Rows of recordings; their sound is brought home by a job. */

export async function startedRecording(
  sql: Sql,
  callId: string,
  recordingSid: string,
  startedMs: number,
): Promise<void> {
  await inTransaction(sql, (tx) => upsert(tx, callId, recordingSid, startedMs));
}

async function upsert(
  tx: Tx,
  callId: string,
  recordingSid: string,
  startedMs: number | null,
): Promise<number> {
  const rows = await tx`
    insert into public.recordings as r (organization_id, call_id, carrier_call_sid, recording_sid, started_ms)
    select c.organization_id, c.id, c.carrier_sid, ${recordingSid}, ${startedMs ?? 0}
    from public.calls c where c.id = ${callId}
    on conflict (recording_sid) do update set
      call_id = excluded.call_id, started_ms = coalesce(${startedMs}::integer, r.started_ms)
    returning 1`;
  return rows.length;
}

/** The carrier has it whole: row and job are committed together. False: no such call. */
export async function recordingCompleted(
  sql: Sql,
  done: { callId: string; recordingSid: string; startedMs: number | null },
  enqueue: (tx: Tx, recordingSid: string) => Promise<void>,
): Promise<boolean> {
  return inTransaction(sql, async (tx) => {
    const known = await upsert(tx, done.callId, done.recordingSid, done.startedMs);
    if (known === 0) return false;
    const [row] = await tx<{ status: string }[]>`
      select status from public.recordings where recording_sid = ${done.recordingSid}`;
    if (row?.status === "pending") await enqueue(tx, done.recordingSid);
    return true;
  });
}
