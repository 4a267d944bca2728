import type {
  CallDetail,
  CallsPage,
  CallsQuery,
  RecordingView,
  RequestPatch,
  RequestView,
  RequestsPage,
  RequestsQuery,
} from "@patchbay/contracts";
import type { Waveform } from "../domain/waveform.ts";

/** What a person reads and writes with their own token; what they may not see is undefined. */
export interface PersonalDesk {
  listCalls(query: CallsQuery): Promise<CallsPage>;
  readCall(id: string): Promise<CallDetail | undefined>;
  readRecording(id: string): Promise<RecordingView | undefined>;
  listRequests(query: RequestsQuery): Promise<RequestsPage>;
  patchRequest(id: string, patch: RequestPatch): Promise<RequestView | undefined>;
}

/** A recording's row before its sound is here. */
export interface PendingRecording {
  id: string;
  organizationId: string;
  /** null while the call's own row is not known yet: webhooks come in any order. */
  callId: string | null;
  status: "pending" | "ready" | "failed" | "erased";
}

/** A recording that is sealed and stored. */
export interface SealedRecording {
  id: string;
  waveform: Waveform;
  sizeBytes: number;
  chunkCount: number;
  storagePrefix: string;
  wrappedKey: string;
  masterKeyId: string;
  formatVersion: number;
}

export interface RecordingRows {
  find(recordingSid: string): Promise<PendingRecording | undefined>;
  markReady(sealed: SealedRecording): Promise<RecordingView>;
  markFailed(id: string): Promise<void>;
}

/** A stored recording as playback needs it. */
export interface StoredRecording {
  id: string;
  contentType: string;
  sizeBytes: number;
  chunkCount: number;
  storagePrefix: string;
  wrappedKey: string;
  masterKeyId: string;
  formatVersion: number;
}
