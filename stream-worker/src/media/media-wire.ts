import { z } from "zod";
import type { Track } from "../domain/frame-pairing.ts";
import type { Parsed } from "./socket-guard.ts";

const started = z.object({
  event: z.literal("start"),
  streamSid: z.string().min(1).max(64),
  start: z.object({
    callSid: z.string().max(64).optional(),
    tracks: z.array(z.string().max(16)).max(4).optional(),
    mediaFormat: z.object({
      encoding: z.literal("audio/x-mulaw"),
      sampleRate: z.coerce.number().pipe(z.literal(8_000)),
      channels: z.coerce.number().pipe(z.literal(1)),
    }),
    customParameters: z.record(z.string(), z.string()).optional(),
  }),
});

export type MediaMessage =
  | { readonly event: "connected" }
  | {
      readonly event: "start";
      readonly streamSid: string;
      readonly parameters: Record<string, string>;
    }
  | {
      readonly event: "media";
      readonly track: Track;
      /** Milliseconds from the stream's start. */
      readonly timestampMs: number;
      readonly payload: Uint8Array;
    }
  /** A key the caller pressed; on two-way streams only. */
  | { readonly event: "dtmf"; readonly digit: string }
  /** A mark of ours came back. */
  | { readonly event: "mark"; readonly name: string }
  | { readonly event: "stop" };

/** A day: more is no timestamp of a call. */
const MAX_TIMESTAMP_MS = 86_400_000;
const TRACKS: Readonly<Record<string, Track>> = { inbound: "caller", outbound: "other" };
const KEY = /^[0-9*#A-D]$/;
const MAX_MARK_CHARS = 64;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Checked by hand: a hundred of these a second and call. */
function parseMedia(media: unknown): Parsed<MediaMessage> {
  if (!isRecord(media)) return "malformed";
  const { track, timestamp, payload } = media;
  const side = typeof track === "string" ? TRACKS[track] : undefined;
  const timestampMs = typeof timestamp === "string" ? Number(timestamp) : Number.NaN;
  if (side === undefined || typeof payload !== "string" || payload === "") return "malformed";
  if (!Number.isInteger(timestampMs) || timestampMs < 0 || timestampMs > MAX_TIMESTAMP_MS) {
    return "malformed";
  }
  const bytes = Buffer.from(payload, "base64");
  if (bytes.length === 0) return "malformed";
  return { message: { event: "media", track: side, timestampMs, payload: bytes } };
}

function parseKey(dtmf: unknown): Parsed<MediaMessage> {
  const digit = isRecord(dtmf) ? dtmf["digit"] : undefined;
  return typeof digit === "string" && KEY.test(digit)
    ? { message: { event: "dtmf", digit } }
    : "malformed";
}

function parseMark(mark: unknown): Parsed<MediaMessage> {
  const name = isRecord(mark) ? mark["name"] : undefined;
  return typeof name === "string" && name.length <= MAX_MARK_CHARS
    ? { message: { event: "mark", name } }
    : "malformed";
}

/** Media Streams, carrier → us. */
export function parseMediaMessage(json: unknown): Parsed<MediaMessage> {
  if (!isRecord(json) || typeof json["event"] !== "string") return "malformed";
  switch (json["event"]) {
    case "media":
      return parseMedia(json["media"]);
    case "dtmf":
      return parseKey(json["dtmf"]);
    case "mark":
      return parseMark(json["mark"]);
    case "connected":
      return { message: { event: "connected" } };
    case "stop":
      return { message: { event: "stop" } };
    case "start": {
      const parsed = started.safeParse(json);
      if (!parsed.success) return "malformed";
      const { streamSid, start } = parsed.data;
      return { message: { event: "start", streamSid, parameters: start.customParameters ?? {} } };
    }
    default:
      return json["event"].length < 40 ? "unknown" : "malformed";
  }
}

/** Us → carrier: sound of the stream `streamSid`, base64 of mu-law. */
export function mediaMessage(streamSid: string, audio: Uint8Array): string {
  const payload = Buffer.from(audio.buffer, audio.byteOffset, audio.byteLength).toString("base64");
  return `{"event":"media","streamSid":${JSON.stringify(streamSid)},"media":{"payload":"${payload}"}}`;
}

export function markMessage(streamSid: string, name: string): string {
  return JSON.stringify({ event: "mark", streamSid, mark: { name } });
}

export function clearMessage(streamSid: string): string {
  return JSON.stringify({ event: "clear", streamSid });
}

export type StreamStart = Extract<MediaMessage, { event: "start" }>;

export function opensStream(message: MediaMessage): message is StreamStart {
  return message.event === "start";
}
