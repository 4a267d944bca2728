import { z } from "zod";

/**
 * The signalling protocol of `@twilio/voice-sdk` 2.18.5, as its `pstream.ts` speaks it:
 * JSON `{type, version: '1.6', payload}` both ways, and a bare line feed as heartbeat.
 */
export const HEARTBEAT = "\n";
const PROTOCOL_VERSION = "1.6";

/** Messages without a session description are small; one is at most this long. */
const MAX_PLAIN_CHARS = 16 * 1024;
const MAX_SDP_CHARS = 64 * 1024;
/** The largest text worth parsing: an SDP in JSON grows by its escaped line ends. */
export const MAX_MESSAGE_BYTES = 96 * 1024;

const callsid = z.string().regex(/^[\w-]{1,64}$/);
const sdp = z.string().min(1).max(MAX_SDP_CHARS);

const payloads = {
  listen: z.object({ token: z.string() }),
  register: z.object({ media: z.object({ audio: z.boolean() }) }),
  invite: z.object({
    callsid,
    sdp,
    reconnect: z.string().max(256).optional(),
    twilio: z.object({ params: z.string().max(8192).optional() }).optional(),
  }),
  answer: z.object({ callsid, sdp }),
  reject: z.object({ callsid }),
  hangup: z.object({ callsid, message: z.string().nullish() }),
  reinvite: z.object({ callsid, sdp }),
  dtmf: z.object({ callsid, dtmf: z.string().regex(/^[0-9*#A-Dw]{1,64}$/) }),
  message: z.object({ callsid, voiceeventsid: z.string().max(64), content: z.unknown() }),
};

type Payloads = { [T in keyof typeof payloads]: z.infer<(typeof payloads)[T]> };
export type ClientMessage = {
  [T in keyof Payloads]: { type: T; payload: Payloads[T] };
}[keyof Payloads];

export interface SignalError {
  code: number;
  message: string;
}

export type ServerMessage =
  | {
      type: "connected";
      payload: {
        region: string;
        edge: string;
        home: string;
        gateway: string;
        /** Seconds. */
        token: { identity: string; ttl: number };
      };
    }
  | { type: "ready" | "offline"; payload: Record<string, never> }
  | { type: "ringing"; payload: { callsid: string } }
  | { type: "answer"; payload: { callsid: string; sdp?: string; reconnect?: string } }
  | {
      type: "invite";
      payload: {
        callsid: string;
        sdp: string;
        reconnect: string;
        parameters: Record<string, string>;
      };
    }
  | { type: "cancel"; payload: { callsid: string } }
  | { type: "hangup"; payload: { callsid: string; error?: SignalError } }
  | { type: "ack"; payload: { acktype: "message"; callsid: string; voiceeventsid: string } }
  | { type: "error"; payload: { error: SignalError; callsid?: string; voiceeventsid?: string } };

/** Why a text was not a message: all of them are the client's fault, none ends the process. */
export type Unreadable = "too long" | "not JSON" | "unknown type" | "malformed";

function known(type: unknown): type is keyof typeof payloads {
  return typeof type === "string" && Object.hasOwn(payloads, type);
}

export function readMessage(text: string): ClientMessage | { unreadable: Unreadable } {
  if (text.length > MAX_MESSAGE_BYTES) return { unreadable: "too long" };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { unreadable: "not JSON" };
  }
  if (typeof json !== "object" || json === null || !("type" in json))
    return { unreadable: "malformed" };
  const { type } = json;
  if (!known(type)) return { unreadable: "unknown type" };
  const parsed = payloads[type].safeParse("payload" in json ? json.payload : undefined);
  if (!parsed.success) return { unreadable: "malformed" };
  const description =
    "sdp" in parsed.data && typeof parsed.data.sdp === "string" ? parsed.data.sdp.length : 0;
  // Escaping may double a description's line ends, hence twice its length is forgiven.
  if (text.length - 2 * description > MAX_PLAIN_CHARS) return { unreadable: "too long" };
  return { type, payload: parsed.data } as ClientMessage;
}

export function writeMessage(message: ServerMessage): string {
  return JSON.stringify({
    type: message.type,
    version: PROTOCOL_VERSION,
    payload: message.payload,
  });
}
