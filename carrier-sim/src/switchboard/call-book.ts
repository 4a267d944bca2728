import type { CallRecord, CallStatus } from "./call-state.ts";
import { isOver } from "./call-state.ts";

/** Finished calls are kept for REST until this many newer ones pushed them out. */
const MAX_RECORDS = 5_000;

export interface CallFilter {
  to?: string | undefined;
  from?: string | undefined;
  parentCallSid?: string | undefined;
  status?: CallStatus | undefined;
  startedAfter?: number | undefined;
  startedBefore?: number | undefined;
}

/** Every call resource, newest first. */
export interface CallBook {
  save(record: CallRecord): void;
  get(sid: string): CallRecord | undefined;
  list(filter: CallFilter): CallRecord[];
}

export function createCallBook(): CallBook {
  const records = new Map<string, CallRecord>();
  return {
    save(record) {
      records.set(record.sid, record);
      if (records.size <= MAX_RECORDS) return;
      for (const [sid, old] of records) {
        if (!isOver(old.status)) continue;
        records.delete(sid);
        return;
      }
    },
    get: (sid) => records.get(sid),
    list: (filter) =>
      [...records.values()].filter((record) => matches(record, filter)).toReversed(),
  };
}

function matches(record: CallRecord, filter: CallFilter): boolean {
  const started = record.answeredAt ?? record.createdAt;
  return (
    (filter.to === undefined || record.to === filter.to) &&
    (filter.from === undefined || record.from === filter.from) &&
    (filter.parentCallSid === undefined || record.parentCallSid === filter.parentCallSid) &&
    (filter.status === undefined || record.status === filter.status) &&
    (filter.startedAfter === undefined || started >= filter.startedAfter) &&
    (filter.startedBefore === undefined || started <= filter.startedBefore)
  );
}
