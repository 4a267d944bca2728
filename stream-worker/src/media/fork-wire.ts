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

export type ForkMessage =
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
  | { readonly event: "stop" };

/** A day: more is no timestamp of a call. */
const MAX_TIMESTAMP_MS = 86_400_000;
const TRACKS: Readonly<Record<string, Track>> = { inbound: "caller", outbound: "other" };
const OTHERS: ReadonlySet<string> = new Set(["dtmf", "mark"]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Checked by hand: a hundred of these a second and call. */
function parseMedia(media: unknown): Parsed<ForkMessage> {
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

/** Media Streams, one way, carrier → us. */
export function parseForkMessage(json: unknown): Parsed<ForkMessage> {
  if (!isRecord(json) || typeof json["event"] !== "string") return "malformed";
  switch (json["event"]) {
    case "media":
      return parseMedia(json["media"]);
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
      return OTHERS.has(json["event"]) || json["event"].length < 40 ? "unknown" : "malformed";
  }
}
