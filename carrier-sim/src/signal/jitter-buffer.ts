/** Frames that wait before playing starts: 40 ms, then as many as underruns have asked for. */
const MIN_TARGET = 2;
const MAX_TARGET = 8;
/** 300 ms. What arrives beyond it pushes out the oldest: a late word is better than a growing delay. */
const MAX_DEPTH = 15;
const SLOTS = 64;
/** Two seconds of ticks: if the buffer never ran low in that time, it holds more than it needs. */
const TRIM_WINDOW = 100;

export interface JitterStats {
  /** Frames waiting now. */
  depth: number;
  target: number;
  received: number;
  /** Never arrived in time: silence was played. */
  lost: number;
  /** Arrived after their turn. */
  late: number;
  /** Thrown away to stay within the bound or to win back delay. */
  dropped: number;
  underruns: number;
}

export interface JitterBuffer {
  /** One packet's frame by its 16-bit sequence number, in any order. */
  push(sequence: number, frame: Uint8Array): void;
  /** The next frame, once a tick. undefined: silence (filling up, lost, or nothing there). */
  pop(): Uint8Array | undefined;
  /** Forget everything: the far end started a new stream. */
  reset(): void;
  stats(): JitterStats;
}

/** Reorders what the network delivered and evens out its timing; bounded, and adapts to underruns. */
export function createJitterBuffer(): JitterBuffer {
  const slots = Array.from<Uint8Array | undefined>({ length: SLOTS });
  const counts = { received: 0, lost: 0, late: 0, dropped: 0, underruns: 0 };
  let next = -1;
  let depth = 0;
  let target = MIN_TARGET;
  let playing = false;
  let ticks = 0;
  let lowest = MAX_DEPTH;

  function reset(): void {
    slots.fill(undefined);
    next = -1;
    depth = 0;
    playing = false;
  }

  function take(): Uint8Array | undefined {
    const frame = slots[next % SLOTS];
    slots[next % SLOTS] = undefined;
    next = (next + 1) & 0xffff;
    depth -= 1;
    return frame;
  }

  function trim(): void {
    lowest = Math.min(lowest, depth);
    ticks += 1;
    if (ticks < TRIM_WINDOW) return;
    if (lowest >= MIN_TARGET) {
      take();
      counts.dropped += 1;
      target = Math.max(MIN_TARGET, target - 1);
    }
    ticks = 0;
    lowest = MAX_DEPTH;
  }

  return {
    push(sequence, frame) {
      counts.received += 1;
      if (next < 0) next = sequence;
      let ahead = (sequence - next) & 0xffff;
      if (ahead >= 0x8000) {
        // A little behind is late; far behind is a stream that started over.
        if (0x10000 - ahead < SLOTS) {
          counts.late += 1;
          return;
        }
        reset();
        next = sequence;
        ahead = 0;
      } else if (ahead >= SLOTS) {
        reset();
        next = sequence;
        ahead = 0;
      }
      slots[sequence % SLOTS] = frame;
      depth = Math.max(depth, ahead + 1);
      while (depth > MAX_DEPTH) {
        take();
        counts.dropped += 1;
      }
    },
    pop() {
      if (!playing) {
        if (depth < target) return undefined;
        playing = true;
        ticks = 0;
        lowest = MAX_DEPTH;
      }
      if (depth === 0) {
        playing = false;
        counts.underruns += 1;
        target = Math.min(MAX_TARGET, target + 1);
        return undefined;
      }
      const frame = take();
      if (!frame) counts.lost += 1;
      trim();
      return frame;
    },
    reset,
    stats: () => ({ depth, target, ...counts }),
  };
}
