import { randomUUID } from "node:crypto";
import { FRAME_BYTES, FRAME_MS } from "../domain/frame-pairing.ts";
import { MULAW_SILENCE } from "../domain/mulaw.ts";
import { dial, whenOpen } from "./fake-carrier.ts";

const SILENCE = new Uint8Array(FRAME_BYTES).fill(MULAW_SILENCE);

/** How the carrier treats marks: as documented, never, or at once. */
export type MarkManner = "documented" | "never" | "at once";

/** What the other side did, or that a sound of the caller's began; `at` is of `performance.now()`. */
export type StreamHappening = {
  readonly type: "media" | "clear" | "mark" | "said";
  readonly at: number;
  /** Of all sound ever handed over, milliseconds: what has been played, and what there is. */
  readonly playedMs: number;
  readonly handedMs: number;
};

export type FakeStream = {
  readonly socket: ReturnType<typeof dial>;
  /** Queues sound of the caller; resolves when its last frame has been sent, or the line is closed. */
  say(mulaw: Uint8Array): Promise<void>;
  key(digit: string): void;
  /** Everything the caller heard so far, silence included: one byte a sample from the start. */
  heard(): Uint8Array;
  /** The instant of `start`, by `performance.now()`; the first frame follows at once. */
  readonly beganAt: number;
  readonly events: StreamHappening[];
  /** The caller hears a frame that is not silence; false once it has been quiet for 100 ms. */
  isSounding(): boolean;
  /** Most sound that ever waited to be played, milliseconds. */
  mostBufferedMs(): number;
  /** Sound of the other side's that the caller has heard, milliseconds without the silence between. */
  playedMs(): number;
  /** Resolves at the next frame at which `met` holds. */
  until(met: () => boolean): Promise<void>;
  closed(): boolean;
  /** The caller hangs up: `stop`, then the socket is closed. */
  hangUp(): void;
  send(message: object): void;
};

/** The carrier's end of a two-way media stream, in real time: a frame every 20 ms, each way. */
export async function connectStream(
  url: string,
  parameters: Record<string, string>,
  { marks = "documented" }: { marks?: MarkManner } = {},
): Promise<FakeStream> {
  const socket = dial(url);
  const streamSid = `MZ${randomUUID().replaceAll("-", "")}`;
  const inbound: { bytes: Uint8Array; at: number; done: () => void }[] = [];
  let outbound: { bytes: Uint8Array; at: number }[] = [];
  let pendingMarks: { name: string; afterBytes: number }[] = [];
  const heardFrames: Uint8Array[] = [];
  const events: FakeStream["events"] = [];
  const waiting = new Set<{ met: () => boolean; done: () => void }>();
  let playedBytes = 0;
  let handedBytes = 0;
  let bufferedBytes = 0;
  let mostBuffered = 0;
  let quietFrames = 1_000;
  let frames = 0;
  let closed = false;

  const send = (message: object): void => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const giveMark = (name: string): void => send({ event: "mark", streamSid, mark: { name } });

  const note = (type: StreamHappening["type"]): void => {
    const at = performance.now();
    events.push({ type, at, playedMs: playedBytes / 8, handedMs: handedBytes / 8 });
  };

  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as {
      event: string;
      media?: { payload: string };
      mark?: { name: string };
    };
    if (message.event === "media" && message.media !== undefined) {
      const bytes = Buffer.from(message.media.payload, "base64");
      outbound.push({ bytes, at: 0 });
      handedBytes += bytes.length;
      bufferedBytes += bytes.length;
      mostBuffered = Math.max(mostBuffered, bufferedBytes);
      note("media");
    } else if (message.event === "mark" && message.mark !== undefined) {
      note("mark");
      if (marks === "at once") giveMark(message.mark.name);
      if (marks === "documented") {
        if (bufferedBytes === 0) giveMark(message.mark.name);
        else
          pendingMarks.push({ name: message.mark.name, afterBytes: playedBytes + bufferedBytes });
      }
    } else if (message.event === "clear") {
      note("clear");
      outbound = [];
      bufferedBytes = 0;
      const back = pendingMarks;
      pendingMarks = [];
      for (const { name } of back) giveMark(name);
    }
  });

  const nextOutbound = (): Uint8Array => {
    const frame = Uint8Array.from(SILENCE);
    let filled = 0;
    while (filled < FRAME_BYTES) {
      const [first] = outbound;
      if (first === undefined) break;
      const piece = first.bytes.subarray(first.at, first.at + FRAME_BYTES - filled);
      frame.set(piece, filled);
      filled += piece.length;
      first.at += piece.length;
      if (first.at >= first.bytes.length) outbound.shift();
    }
    bufferedBytes -= filled;
    playedBytes += filled;
    return frame;
  };

  const nextInbound = (): Uint8Array => {
    const [first] = inbound;
    if (first === undefined) return SILENCE;
    if (first.at === 0) note("said");
    const frame = Uint8Array.from(SILENCE);
    frame.set(first.bytes.subarray(first.at, first.at + FRAME_BYTES));
    first.at += FRAME_BYTES;
    if (first.at >= first.bytes.length) {
      inbound.shift();
      first.done();
    }
    return frame;
  };

  const tick = (): void => {
    const timestamp = String(frames * FRAME_MS);
    frames += 1;
    const payload = Buffer.from(nextInbound()).toString("base64");
    send({
      event: "media",
      streamSid,
      media: { track: "inbound", chunk: String(frames), timestamp, payload },
    });
    const frame = nextOutbound();
    heardFrames.push(frame);
    quietFrames = frame.every((byte) => byte >= 0xf0 || (byte >= 0x70 && byte < 0x80))
      ? quietFrames + 1
      : 0;
    const back = pendingMarks.filter(({ afterBytes }) => afterBytes <= playedBytes);
    pendingMarks = pendingMarks.filter(({ afterBytes }) => afterBytes > playedBytes);
    for (const { name } of back) giveMark(name);
    for (const one of waiting) {
      if (!one.met()) continue;
      waiting.delete(one);
      one.done();
    }
  };

  await whenOpen(socket);
  send({ event: "connected", protocol: "Call", version: "1.0.0" });
  send({
    event: "start",
    sequenceNumber: "1",
    streamSid,
    start: {
      accountSid: "AC0",
      callSid: "CA0",
      streamSid,
      tracks: ["inbound"],
      mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
      customParameters: parameters,
    },
  });
  const beganAt = performance.now();
  const timer = setInterval(() => {
    // What a late timer missed is made up for: the clock is the carrier's, not the machine's load.
    while (frames * FRAME_MS <= performance.now() - beganAt && !closed) tick();
  }, 5);
  socket.on("close", () => {
    closed = true;
    clearInterval(timer);
    for (const one of waiting) one.done();
    for (const one of inbound) one.done();
    waiting.clear();
  });

  return {
    socket,
    send,
    beganAt,
    events,
    say: (mulaw) =>
      new Promise((done) => {
        inbound.push({ bytes: mulaw, at: 0, done });
      }),
    key: (digit) => send({ event: "dtmf", streamSid, dtmf: { track: "inbound_track", digit } }),
    heard: () => Buffer.concat(heardFrames),
    isSounding: () => quietFrames < 5,
    mostBufferedMs: () => mostBuffered / 8,
    playedMs: () => playedBytes / 8,
    until: (met) =>
      new Promise((done) => {
        if (met()) done();
        else waiting.add({ met, done });
      }),
    closed: () => closed,
    hangUp() {
      send({ event: "stop", streamSid, stop: { accountSid: "AC0", callSid: "CA0" } });
      socket.close(1000);
    },
  };
}
