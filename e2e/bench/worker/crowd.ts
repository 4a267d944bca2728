import { randomUUID } from "node:crypto";
import { callerSpeech } from "../../../stream-worker/src/testing/caller-speech.ts";
import { mediaToken } from "../../../stream-worker/src/testing/fake-carrier.ts";
import { CrowdStream, type CallerSound } from "./crowd-stream.ts";
import type { SpeechHouse } from "./speech-house.ts";
import { createDice, pass } from "./waiting.ts";

/** So many callers at that address, for as long as nothing else is said. */
export interface CrowdOrder {
  url: string;
  count: number;
  /** Each call ends after about so long, and another begins; else none ends by itself. */
  lifeMs?: number;
}

export interface CrowdCounts {
  open: number;
  /** Calls that were not taken at once, and how often they tried. */
  refused: number;
  /** Frames of all calls. */
  sent: number;
  /** Messages of sound that came back. */
  received: number;
  /** Frames that came to the recognisers. */
  heard: number;
  /** How much later than due the crowd's own clock was at worst, ms. */
  lateMs: number;
}

const FRAME_BYTES = 160;
/** A carrier's calls do not all tick at once. */
const PHASES = 4;
const PHASE_MS = 5;
const OPEN_EVERY_MS = 20;
const RETRY_MS = 250;
const PATIENCE_MS = 20_000;
const HISS = [0xff, 0x7f, 0xfe, 0x7e, 0xfd, 0x7d];
const SENTENCES: readonly (readonly [voice: string, text: string])[] = [
  ["en-us+m3", "Hello, the tap in my kitchen is leaking."],
  ["en-us+f2", "It is Main Street number twelve, on the third floor."],
  ["en-us+m1", "Yes, that is right, but please come before noon."],
  ["en-us+f4", "No, wait a moment, that was not what I meant."],
];

function framesOf(mulaw: Uint8Array): string[] {
  return Array.from({ length: Math.floor(mulaw.length / FRAME_BYTES) }, (_, nth) =>
    Buffer.from(mulaw.subarray(nth * FRAME_BYTES, (nth + 1) * FRAME_BYTES)).toString("base64"),
  );
}

export async function callerSound(): Promise<CallerSound> {
  const dice = createDice(3);
  const hiss = Uint8Array.from(
    { length: 50 * FRAME_BYTES },
    () => HISS[Math.floor(dice() * HISS.length)] ?? 0xff,
  );
  const said = await Promise.all(SENTENCES.map(([voice, text]) => callerSpeech(voice, text)));
  return { hiss: framesOf(hiss), sentences: said.map(({ mulaw }) => framesOf(mulaw)) };
}

/** Many callers at once, by one clock. */
export class Crowd {
  private readonly sound: CallerSound;
  private readonly house: SpeechHouse;
  private readonly dice = createDice(17);
  private readonly phases: Set<CrowdStream>[] = Array.from({ length: PHASES }, () => new Set());
  private order: CrowdOrder | null = null;
  private over = { refused: 0, sent: 0, received: 0 };
  private heardBefore = 0;
  private lateMs = 0;
  private opened = 0;
  private isPaused = false;

  constructor(sound: CallerSound, house: SpeechHouse) {
    this.sound = sound;
    this.house = house;
    let phase = 0;
    let dueAt = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.lateMs = Math.max(this.lateMs, now - dueAt - PHASE_MS);
      for (; dueAt <= now; dueAt += PHASE_MS, phase += 1) {
        for (const stream of this.phases[phase % PHASES] ?? []) {
          // A recogniser is given two frames at a time: an odd one would wait for ever.
          if (!this.isPaused || stream.sent % 2 === 1) stream.tick();
        }
      }
    }, PHASE_MS);
  }

  /** Resolves when all of them are being served, or no more have been taken for long enough. */
  async open(order: CrowdOrder): Promise<void> {
    this.order = order;
    this.isPaused = false;
    const missing = order.count - this.counts().open;
    for (let nth = 0; nth < missing; nth += 1) {
      if (!(await this.openOne(order))) return;
      await pass(OPEN_EVERY_MS);
    }
  }

  /** From now on until the next call is opened nobody says anything: what is under way arrives. */
  pause(): void {
    this.isPaused = true;
  }

  async hangUp(): Promise<void> {
    this.order = null;
    for (const stream of this.streams()) stream.hangUp();
    while (this.counts().open > 0) await pass(OPEN_EVERY_MS);
  }

  counts(): CrowdCounts {
    const streams = [...this.streams()];
    const sum = (of: (stream: CrowdStream) => number): number =>
      streams.reduce((all, stream) => all + of(stream), 0);
    return {
      open: streams.length,
      refused: this.over.refused,
      sent: this.over.sent + sum((one) => one.sent),
      received: this.over.received + sum((one) => one.received),
      heard: this.heardFrames() - this.heardBefore,
      lateMs: this.lateMs,
    };
  }

  /** Counts from nothing. Of calls that go on, too: open them afterwards. */
  reset(): void {
    this.over = { refused: 0, sent: 0, received: 0 };
    this.heardBefore = this.heardFrames();
    this.lateMs = 0;
  }

  private heardFrames(): number {
    return this.house.ears.reduce((all, ear) => all + ear.bytes(), 0) / FRAME_BYTES;
  }

  private *streams(): Generator<CrowdStream> {
    for (const phase of this.phases) yield* phase;
  }

  /** False where the other side takes no more: a worker refuses calls that it could not serve well. */
  private async openOne(order: CrowdOrder): Promise<boolean> {
    const until = performance.now() + PATIENCE_MS;
    while (this.order === order && performance.now() < until) {
      const token = await mediaToken(randomUUID(), { purpose: "stream" });
      const parameters = { token, language: "en-US" };
      const stream = await CrowdStream.open(order.url, parameters, this.sound, this.dice);
      if (stream !== null) {
        this.add(stream, order);
        return true;
      }
      this.over.refused += 1;
      await pass(RETRY_MS);
    }
    return false;
  }

  private add(stream: CrowdStream, order: CrowdOrder): void {
    const phase = this.phases[this.opened % PHASES];
    this.opened += 1;
    phase?.add(stream);
    const { lifeMs } = order;
    const life =
      lifeMs === undefined
        ? undefined
        : setTimeout(() => stream.hangUp(), lifeMs * (0.75 + this.dice() / 2));
    stream.onClose(() => {
      clearTimeout(life);
      phase?.delete(stream);
      this.over.sent += stream.sent;
      this.over.received += stream.received;
      // A bot that is done with its caller gets the next one.
      if (this.order === order) void this.openOne(order);
    });
  }
}
