import type { Words } from "../ports.ts";
import type { TranscriptionNoun } from "../twiml/ast.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { newSid } from "./sid.ts";

export interface TranscriptionRecord {
  sid: string;
  callSid: string;
  name: string;
  status: "in-progress" | "stopped";
  createdAt: number;
  updatedAt: number;
}

export interface Transcriptions {
  start(leg: Leg, noun: Omit<TranscriptionNoun, "noun">): TranscriptionRecord;
  stop(leg: Leg, sidOrName: string): TranscriptionRecord | undefined;
}

/**
 * What stands for speech whose words nobody knows. The simulator never pretends to recognise a microphone,
 * but who spoke and when is worth an event.
 */
export const NOT_TRANSCRIBED = "[not transcribed]";

const MAX_RECORDS = 1_000;

export function createTranscriptions(exchange: () => Exchange): Transcriptions {
  const records = new Map<string, TranscriptionRecord>();

  const save = (record: TranscriptionRecord): TranscriptionRecord => {
    records.set(record.sid, record);
    if (records.size > MAX_RECORDS) records.delete(records.keys().next().value ?? "");
    return record;
  };

  return {
    start(leg, noun) {
      const x = exchange();
      const sid = newSid("GT");
      const now = Date.now();
      const record = save({
        sid,
        callSid: leg.sid,
        name: noun.name ?? sid,
        status: "in-progress",
        createdAt: now,
        updatedAt: now,
      });
      let sequence = 0;
      const tell = (event: string, more: Record<string, string> = {}): void => {
        sequence += 1;
        if (noun.statusCallback === undefined) return;
        x.post.send(sid, {
          ...noun.statusCallback,
          params: {
            AccountSid: x.account.sid,
            CallSid: leg.sid,
            TranscriptionSid: sid,
            TranscriptionEvent: `transcription-${event}`,
            Timestamp: new Date().toISOString(),
            SequenceId: String(sequence),
            LanguageCode: noun.languageCode,
            ...more,
          },
        });
      };
      const hear = (track: string) => (words: Words) => {
        const isPartial = words.kind === "started" || words.kind === "partial";
        if (isPartial && !noun.partialResults) return;
        // A microphone's words are unknown, but not when they begin: that is an empty partial.
        const data =
          words.kind === "unknown"
            ? { transcript: NOT_TRANSCRIBED, confidence: 0 }
            : words.kind === "started"
              ? { transcript: "", confidence: 0 }
              : { transcript: words.text, confidence: 0.95 };
        tell("content", {
          Track: track,
          TranscriptionData: JSON.stringify(data),
          Final: isPartial ? "false" : "true",
          ...(isPartial ? { Stability: "0.9" } : {}),
        });
      };
      const disposals = [
        noun.track === "outbound_track" ? undefined : leg.words.on(hear("inbound_track")),
        noun.track === "inbound_track" ? undefined : leg.heard.on(hear("outbound_track")),
      ];
      tell("started", {
        ProviderConfiguration: "{}",
        TranscriptionEngine: "simulated",
        Name: record.name,
        Track: noun.track,
      });
      leg.attachments.set(sid, {
        kind: "transcription",
        sid,
        name: noun.name,
        stop: () => {
          if (!leg.attachments.delete(sid)) return;
          for (const dispose of disposals) dispose?.();
          save({ ...record, status: "stopped", updatedAt: Date.now() });
          tell("stopped");
        },
      });
      return record;
    },
    stop(leg, sidOrName) {
      const found = [...leg.attachments.values()].find(
        (attachment) =>
          attachment.kind === "transcription" &&
          (attachment.sid === sidOrName || attachment.name === sidOrName),
      );
      found?.stop();
      return found === undefined ? undefined : records.get(found.sid);
    },
  };
}
