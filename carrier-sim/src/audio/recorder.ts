import { FRAME_MS, FRAME_SAMPLES, type Pcm8k, type Recorder } from "../ports.ts";
import { writeWav } from "./wav.ts";

/** 100 MB is 54 minutes in two channels; what comes later is not recorded. */
const MAX_BYTES = 100 * 1024 * 1024;
/** One second a chunk: growing never copies, and a hundred recorders that grow in one tick touch 3 MB, not 32. */
const CHUNK_FRAMES = 50;

export interface FrameRecorder extends Recorder {
  /** One tick: `said` becomes channel 1, `heard` channel 2; a mono recording is their sum. */
  write(said: Pcm8k, heard: Pcm8k): void;
}

/** Collects frames untrimmed, so that a position in the recording is a position in the call. */
export function createRecorder(
  channels: 1 | 2,
  onStop: () => void = () => undefined,
  maxBytes = MAX_BYTES,
): FrameRecorder {
  const chunkSamples = CHUNK_FRAMES * FRAME_SAMPLES * channels;
  const maxFrames = Math.floor(maxBytes / (FRAME_SAMPLES * channels * 2));
  const chunks: Int16Array[] = [];
  let frames = 0;
  let paused: "skip" | "silence" | undefined;
  let stopped: { wav: Uint8Array; durationMs: number } | undefined;

  function next(): { chunk: Int16Array; at: number } {
    const at = (frames % CHUNK_FRAMES) * FRAME_SAMPLES * channels;
    if (at === 0) chunks.push(new Int16Array(chunkSamples));
    frames += 1;
    return { chunk: chunks[chunks.length - 1]!, at };
  }

  return {
    write(said, heard) {
      if (stopped !== undefined || paused === "skip" || frames >= maxFrames) return;
      const { chunk, at } = next();
      if (paused === "silence") return;
      if (channels === 2) {
        for (let i = 0; i < FRAME_SAMPLES; i += 1) {
          chunk[at + 2 * i] = said[i]!;
          chunk[at + 2 * i + 1] = heard[i]!;
        }
        return;
      }
      for (let i = 0; i < FRAME_SAMPLES; i += 1) {
        const sum = said[i]! + heard[i]!;
        chunk[at + i] = sum > 32_767 ? 32_767 : sum < -32_768 ? -32_768 : sum;
      }
    },
    pause(behavior) {
      paused = behavior;
    },
    resume() {
      paused = undefined;
    },
    stop() {
      if (stopped !== undefined) return stopped;
      const samples = new Int16Array(frames * FRAME_SAMPLES * channels);
      chunks.forEach((chunk, index) => {
        samples.set(
          chunk.subarray(0, Math.min(chunkSamples, samples.length - index * chunkSamples)),
          index * chunkSamples,
        );
      });
      chunks.length = 0;
      stopped = { wav: writeWav(samples, channels), durationMs: frames * FRAME_MS };
      onStop();
      return stopped;
    },
  };
}
