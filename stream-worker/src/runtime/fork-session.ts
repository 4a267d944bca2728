import {
  createFramePairer,
  FRAME_BYTES,
  FRAME_MS,
  type Pair,
  type Track,
} from "../domain/frame-pairing.ts";
import { levelOf } from "../domain/level.ts";
import { energyOf, MULAW_SILENCE, rms } from "../domain/mulaw.ts";
import {
  hearFrame,
  silentTrack,
  type SpeechSpan,
  type SpeechTrack,
} from "../domain/speech-spans.ts";
import type { Clock, Log, SessionLink } from "../ports.ts";
import { packFrame } from "./audio-frame.ts";
import { createCallClock } from "./call-clock.ts";

const LEVEL_EVERY_MS = 100;

export type ForkSession = {
  readonly callId: string;
  /** Mu-law of one track, any length; `timestampMs` counts from the stream's start. */
  frame(track: Track, timestampMs: number, payload: Uint8Array): void;
  /** Frames leave for the api only while somebody listens. */
  listen(on: boolean): void;
  /** Who spoke when, on the stream's clock. */
  spans(track: Track): readonly SpeechSpan[];
  closed(cause: "ended" | "dropped"): void;
};

type Meter = { energy: number; samples: number };

export function openForkSession(deps: {
  callId: string;
  link: SessionLink;
  clock: Clock;
  log: Log;
}): ForkSession {
  const { callId, link, clock } = deps;
  const openedAt = clock.now();
  const callClock = createCallClock(openedAt);
  const life = new AbortController();
  const pairer = createFramePairer();
  const meters: Record<Track, Meter> = {
    caller: { energy: 0, samples: 0 },
    other: { energy: 0, samples: 0 },
  };
  const speech: Record<Track, SpeechTrack> = { caller: silentTrack, other: silentTrack };
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
    speech[track] = hearFrame(speech[track], rms(energy, frame.length), timestampMs);
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

  link.open(life.signal).then(
    (answer) => {
      if (answer.ok) callClock.align(answer.conversation.nowMs, clock.now());
      else deps.log.warn({ callId, code: answer.problem.code }, "The api refused the fork");
    },
    () => undefined,
  );

  return {
    callId,
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
    spans: (track) => speech[track].spans,
    closed(cause) {
      cancelMeter();
      life.abort();
      link.close(cause);
    },
  };
}
