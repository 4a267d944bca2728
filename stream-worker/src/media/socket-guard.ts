import type { RawData, WebSocket } from "ws";
import type { Clock, Metrics } from "../ports.ts";

export const MAX_MESSAGE_BYTES = 16 * 1024;
const MAX_MALFORMED = 10;
const SETUP_DEADLINE_MS = 5_000;
/** Keeps proxies from closing a quiet socket, and finds peers that vanished without a word. */
const PING_EVERY_MS = 20_000;

export type Rate = { readonly perSecond: number; readonly burst: number };

/** `unknown`: well-formed but not a message we know; carriers add such over time. */
export type Parsed<M> = { message: M } | "unknown" | "malformed";

export type GuardOptions<M> = {
  parse(json: unknown): Parsed<M>;
  /** True once the message that opens the session has been accepted. */
  receive(message: M): void;
  closed(code: number): void;
  clock: Clock;
  metrics: Metrics;
  rate: Rate;
};

export type Guard = {
  /** The session has been accepted: the deadline for it no longer counts. */
  admitted(): void;
  /** Reading waits until `done` settles; nothing is buffered by us meanwhile. */
  pauseFor(done: Promise<void>): void;
  close(code: number, reason: string): void;
};

function parseJson(data: RawData, binary: boolean): unknown {
  if (binary) return undefined;
  try {
    const bytes = Array.isArray(data) ? Buffer.concat(data) : data;
    return JSON.parse(
      bytes instanceof ArrayBuffer ? Buffer.from(bytes).toString() : bytes.toString(),
    );
  } catch {
    return undefined;
  }
}

/** Bounds what a socket may do to us: time to set up, rate, and how much nonsense is put up with. */
export function guardSocket<M>(socket: WebSocket, options: GuardOptions<M>): Guard {
  const { clock, metrics, rate } = options;
  let malformed = 0;
  let tokens = rate.burst;
  let filledAt = clock.now();
  let open = true;

  const close = (code: number, reason: string): void => {
    if (!open) return;
    open = false;
    if (socket.isPaused) socket.resume();
    socket.close(code, reason);
    // A peer that does not answer the close must not keep the socket.
    clock.after(2_000, () => socket.terminate());
  };
  const cancelDeadline = clock.after(SETUP_DEADLINE_MS, () => {
    metrics.count("refused");
    close(1008, "no setup in time");
  });

  let alive = true;
  const ping = (): void => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
    cancelPing = clock.after(PING_EVERY_MS, ping);
  };
  let cancelPing = clock.after(PING_EVERY_MS, ping);
  socket.on("pong", () => {
    alive = true;
  });

  const withinRate = (): boolean => {
    const now = clock.now();
    tokens = Math.min(rate.burst, tokens + ((now - filledAt) / 1000) * rate.perSecond);
    filledAt = now;
    tokens -= 1;
    return tokens >= 0;
  };

  socket.on("message", (data, binary) => {
    if (!open) return;
    if (!withinRate()) {
      metrics.count("flooded");
      close(1008, "too many messages");
      return;
    }
    const parsed = options.parse(parseJson(data, binary));
    if (parsed === "malformed") {
      malformed += 1;
      metrics.count("malformed");
      if (malformed >= MAX_MALFORMED) close(1007, "ten malformed messages");
      return;
    }
    malformed = 0;
    if (parsed === "unknown") metrics.count("unknown");
    else options.receive(parsed.message);
  });
  // `ws` closes by itself after a protocol error or an oversized message; without a listener the
  // event would end the process.
  socket.on("error", () => metrics.count("refused"));
  socket.on("close", (code) => {
    open = false;
    cancelDeadline();
    cancelPing();
    options.closed(code);
  });

  return {
    admitted: cancelDeadline,
    pauseFor(done) {
      socket.pause();
      const resume = (): void => {
        if (socket.isPaused) socket.resume();
      };
      done.then(resume, resume);
    },
    close,
  };
}
