import {
  createFramePairer,
  FRAME_BYTES,
  FRAME_MS,
  type Pair,
  type Track,
} from "../domain/frame-pairing.ts";
import { levelOf } from "../domain/level.ts";
import { energyOf, MULAW_SILENCE, rms } from "../domain/mulaw.ts";
import type { Clock, SessionLink } from "../ports.ts";
import { packFrame } from "./audio-frame.ts";
import type { CallClock } from "./call-clock.ts";

const LEVEL_EVERY_MS = 100;

/** What consoles hear and see of a call's two tracks. */
export type CallSound = {
  /** Mu-law of one track, any length; `timestampMs` counts from the stream's start. */
  frame(track: Track, timestampMs: number, payload: Uint8Array): void;
  /** Frames leave for the api only while somebody listens. */
  listen(on: boolean): void;
  close(): void;
};

type Meter = { energy: number; samples: number };

/**
 * Meters both tracks ten times a second and pairs their frames for who listens.
 * @param heard every whole frame with the RMS of its samples
 */
export function createCallSound(deps: {
  callId: string;
  link: SessionLink;
  clock: Clock;
  callClock: CallClock;
  heard?: (track: Track, atMs: number, rms: number) => void;
}): CallSound {
  const { callId, link, clock, callClock } = deps;
  const openedAt = clock.now();
  const pairer = createFramePairer();
  const meters: Record<Track, Meter> = {
    caller: { energy: 0, samples: 0 },
    other: { energy: 0, samples: 0 },
  };
  let listening = false;
  let sequence = 0;
  /** Our instant of the stream's zero, by the frame that travelled fastest. */
  let zeroAt: number | null = null;
  let newestMs = 0;

  const send = (pair: Pair): void => {
    sequence += 1;
    const atMs = callClock.toCallMs((zeroAt ?? openedAt) + pair.index * FRAME_MS);
    link.sendFrame(packFrame(callId, sequence, atMs, pair));
  };

  const hear = (track: Track, timestampMs: number, frame: Uint8Array): void => {
    const energy = energyOf(frame);
    meters[track].energy += energy;
    meters[track].samples += frame.length;
    deps.heard?.(track, timestampMs, rms(energy, frame.length));
    if (!listening) return;
    for (const pair of pairer.add(track, Math.floor(timestampMs / FRAME_MS), frame)) send(pair);
  };

  const takeLevel = (track: Track): number => {
    const { energy, samples } = meters[track];
    meters[track] = { energy: 0, samples: 0 };
    return levelOf(rms(energy, samples));
  };

  const measure = (): void => {
    const newestAt = (zeroAt ?? openedAt) + newestMs;
    link.showLevels({
      caller: takeLevel("caller"),
      other: takeLevel("other"),
      frameAgeMs: Math.max(0, Math.round(clock.now() - newestAt)),
    });
    cancelMeter = clock.after(LEVEL_EVERY_MS, measure);
  };
  let cancelMeter = clock.after(LEVEL_EVERY_MS, measure);

  return {
    frame(track, timestampMs, payload) {
      const arrivedZero = clock.now() - timestampMs;
      zeroAt = zeroAt === null ? arrivedZero : Math.min(zeroAt, arrivedZero);
      newestMs = Math.max(newestMs, timestampMs);
      for (let offset = 0; offset < payload.length; offset += FRAME_BYTES) {
        const piece = payload.subarray(offset, offset + FRAME_BYTES);
        const at = timestampMs + (offset / FRAME_BYTES) * FRAME_MS;
        if (piece.length === FRAME_BYTES) hear(track, at, piece);
        else {
          const padded = new Uint8Array(FRAME_BYTES).fill(MULAW_SILENCE);
          padded.set(piece);
          hear(track, at, padded);
        }
      }
    },
    listen(on) {
      listening = on;
    },
    close: () => cancelMeter(),
  };
}
