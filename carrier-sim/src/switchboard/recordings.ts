import type { Recorder } from "../ports.ts";
import type { StatusCallback } from "../twiml/ast.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { newSid } from "./sid.ts";
import { trimSilence } from "./trim.ts";

export type RecordingStatus =
  | "in-progress"
  | "paused"
  | "stopped"
  | "processing"
  | "completed"
  | "absent"
  | "deleted";
export type RecordingSource =
  | "DialVerb"
  | "Conference"
  | "OutboundAPI"
  | "RecordVerb"
  | "StartCallRecordingAPI"
  | "StartConferenceRecordingAPI"
  | "StartCallRecordingTwiML";

export interface RecordingRecord {
  sid: string;
  callSid: string;
  conferenceSid?: string | undefined;
  source: RecordingSource;
  channels: 1 | 2;
  status: RecordingStatus;
  startedAt: number;
  updatedAt: number;
  durationMs?: number | undefined;
}

export interface RecordingOptions {
  channels: 1 | 2;
  source: RecordingSource;
  trim: boolean;
  statusCallback?: StatusCallback | undefined;
  /** Where it is taken from, when that is a conference. */
  conferenceSid?: string | undefined;
}

export interface LiveRecording {
  record(): RecordingRecord;
  pause(behavior: "skip" | "silence"): void;
  resume(): void;
  /** Ends it (once; later calls tell the same) and says where it lies. */
  stop(): { sid: string; url: string; seconds: number };
}

export interface Recordings {
  startOnLeg(leg: Leg, options: RecordingOptions): LiveRecording;
  start(recorder: Recorder, callSid: string, options: RecordingOptions): LiveRecording;
  /** Puts a finished recording on the shelf, as if it had been made here before. */
  shelve(
    record: Omit<RecordingRecord, "status" | "updatedAt" | "source" | "channels">,
    wav: Uint8Array,
  ): void;
  live(sid: string): LiveRecording | undefined;
  get(sid: string): RecordingRecord | undefined;
  list(filter: {
    callSid?: string | undefined;
    conferenceSid?: string | undefined;
  }): RecordingRecord[];
  wav(sid: string): Uint8Array | undefined;
  remove(sid: string): boolean;
}

const MAX_RECORDINGS = 2_000;
/** About four hours of stereo. The oldest sound goes first; its resource stays and says `deleted`. */
const MAX_MEDIA_BYTES = 512 * 1024 * 1024;

export function createRecordings(exchange: () => Exchange): Recordings {
  const records = new Map<string, RecordingRecord>();
  const media = new Map<string, Uint8Array>();
  const living = new Map<string, LiveRecording>();
  let mediaBytes = 0;

  function drop(sid: string): void {
    mediaBytes -= media.get(sid)?.byteLength ?? 0;
    media.delete(sid);
  }

  function keep(sid: string, wav: Uint8Array): void {
    media.set(sid, wav);
    mediaBytes += wav.byteLength;
    for (const old of media.keys()) {
      if (mediaBytes <= MAX_MEDIA_BYTES || old === sid) break;
      drop(old);
      const record = records.get(old);
      if (record !== undefined) records.set(old, { ...record, status: "deleted" });
    }
  }

  function save(record: RecordingRecord): void {
    records.set(record.sid, record);
    if (records.size <= MAX_RECORDINGS) return;
    for (const sid of records.keys()) {
      if (living.has(sid)) continue;
      records.delete(sid);
      drop(sid);
      return;
    }
  }

  const recordings: Recordings = {
    startOnLeg(leg, options) {
      const live = recordings.start(
        leg.sound().record({ channels: options.channels }),
        leg.sid,
        options,
      );
      const { sid } = live.record();
      leg.attachments.set(sid, {
        kind: "recording",
        sid,
        stop: () => {
          const { url, seconds } = live.stop();
          Object.assign(leg.lastWords, {
            RecordingUrl: url,
            RecordingSid: sid,
            RecordingDuration: String(seconds),
          });
        },
      });
      return live;
    },
    start(recorder, callSid, options) {
      const x = exchange();
      const now = Date.now();
      const sid = newSid("RE");
      let record: RecordingRecord = {
        sid,
        callSid,
        conferenceSid: options.conferenceSid,
        source: options.source,
        channels: options.channels,
        status: "in-progress",
        startedAt: now,
        updatedAt: now,
      };
      const url = `${x.baseUrl()}/2010-04-01/Accounts/${x.account.sid}/Recordings/${sid}`;
      const change = (status: RecordingStatus, more: Partial<RecordingRecord> = {}): void => {
        record = { ...record, ...more, status, updatedAt: Date.now() };
        save(record);
        if (status === "in-progress" || status === "completed" || status === "absent") tell(status);
      };
      const tell = (status: string): void => {
        const target = options.statusCallback;
        if (target === undefined || !target.events.includes(status)) return;
        x.post.send(callSid, {
          url: target.url,
          method: target.method,
          params: {
            AccountSid: x.account.sid,
            // A conference's recording names the conference, a call's the call.
            ...(record.conferenceSid === undefined
              ? { CallSid: callSid }
              : { ConferenceSid: record.conferenceSid }),
            RecordingSid: sid,
            RecordingUrl: url,
            RecordingStatus: status,
            RecordingChannels: String(record.channels),
            RecordingStartTime: new Date(record.startedAt).toUTCString().replace("GMT", "+0000"),
            RecordingSource: record.source,
            RecordingTrack: "both",
            ...(record.durationMs === undefined
              ? {}
              : { RecordingDuration: String(Math.round(record.durationMs / 1000)) }),
          },
        });
      };
      let result: { sid: string; url: string; seconds: number } | undefined;
      const live: LiveRecording = {
        record: () => record,
        pause(behavior) {
          if (result !== undefined || record.status !== "in-progress") return;
          recorder.pause(behavior);
          change("paused");
        },
        resume() {
          if (result !== undefined || record.status !== "paused") return;
          recorder.resume();
          record = { ...record, status: "in-progress", updatedAt: Date.now() };
          save(record);
        },
        stop() {
          if (result !== undefined) return result;
          living.delete(sid);
          const taken = recorder.stop();
          const { wav, durationMs } = options.trim
            ? trimSilence(taken.wav, record.channels)
            : taken;
          result = { sid, url, seconds: Math.round(durationMs / 1000) };
          if (durationMs > 0) keep(sid, wav);
          change(durationMs > 0 ? "completed" : "absent", { durationMs });
          x.legs.get(callSid)?.attachments.delete(sid);
          return result;
        },
      };
      living.set(sid, live);
      change("in-progress");
      return live;
    },
    shelve(record, wav) {
      save({
        ...record,
        source: "StartCallRecordingAPI",
        channels: 2,
        status: "completed",
        updatedAt: Date.now(),
      });
      keep(record.sid, wav);
    },
    live: (sid) => living.get(sid),
    get: (sid) => records.get(sid),
    list: ({ callSid, conferenceSid }) =>
      [...records.values()]
        .filter((record) => callSid === undefined || record.callSid === callSid)
        .filter((record) => conferenceSid === undefined || record.conferenceSid === conferenceSid)
        .toReversed(),
    wav: (sid) => media.get(sid),
    remove(sid) {
      if (living.has(sid) || !records.has(sid)) return false;
      drop(sid);
      return records.delete(sid);
    },
  };
  return recordings;
}
