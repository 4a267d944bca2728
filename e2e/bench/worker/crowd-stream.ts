import { randomUUID } from "node:crypto";
import { dial } from "../../../stream-worker/src/testing/fake-carrier.ts";

const FRAME_MS = 20;
const FRAME_BYTES = 160;
/** A caller says something that often, at the soonest. */
const CYCLE_FRAMES = 400;

/** Frames of 20 ms as a carrier writes them. */
export interface CallerSound {
  hiss: readonly string[];
  sentences: readonly (readonly string[])[];
}

/** The letters by which messages of the other side are told apart: `{"event":"m…`. */
const AT = 10;
const [M, E, A, C] = [..."meac"].map((letter) => letter.charCodeAt(0));

/**
 * One caller of many: their sound in, the bot's sound played by the clock, marks given back as
 * documented. Sparing, so that the crowd takes less of the machine than who serves it.
 */
export class CrowdStream {
  sent = 0;
  /** Messages of sound that came back. */
  received = 0;
  private readonly sid = `MZ${randomUUID().replaceAll("-", "")}`;
  private readonly head = `{"event":"media","streamSid":"${this.sid}","media":{"track":"inbound","chunk":"`;
  private readonly before = `{"event":"media","streamSid":"${this.sid}","media":{"payload":"`
    .length;
  private readonly socket: ReturnType<typeof dial>;
  private readonly sound: CallerSound;
  private nextSentenceAt: number;
  private sentence: readonly string[] = [];
  private sentenceAt = 0;
  private buffered = 0;
  private played = 0;
  private marks: { name: string; after: number }[] = [];
  private turn: number;
  private readonly dice: () => number;

  private constructor(
    socket: ReturnType<typeof dial>,
    parameters: Record<string, string>,
    sound: CallerSound,
    dice: () => number,
  ) {
    this.socket = socket;
    this.sound = sound;
    this.dice = dice;
    this.turn = Math.floor(dice() * sound.sentences.length);
    this.nextSentenceAt = Math.floor(dice() * CYCLE_FRAMES);
    socket.on("message", (data: Buffer) => this.take(data));
    socket.on("error", () => undefined);
    this.say({ event: "connected", protocol: "Call", version: "1.0.0" });
    this.say({
      event: "start",
      sequenceNumber: "1",
      streamSid: this.sid,
      start: {
        accountSid: "AC0",
        callSid: "CA0",
        streamSid: this.sid,
        tracks: ["inbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: parameters,
      },
    });
  }

  /** Null where the other side takes no more calls just now. */
  static open(
    url: string,
    parameters: Record<string, string>,
    sound: CallerSound,
    dice: () => number,
  ): Promise<CrowdStream | null> {
    const socket = dial(url);
    return new Promise((resolve) => {
      socket.once("open", () => resolve(new CrowdStream(socket, parameters, sound, dice)));
      socket.once("error", () => resolve(null));
    });
  }

  onClose(run: () => void): void {
    this.socket.once("close", run);
  }

  /** 20 ms pass. */
  tick(): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const at = this.sent;
    this.sent += 1;
    this.socket.send(
      `${this.head}${at + 1}","timestamp":"${at * FRAME_MS}","payload":"${this.nextFrame(at)}"}}`,
    );
    if (this.buffered === 0) return;
    const played = Math.min(FRAME_BYTES, this.buffered);
    this.buffered -= played;
    this.played += played;
    while (this.marks[0] !== undefined && this.marks[0].after <= this.played)
      this.giveBack(this.marks.shift()?.name ?? "");
  }

  hangUp(): void {
    this.say({ event: "stop", streamSid: this.sid, stop: { accountSid: "AC0", callSid: "CA0" } });
    this.socket.close(1000);
  }

  private nextFrame(at: number): string {
    if (at >= this.nextSentenceAt) {
      const { sentences } = this.sound;
      this.turn += 1;
      this.sentence = sentences[this.turn % sentences.length] ?? [];
      this.sentenceAt = at;
      this.nextSentenceAt = at + CYCLE_FRAMES + Math.floor(this.dice() * CYCLE_FRAMES * 0.25);
    }
    const { hiss } = this.sound;
    return this.sentence[at - this.sentenceAt] ?? hiss[at % hiss.length] ?? "";
  }

  private take(data: Buffer): void {
    if (data[AT] === M && data[AT + 1] === E) {
      this.received += 1;
      const padding = data.subarray(-5, -3).toString().split("=").length - 1;
      this.buffered += ((data.length - this.before - 3) / 4) * 3 - padding;
    } else if (data[AT] === M && data[AT + 1] === A) {
      const { mark } = JSON.parse(data.toString()) as { mark: { name: string } };
      if (this.buffered <= 0) this.giveBack(mark.name);
      else this.marks.push({ name: mark.name, after: this.played + this.buffered });
    } else if (data[AT] === C) {
      this.buffered = 0;
      for (const { name } of this.marks.splice(0)) this.giveBack(name);
    }
  }

  private giveBack(name: string): void {
    this.say({ event: "mark", streamSid: this.sid, mark: { name } });
  }

  private say(message: object): void {
    if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
  }
}
