/** Runs on the audio thread: no imports, its own globals. */
declare const sampleRate: number;
declare function registerProcessor(name: string, processor: unknown): void;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}

const LINE_RATE = 8000;
const FRAME = 160;
/** Three frames before it starts; past fifteen it drops to three again, so delay never grows. */
const START_SAMPLES = 3 * FRAME;
const MOST_SAMPLES = 15 * FRAME;

class Speaker extends AudioWorkletProcessor {
  private readonly ring = new Float32Array(MOST_SAMPLES * 2);
  private readAt = 0;
  private filled = 0;
  private flowing = false;

  constructor() {
    super();
    this.port.onmessage = (message: MessageEvent<Float32Array>) => this.push(message.data);
  }

  private push(frame: Float32Array): void {
    if (this.filled + frame.length > MOST_SAMPLES) {
      const drop = this.filled - START_SAMPLES;
      this.readAt = (this.readAt + drop) % this.ring.length;
      this.filled -= drop;
    }
    for (let at = 0; at < frame.length; at += 1)
      this.ring[(this.readAt + this.filled + at) % this.ring.length] = frame[at]!;
    this.filled += frame.length;
    if (this.filled >= START_SAMPLES) this.flowing = true;
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (!out || !this.flowing) return true;
    const count = Math.min(out.length, this.filled);
    for (let at = 0; at < count; at += 1)
      out[at] = this.ring[(this.readAt + at) % this.ring.length]!;
    this.readAt = (this.readAt + count) % this.ring.length;
    this.filled -= count;
    if (this.filled === 0) this.flowing = false;
    return true;
  }
}

/** Averages the browser's rate down to the line's: plain, and good enough for a telephone. */
class Microphone extends AudioWorkletProcessor {
  private frame = new Int16Array(FRAME);
  private at = 0;
  private sum = 0;
  private count = 0;
  private phase = 0;

  process(inputs: Float32Array[][]): boolean {
    for (const sample of inputs[0]?.[0] ?? []) {
      this.sum += sample;
      this.count += 1;
      this.phase += LINE_RATE / sampleRate;
      if (this.phase < 1) continue;
      this.phase -= 1;
      this.frame[this.at] = Math.max(-1, Math.min(1, this.sum / this.count)) * 32767;
      this.at += 1;
      this.sum = 0;
      this.count = 0;
      if (this.at < FRAME) continue;
      this.port.postMessage(this.frame, [this.frame.buffer]);
      this.frame = new Int16Array(FRAME);
      this.at = 0;
    }
    return true;
  }
}

registerProcessor("booth-speaker", Speaker);
registerProcessor("booth-microphone", Microphone);
