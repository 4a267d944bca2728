import type { Sql } from "postgres";
import { recordingView, type RecordingView } from "@patchbay/contracts";
import { CHUNK_BYTES } from "../../domain/sealed-audio.ts";
import type { PendingRecording, RecordingRows, StoredRecording } from "../../ports/memory.ts";

interface Row {
  id: string;
  organization_id: string;
  call_id: string | null;
  status: PendingRecording["status"];
}

/** Finds, and on the way gives a recording that came before its call's row the call it belongs to. */
async function find(sql: Sql, recordingSid: string): Promise<PendingRecording | undefined> {
  const [row] = await sql<Row[]>`
    update recordings r set call_id = coalesce(r.call_id, (select c.id from calls c where c.carrier_sid = r.carrier_call_sid))
    where r.recording_sid = ${recordingSid} returning r.id, r.organization_id, r.call_id, r.status`;
  return (
    row && {
      id: row.id,
      organizationId: row.organization_id,
      callId: row.call_id,
      status: row.status,
    }
  );
}

export function recordingRows(sql: Sql): RecordingRows {
  return {
    find: (recordingSid) => find(sql, recordingSid),
    async markReady(sealed): Promise<RecordingView> {
      const [row] = await sql<{ started_ms: number }[]>`
        update recordings set status = 'ready', duration_ms = ${sealed.waveform.durationMs}, channels = ${sealed.waveform.channels},
          peaks = ${sql.json(sealed.waveform.peaks)}, size_bytes = ${sealed.sizeBytes}, chunk_bytes = ${CHUNK_BYTES},
          chunk_count = ${sealed.chunkCount}, storage_prefix = ${sealed.storagePrefix}, wrapped_key = ${sealed.wrappedKey},
          master_key_id = ${sealed.masterKeyId}, format_version = ${sealed.formatVersion}
        where id = ${sealed.id} returning started_ms`;
      return recordingView.parse({
        id: sealed.id,
        status: "ready",
        startedMs: row?.started_ms ?? 0,
        durationMs: sealed.waveform.durationMs,
        channels: sealed.waveform.channels,
        peaks: sealed.waveform.peaks,
      });
    },
    async markFailed(id) {
      await sql`update recordings set status = 'failed' where id = ${id}`;
    },
  };
}

/** The recording, if this person is an active member of its organization and may play recordings. */
export async function findPlayable(
  sql: Sql,
  userId: string,
  recordingId: string,
): Promise<StoredRecording | undefined> {
  const [row] = await sql<StoredRow[]>`
    select r.id, r.content_type, r.size_bytes, r.chunk_count, r.storage_prefix, r.wrapped_key, r.master_key_id, r.format_version
    from recordings r join members m on m.organization_id = r.organization_id
    where r.id = ${recordingId} and r.status = 'ready' and m.user_id = ${userId} and m.active
      and not ('recordings.play' = any (m.denied_grants))
      and ('recordings.play' = any (m.extra_grants) or exists (
        select 1 from role_grants g where g.role = m.role and g.grant_name = 'recordings.play'))`;
  return (
    row && {
      id: row.id,
      contentType: row.content_type,
      sizeBytes: Number(row.size_bytes),
      chunkCount: row.chunk_count,
      storagePrefix: row.storage_prefix,
      wrappedKey: row.wrapped_key,
      masterKeyId: row.master_key_id,
      formatVersion: row.format_version,
    }
  );
}

interface StoredRow {
  id: string;
  content_type: string;
  size_bytes: string;
  chunk_count: number;
  storage_prefix: string;
  wrapped_key: string;
  master_key_id: string;
  format_version: number;
}

/** Recordings that still wait for their sound, newest first; at most 1,000 at once. */
export async function pendingRecordings(sql: Sql): Promise<string[]> {
  const rows = await sql<{ recording_sid: string }[]>`
    select r.recording_sid from recordings r left join calls c on c.id = r.call_id
    where r.status = 'pending' and r.recording_sid is not null
      -- One that still runs is enqueued when the carrier says that it is complete.
      and c.status is distinct from 'live'
    order by r.created_at desc limit 1000`;
  return rows.map((row) => row.recording_sid);
}
