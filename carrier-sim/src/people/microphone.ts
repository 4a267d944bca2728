import { FRAME_SAMPLES, type Pcm8k } from "../ports.ts";

export interface MicrophoneStats {
  /** Samples waiting to be heard. */
  waiting: number;
  /** Samples dropped because they came faster than they were heard. */
  dropped: number;
  /** Times the line went quiet because nothing had arrived in time. */
  underruns: number;
}

export interface Microphone {
  push(pcm: Pcm8k): void;
  /** The next frame, once a tick; undefined while nothing is there. Reused, copy what you keep. */
  pull(): Pcm8k | undefined;
  stats(): MicrophoneStats;
}

/** 60 ms wait before playing starts: a page's timer and a local socket jitter by less. */
const START_SAMPLES = 3 * FRAME_SAMPLES;
/** 400 ms at most; beyond it the oldest go, because late words are worse than lost ones. */
const MAX_SAMPLES = 20 * FRAME_SAMPLES;

/** Evens out sound that arrives from a page in bursts. */
export function createMicrophone(): Microphone {
  const ring = new Int16Array(MAX_SAMPLES);
  const frame = new Int16Array(FRAME_SAMPLES);
  let from = 0;
  let waiting = 0;
  let playing = false;
  let dropped = 0;
  let underruns = 0;

  return {
    push(pcm) {
      const kept = pcm.length > MAX_SAMPLES ? pcm.subarray(pcm.length - MAX_SAMPLES) : pcm;
      const excess = Math.max(0, waiting + kept.length - MAX_SAMPLES);
      dropped += excess + pcm.length - kept.length;
      from = (from + excess) % MAX_SAMPLES;
      waiting -= excess;
      for (let i = 0; i < kept.length; i += 1) ring[(from + waiting + i) % MAX_SAMPLES] = kept[i]!;
      waiting += kept.length;
    },
    pull() {
      if (!playing && waiting < START_SAMPLES) return undefined;
      playing = waiting >= FRAME_SAMPLES;
      if (!playing) {
        underruns += 1;
        return undefined;
      }
      for (let i = 0; i < FRAME_SAMPLES; i += 1) frame[i] = ring[(from + i) % MAX_SAMPLES]!;
      from = (from + FRAME_SAMPLES) % MAX_SAMPLES;
      waiting -= FRAME_SAMPLES;
      return frame;
    },
    stats: () => ({ waiting, dropped, underruns }),
  };
}
