/** 20 ms of one call at 8 kHz, both directions, as linear samples in -1…1. */
export interface ListenFrame {
  sequence: number;
  samples: Float32Array;
}

export interface JitterReport {
  /** Frames that wait to be played. */
  waiting: number;
  played: number;
  /** Came after their turn and were thrown away. */
  late: number;
  /** Never came; an echo or silence was played instead. */
  lost: number;
  /** Thrown away to come back to the present. */
  skipped: number;
}

/** 60 ms: the network of one house jitters less; more would be heard as delay at takeover. */
const START_WITH = 3;
/** 400 ms behind is no longer live. */
const AT_MOST = 20;
const FRAME_SAMPLES = 160;

/** Puts frames in order, hides one missing frame, never grows past AT_MOST frames. */
export class JitterBuffer {
  #frames = new Map<number, Float32Array>();
  #next: number | null = null;
  #playing = false;
  #current: Float32Array | null = null;
  /** What may be repeated once. */
  #last: Float32Array | null = null;
  #offset = 0;
  #report: JitterReport = { waiting: 0, played: 0, late: 0, lost: 0, skipped: 0 };

  push(frame: ListenFrame): void {
    if (this.#next !== null && frame.sequence < this.#next) {
      // Far behind means the sender began anew, not that the frame is late.
      if (this.#next - frame.sequence < AT_MOST * 10) {
        this.#report.late += 1;
        return;
      }
      this.#restart();
    }
    this.#frames.set(frame.sequence, frame.samples);
    if (this.#frames.size > AT_MOST) this.#catchUp();
  }

  /** Fills `out` with the next samples at 8 kHz. */
  pull(out: Float32Array): void {
    for (let i = 0; i < out.length; i += 1) {
      if (this.#current === null || this.#offset >= this.#current.length) this.#advance();
      out[i] = this.#current?.[this.#offset] ?? 0;
      this.#offset += 1;
    }
  }

  report(): JitterReport {
    return { ...this.#report, waiting: this.#frames.size };
  }

  #advance(): void {
    this.#offset = 0;
    this.#current = silence;
    if (!this.#playing) {
      if (this.#frames.size < START_WITH) return;
      this.#playing = true;
      this.#next = Math.min(...this.#frames.keys());
    }
    if (this.#frames.size === 0) {
      // Ran dry: gather a little again instead of stumbling from frame to frame.
      this.#playing = false;
      return;
    }
    const sequence = this.#next ?? 0;
    const frame = this.#frames.get(sequence);
    this.#frames.delete(sequence);
    this.#next = sequence + 1;
    if (frame === undefined) {
      this.#report.lost += 1;
      // A softer echo of the last 20 ms is heard as speech; a hole is heard as a click.
      this.#current = this.#last?.map((sample) => sample / 2) ?? silence;
      this.#last = null;
      return;
    }
    this.#report.played += 1;
    this.#current = frame;
    this.#last = frame;
  }

  #catchUp(): void {
    const order = [...this.#frames.keys()].sort((a, b) => a - b);
    const keep = order.slice(-START_WITH);
    for (const sequence of order.slice(0, -START_WITH)) {
      this.#frames.delete(sequence);
      this.#report.skipped += 1;
    }
    this.#next = keep[0] ?? null;
  }

  #restart(): void {
    this.#frames.clear();
    this.#next = null;
    this.#playing = false;
  }
}

const silence = new Float32Array(FRAME_SAMPLES);
