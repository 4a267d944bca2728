import type { RecordingView } from "@patchbay/contracts";
import { ProviderError } from "../domain/errors.ts";
import {
  CHUNK_BYTES,
  chunkCount,
  newRecordingKey,
  sealChunk,
  wrapKey,
  type MasterKey,
} from "../domain/sealed-audio.ts";
import { NotAudioError, waveformOf } from "../domain/waveform.ts";
import type { PendingRecording, RecordingRows, SealedRecording } from "../ports/memory.ts";

export interface IngestDeps {
  rows: RecordingRows;
  source: {
    fetch(recordingSid: string): Promise<Buffer>;
    erase(recordingSid: string): Promise<void>;
  };
  chunks: { put(key: string, sealed: Uint8Array): Promise<void> };
  masterKeys: readonly MasterKey[];
  /** Delete the carrier's copy once ours is complete. */
  eraseAtCarrier: boolean;
  /** Tells the consoles; a repetition must be harmless. */
  announce(callId: string, recording: RecordingView): Promise<void>;
}

const FORMAT_VERSION = 1;

async function sealAll(
  deps: IngestDeps,
  row: PendingRecording,
  wav: Buffer,
): Promise<SealedRecording> {
  const key = newRecordingKey();
  const count = chunkCount(wav.length);
  const storagePrefix = `${row.organizationId}/${row.id}/${FORMAT_VERSION}`;
  const waveform = waveformOf(wav);
  for (let index = 0; index < count; index += 1) {
    const plain = wav.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
    await deps.chunks.put(
      `${storagePrefix}/${index}`,
      sealChunk(key, plain, {
        recordingId: row.id,
        formatVersion: FORMAT_VERSION,
        index,
        last: index === count - 1,
      }),
    );
  }
  return {
    id: row.id,
    waveform,
    sizeBytes: wav.length,
    chunkCount: count,
    storagePrefix,
    ...wrapKey(deps.masterKeys, row.id, key),
    formatVersion: FORMAT_VERSION,
  };
}

/**
 * Brings one recording home: fetch, seal, store, and only then let the carrier forget it.
 * Safe to repeat at any point: a new try seals anew over the same chunks. Throws a retryable
 * `ProviderError` while something is not there yet.
 */
export async function ingestRecording(deps: IngestDeps, recordingSid: string): Promise<void> {
  const row = await deps.rows.find(recordingSid);
  if (!row || row.status === "erased" || row.status === "failed") return;
  if (row.status === "pending") {
    if (!row.callId)
      throw new ProviderError("a recording's call is not known yet", { retryable: true });
    try {
      const sealed = await sealAll(deps, row, await deps.source.fetch(recordingSid));
      await deps.announce(row.callId, await deps.rows.markReady(sealed));
    } catch (error) {
      if (!(error instanceof NotAudioError || (error instanceof ProviderError && !error.retryable)))
        throw error;
      await deps.rows.markFailed(row.id);
      return;
    }
  }
  if (deps.eraseAtCarrier) await deps.source.erase(recordingSid);
}
