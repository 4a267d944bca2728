/** Media Streams on the wire. `sequenceNumber`, `chunk` and `timestamp` are strings, `sampleRate` and `channels` numbers. */

export interface StreamIdentity {
  accountSid: string;
  callSid: string;
  streamSid: string;
  tracks: ("inbound" | "outbound")[];
  customParameters: Record<string, string>;
}

export const connectedMessage = { event: "connected", protocol: "Call", version: "1.0.0" } as const;

/** Numbers the messages after `connected` from 1. */
export function createMediaWriter(identity: StreamIdentity, send: (text: string) => void) {
  const { accountSid, callSid, streamSid } = identity;
  const chunks = { inbound: 0, outbound: 0 };
  let sequence = 0;
  const write = (event: string, body: Record<string, unknown>): void => {
    sequence += 1;
    send(JSON.stringify({ event, sequenceNumber: String(sequence), ...body, streamSid }));
  };
  return {
    start(): void {
      send(JSON.stringify(connectedMessage));
      write("start", {
        start: {
          accountSid,
          streamSid,
          callSid,
          tracks: identity.tracks,
          mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
          customParameters: identity.customParameters,
        },
      });
    },
    /** `timestampMs` counts from the stream's start. */
    media(track: "inbound" | "outbound", timestampMs: number, payload: string): void {
      chunks[track] += 1;
      write("media", {
        media: { track, chunk: String(chunks[track]), timestamp: String(timestampMs), payload },
      });
    },
    dtmf: (digit: string): void => write("dtmf", { dtmf: { track: "inbound_track", digit } }),
    mark: (name: string): void => write("mark", { mark: { name } }),
    stop: (): void => write("stop", { stop: { accountSid, callSid } }),
  };
}

export type MediaWriter = ReturnType<typeof createMediaWriter>;

export type MediaCommand =
  | { event: "media"; payload: Uint8Array }
  | { event: "mark"; name: string }
  | { event: "clear" }
  | { event: "malformed" };

/** One message of the other side. What cannot be understood is `malformed` (error 31950), never thrown. */
export function readMediaCommand(text: string): MediaCommand {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { event: "malformed" };
  }
  if (!isObject(value)) return { event: "malformed" };
  switch (value["event"]) {
    case "clear":
      return { event: "clear" };
    case "mark": {
      const mark = value["mark"];
      return isObject(mark) && typeof mark["name"] === "string"
        ? { event: "mark", name: mark["name"] }
        : { event: "malformed" };
    }
    case "media": {
      const media = value["media"];
      if (!isObject(media) || typeof media["payload"] !== "string") return { event: "malformed" };
      return { event: "media", payload: Buffer.from(media["payload"], "base64") };
    }
    default:
      return { event: "malformed" };
  }
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === "object" && value !== null;
}
