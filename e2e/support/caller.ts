import { EventEmitter, once } from "node:events";
import { WebSocket } from "ws";
import { FRAME, RATE, standsOut, toneFrame } from "./tone.ts";

type Message =
  | { type: "hello" }
  | { type: "state"; state: "dialling" | "connected" }
  | { type: "ended"; cause: string }
  | { type: "caption"; id: string; by: "person" | "bot" | "carrier"; text: string; state: string }
  | { type: "digit" | "unknownWords" | "refused" };

export interface Frame {
  /** 20 ms at 8 kHz. */
  heard: Int16Array;
  /** What the caller said meanwhile. */
  said: Int16Array;
  atMs: number;
}

/** Somebody at the phone booth, driven by a journey: a persona, or a caller with typed words and a tone for a voice. */
export class BoothCaller {
  readonly captions: { by: string; text: string; state: string; id: string }[] = [];
  state: "new" | "dialling" | "connected" | "ended" = "new";
  private readonly news = new EventEmitter();
  private readonly frames: Frame[] = [];
  private readonly socket: WebSocket;
  private tone: NodeJS.Timeout | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      if (isBinary) this.heardFrame(data);
      else this.happened(JSON.parse(data.toString()) as Message);
    });
  }

  static async open(boothUrl: string): Promise<BoothCaller> {
    const url = new URL("/booth/socket", boothUrl);
    url.protocol = "ws:";
    const socket = new WebSocket(url, { origin: new URL(boothUrl).origin });
    const caller = new BoothCaller(socket);
    await once(socket, "open");
    return caller;
  }

  private heardFrame(data: Buffer): void {
    const samplesFrom = (first: number): Int16Array =>
      Int16Array.from({ length: FRAME }, (_, at) => data.readInt16LE((first + at) * 2));
    const frame = { heard: samplesFrom(0), said: samplesFrom(FRAME), atMs: performance.now() };
    this.frames.push(frame);
    this.news.emit("frame", frame);
    if (this.frames.length > 60 * 50) this.frames.shift();
    this.news.emit("news");
  }

  private happened(message: Message): void {
    if (message.type === "state") this.state = message.state;
    if (message.type === "ended") this.state = "ended";
    if (message.type === "caption") {
      const at = this.captions.findIndex((known) => known.id === message.id);
      if (at < 0) this.captions.push(message);
      else this.captions[at] = message;
    }
    this.news.emit("news");
  }

  private send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  callAs(personaId: string, to: string): void {
    this.send({ type: "call", personaId, to });
  }

  callYourself(to: string, language: string): void {
    this.send({ type: "callYourself", to, language });
  }

  say(text: string): void {
    this.send({ type: "say", text });
  }

  hangUp(): void {
    this.send({ type: "hangUp" });
  }

  /** A steady tone from the caller's microphone until it is stopped; as loud as speech unless told otherwise. */
  startTone(hz: number, amplitude?: number): void {
    let at = 0;
    const started = performance.now();
    this.tone = setInterval(() => {
      // Paced by the clock, not by the timer: as many frames as time has passed.
      while (at / RATE < (performance.now() - started) / 1000 + 0.06) {
        this.socket.send(toneFrame(hz, at, amplitude));
        at += FRAME;
      }
    }, 20);
  }

  stopTone(): void {
    clearInterval(this.tone);
  }

  onFrame(listener: (frame: Frame) => void): void {
    this.news.on("frame", listener);
  }

  /** Resolves when the condition holds; asked again at every message and frame. Rejects after `withinMs`. */
  async until(what: string, holds: () => boolean, withinMs = 20_000): Promise<void> {
    const limit = AbortSignal.timeout(withinMs);
    while (!holds()) {
      await once(this.news, "news", { signal: limit }).catch(() => {
        throw new Error(`${withinMs} ms passed without ${what}`);
      });
    }
  }

  said(by: "bot" | "person" | "carrier", words: RegExp): boolean {
    return this.captions.some((caption) => caption.by === by && words.test(caption.text));
  }

  /** What the caller heard since an instant of `performance.now()`. */
  heardSince(atMs: number): Int16Array {
    const frames = this.frames.filter((frame) => frame.atMs >= atMs);
    const all = new Int16Array(frames.length * FRAME);
    frames.forEach((frame, at) => all.set(frame.heard, at * FRAME));
    return all;
  }

  /** The frames that came since an instant of `performance.now()`, each with its own. */
  framesSince(atMs: number): readonly Frame[] {
    return this.frames.filter((frame) => frame.atMs >= atMs);
  }

  /** dB by which a tone stands out over the last second heard. */
  hears(hz: number): number {
    return standsOut(this.heardSince(performance.now() - 1000), hz);
  }

  /** The largest sample of the last second heard. */
  peak(): number {
    return this.heardSince(performance.now() - 1000).reduce(
      (largest, sample) => Math.max(largest, Math.abs(sample)),
      0,
    );
  }

  async close(): Promise<void> {
    this.stopTone();
    if (this.socket.readyState === WebSocket.CLOSED) return;
    this.socket.close();
    await once(this.socket, "close");
  }
}
