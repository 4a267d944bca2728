import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { SpokenPiece } from "../../ports/speech.ts";
import { faultOfStatus } from "../stt/faults.ts";
import type { SoundReader } from "./sound-readers.ts";
import { Setback } from "./watch.ts";

/** A call speaks every few seconds: its next text finds the connection, and saves 100–200 ms of TLS. */
const IDLE_MS = 30_000;
const MAX_SOCKETS = 256;
const MAX_IDLE_SOCKETS = 16;
const MAX_HEADER_BYTES = 16_384;
/** Errors arrive as writing, some vendors' with status 200. */
const WRITING = /json|html|xml|^text\//iu;

export type SoundRequest = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly reader: SoundReader;
};

/** Asks one vendor over HTTP for sound; keeps connections for the next text. */
export type Post = (request: SoundRequest, signal: AbortSignal) => AsyncGenerator<SpokenPiece>;

/** Seconds, or an HTTP date; undefined where it says neither. */
function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/** Why an answer is not sound, by its head alone: its body may quote the text. null where it may be. */
export function refusalOf(
  { statusCode = 0, headers }: IncomingMessage,
  nowMs: number,
): Setback | null {
  if (statusCode === 200) {
    return WRITING.test(headers["content-type"] ?? "") ? new Setback("garbage") : null;
  }
  const fault = faultOfStatus(statusCode);
  if (fault !== "overloaded") return new Setback(fault);
  return new Setback(fault, retryAfterMs(headers["retry-after"], nowMs));
}

const guarded = new WeakSet<Socket>();

/**
 * Where an answer is complete and its request is aborted in the same turn, Node (24.21) has taken
 * its own listener off the socket before the abort's error is emitted there: unheard, it would end
 * the process and every call on it. The request tells the same error to who asked.
 */
function guard(socket: Socket): void {
  if (guarded.has(socket)) return;
  guarded.add(socket);
  socket.on("error", () => undefined);
}

export function createPost(wall: () => Date): Post {
  const pool = {
    keepAlive: true,
    timeout: IDLE_MS,
    maxTotalSockets: MAX_SOCKETS,
    maxFreeSockets: MAX_IDLE_SOCKETS,
  };
  const plain = new http.Agent(pool);
  const secure = new https.Agent(pool);

  // Redirects are not followed: the key is for this vendor alone.
  const answer = (request: SoundRequest, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const isSecure = request.url.startsWith("https:");
      const outgoing = (isSecure ? https : http).request(request.url, {
        method: "POST",
        agent: isSecure ? secure : plain,
        headers: { ...request.headers, "content-length": Buffer.byteLength(request.body) },
        maxHeaderSize: MAX_HEADER_BYTES,
        signal,
      });
      outgoing.once("socket", guard);
      outgoing.once("response", resolve);
      outgoing.on("error", reject);
      outgoing.end(request.body);
    });

  return async function* post(request, signal) {
    let response: IncomingMessage | null = null;
    try {
      response = await answer(request, signal);
      const refusal = refusalOf(response, wall().getTime());
      if (refusal) throw refusal;
      for await (const chunk of response) {
        const audio = request.reader.take(chunk as Buffer);
        if (audio.length > 0) yield { type: "audio", audio };
      }
      const audio = request.reader.end();
      if (audio.length > 0) yield { type: "audio", audio };
    } finally {
      request.reader.close();
      response?.destroy();
    }
  };
}
