import { JitterBuffer } from "./jitter-buffer.ts";
import type { ListenFrame } from "./jitter-buffer.ts";

/* The audio thread has its own globals, which no library of TypeScript declares. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;
declare const sampleRate: number;

const CALL_RATE = 8_000;
const REPORT_EVERY_BLOCKS = 100;

class ListenProcessor extends AudioWorkletProcessor {
  #buffer = new JitterBuffer();
  #step = CALL_RATE / sampleRate;
  #position = 1;
  #pair = new Float32Array(2);
  #one = new Float32Array(1);
  #blocks = 0;

  constructor() {
    super();
    this.port.onmessage = (message: MessageEvent<ListenFrame>) => this.#buffer.push(message.data);
  }

  /** Stretches 8 kHz to the device's rate by straight lines between samples. */
  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const out = outputs[0]?.[0];
    if (out === undefined) return true;
    for (let i = 0; i < out.length; i += 1) {
      while (this.#position >= 1) {
        this.#buffer.pull(this.#one);
        this.#pair[0] = this.#pair[1]!;
        this.#pair[1] = this.#one[0]!;
        this.#position -= 1;
      }
      out[i] = this.#pair[0]! + (this.#pair[1]! - this.#pair[0]!) * this.#position;
      this.#position += this.#step;
    }
    this.#blocks += 1;
    if (this.#blocks % REPORT_EVERY_BLOCKS === 0) this.port.postMessage(this.#buffer.report());
    return true;
  }
}

registerProcessor("patchbay-listen", ListenProcessor);
